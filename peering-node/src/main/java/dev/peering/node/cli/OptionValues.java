package dev.peering.node.cli;

import dev.peering.conformance.cli.SuiteOptions;
import dev.peering.wire.opendex.OpenDexNetwork;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the values of options, and says in an operator's words what is wrong with one: the library's are a programmer's. */
final class OptionValues {

    private static final String WHOLE = "a whole number, or too large a one";

    private OptionValues() {}

    /** For all commands that are known by now. */
    static void readPlainly(CommandLine line) {
        ITypeConverter<Long> longs = number(Long::valueOf, WHOLE);
        ITypeConverter<Integer> ints = number(Integer::valueOf, WHOLE);
        ITypeConverter<Double> doubles = number(Double::valueOf, "a number");
        line.registerConverter(Long.class, longs)
                .registerConverter(Long.TYPE, longs)
                .registerConverter(Integer.class, ints)
                .registerConverter(Integer.TYPE, ints)
                .registerConverter(Double.class, doubles)
                .registerConverter(Double.TYPE, doubles)
                .registerConverter(Path.class, OptionValues::path)
                .registerConverter(OpenDexNetwork.class, word(OpenDexNetwork.values()))
                .registerConverter(SuiteOptions.Name.class, word(SuiteOptions.Name.values()));
    }

    private static <T> ITypeConverter<T> number(Function<String, T> reader, String what) {
        return text -> {
            try {
                return reader.apply(text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'" + text + "' is not " + what);
            }
        };
    }

    /** An empty path would be the working folder; it comes from a variable that is not set. */
    private static Path path(String text) {
        if (text.isBlank()) {
            throw new TypeConversionException("it is empty, give a path");
        }
        return Path.of(text);
    }

    private static <E extends Enum<E>> ITypeConverter<E> word(E[] all) {
        return text -> Arrays.stream(all)
                .filter(one -> one.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of "
                        + Arrays.stream(all)
                                .map(one -> one.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }
}
