package dev.peering.node.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
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
        Charset charset = charset(environment);
        return new Surroundings(
                Output.ofProcess(charset),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset),
                environment,
                onTerminal());
    }

    /** What both streams are encoded with. */
    Charset charset() {
        return charset(environment);
    }

    private static Charset charset(Map<String, String> environment) {
        return unicode(environment) ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
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

    /** The launcher asks its shell and says so; without the launcher a shell is asked now. Java itself cannot tell about one stream alone. */
    private static boolean onTerminal() {
        String told = System.getProperty(TERMINAL_PROPERTY, "");
        if (!told.isEmpty()) {
            return told.equals("true");
        }
        try {
            return new ProcessBuilder("sh", "-c", "[ -t 1 ]")
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noShell) {
            return false;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
