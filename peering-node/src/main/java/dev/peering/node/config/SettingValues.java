package dev.peering.node.config;

import dev.peering.node.json.Json;
import dev.peering.node.json.JsonException;
import dev.peering.node.json.JsonReader;
import dev.peering.node.json.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The raw value of each setting after file, environment and flags were laid over each other, and their reading into types. Everything that
 * cannot be read is collected, so that an operator sees all of it at once.
 */
final class SettingValues {

    /**
     * One setting's winning value.
     *
     * @param value what was written, and where
     * @param folder what a relative path in it starts from
     */
    record Given(Json value, Path folder) {}

    private static final int MAX_ADVERTISED = 64;
    private static final int MAX_SHOWN = 40;

    private final Map<Setting, Given> given = new EnumMap<>(Setting.class);
    private final List<String> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * Lays one source over the earlier ones. {@code gossip.bindAddress} is another name of {@code manualPeering.bindAddress}: within one layer
     * ours wins, across layers the later one by either name.
     */
    void lay(Map<Setting, Given> layer) {
        Map<Setting, Given> renamed = new EnumMap<>(Setting.class);
        renamed.putAll(layer);
        Given gossip = renamed.remove(Setting.GOSSIP_BIND_ADDRESS);
        if (gossip != null) {
            renamed.putIfAbsent(Setting.BIND_ADDRESS, gossip);
        }
        given.putAll(renamed);
    }

    boolean has(Setting setting) {
        return given.containsKey(setting);
    }

    /** Where the winning value stands. */
    Place at(Setting setting) {
        Given one = given.get(setting);
        return one == null
                ? Place.of("the default of " + setting.path())
                : one.value().at();
    }

    void problem(Place at, String why) {
        problems.add(at + ": " + why);
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    List<String> problems() {
        return problems;
    }

    List<String> notes() {
        return notes;
    }

    /** Any text, read by a function that throws IllegalArgumentException. */
    <T> T read(Setting setting, Function<String, T> reader) {
        return optional(setting, reader).orElseGet(() -> reader.apply(setting.standard()));
    }

    <T> Optional<T> optional(Setting setting, Function<String, T> reader) {
        Given one = given.get(setting);
        if (one == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(text(one.value())));
        } catch (IllegalArgumentException why) {
            problem(one.value().at(), String.valueOf(why.getMessage()));
            return Optional.empty();
        }
    }

    Path path(Setting setting, Path folder) {
        Given one = given.get(setting);
        Path base = one == null ? folder : one.folder();
        Path path = read(setting, text -> {
            if (text.isBlank()) {
                throw new IllegalArgumentException(setting.path() + " must not be empty: give a file");
            }
            return Path.of(text);
        });
        return base.resolve(path);
    }

    Duration duration(Setting setting, Duration least, Duration most) {
        return read(setting, text -> within(Durations.parse(text), least, most));
    }

    int count(Setting setting, int least, int most) {
        return read(setting, text -> {
            long count = text.matches("\\d{1,12}") ? Long.parseLong(text) : -1;
            if (count < least || count > most) {
                throw new IllegalArgumentException(setting.path() + " must be a whole number from " + least + " to "
                        + most + ", this is '" + shorten(text) + "'");
            }
            return (int) count;
        });
    }

    /** True or false, as JSON has them or, in flags and environment variables, as a text. */
    boolean yes(Setting setting) {
        Given one = given.get(setting);
        if (one != null && one.value() instanceof Json.Flag flag) {
            return flag.value();
        }
        return read(setting, text -> {
            if (!text.equals("true") && !text.equals("false")) {
                throw new IllegalArgumentException(
                        setting.path() + " must be true or false, this is '" + shorten(text) + "'");
            }
            return text.equals("true");
        });
    }

    /** A list of texts: JSON, or in flags and environment variables separated by commas. */
    List<Json> list(Setting setting) {
        Given one = given.get(setting);
        if (one == null || one.value() instanceof Json.Nothing) {
            return List.of();
        }
        Json value = one.value();
        try {
            if (value instanceof Json.Text text) {
                value = text.value().stripLeading().startsWith("[")
                        ? JsonReader.read(text.value(), text.at().insideText())
                        : separated(text);
            }
        } catch (JsonException why) {
            problems.add(String.valueOf(why.getMessage()));
            return List.of();
        }
        if (value instanceof Json.Items items && items.items().size() <= MAX_ADVERTISED) {
            return items.items();
        }
        problem(
                value.at(),
                setting.path() + " must be a list of at most " + MAX_ADVERTISED + " texts, this is " + value.kind());
        return List.of();
    }

    private static Json separated(Json.Text text) {
        List<Json> items = new ArrayList<>();
        for (String item : text.value().split(",", -1)) {
            if (!item.isBlank()) {
                items.add(new Json.Text(text.at(), item.trim()));
            }
        }
        return new Json.Items(text.at(), items);
    }

    PeerEntries peers(Setting setting, PeerEntries.KeyReader keys) {
        Given one = given.get(setting);
        Json value = one == null ? new Json.Nothing(Place.of("")) : one.value();
        try {
            return PeerEntries.read(value, keys);
        } catch (IllegalArgumentException why) {
            problem(value.at(), String.valueOf(why.getMessage()));
        } catch (JsonException why) {
            problems.add(String.valueOf(why.getMessage()));
        }
        return PeerEntries.none(keys);
    }

    private static Duration within(Duration duration, Duration least, Duration most) {
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw new IllegalArgumentException("this must be from " + Durations.text(least) + " to "
                    + Durations.text(most) + ", it is " + Durations.text(duration));
        }
        return duration;
    }

    /** A value may be long; a complaint is not. */
    static String shorten(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }

    private static String text(Json value) {
        if (value instanceof Json.Text text) {
            return text.value();
        } else if (value instanceof Json.Numeral number) {
            return number.literal();
        }
        throw new IllegalArgumentException("this must be a text in quotes, it is " + value.kind());
    }
}
