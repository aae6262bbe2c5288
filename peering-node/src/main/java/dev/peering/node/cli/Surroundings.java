package dev.peering.node.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the program finds around itself; a test brings its own.
 *
 * @param out standard output
 * @param err standard error
 * @param environment environment variables
 * @param terminal whether standard output is a terminal
 */
public record Surroundings(PrintStream out, PrintStream err, Map<String, String> environment, boolean terminal) {

    private static final String TERMINAL_PROPERTY = "peering.terminal";

    /** Those of this process. */
    static Surroundings ofProcess() {
        Map<String, String> environment = System.getenv();
        Charset charset = unicode(environment) ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
        return new Surroundings(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset),
                environment,
                onTerminal());
    }

    /** Whether the terminal shows more than ASCII; asked the way C programs ask. */
    boolean unicode() {
        return unicode(environment);
    }

    private static boolean unicode(Map<String, String> environment) {
        String locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("")
                .toUpperCase(Locale.ROOT);
        return locale.contains("UTF-8")
                || locale.contains("UTF8")
                || System.getProperty("os.name", "").startsWith("Mac");
    }

    /** The launcher knows best and says so; without it the JDK is asked, which from 22 on no longer answers by null. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean onTerminal() {
        String told = System.getProperty(TERMINAL_PROPERTY, "");
        Console console = System.console();
        if (!told.isEmpty() || console == null) {
            return told.equals("true");
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException unknown) {
            return false;
        }
    }
}
