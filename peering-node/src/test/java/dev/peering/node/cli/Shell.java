package dev.peering.node.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The program run inside the test, with everything it printed. */
final class Shell {

    /** UTF-8, no terminal. */
    static final Map<String, String> ENVIRONMENT = Map.of("LANG", "C.UTF-8");

    /**
     * What came of it.
     *
     * @param code exit code
     * @param out standard output
     * @param err standard error
     */
    record Result(int code, String out, String err) {}

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** One that may be looked at while the program runs. */
    Shell() {}

    static Result run(String... arguments) {
        return run(ENVIRONMENT, arguments);
    }

    static Result run(Map<String, String> environment, String... arguments) {
        return new Shell().type(environment, arguments);
    }

    Result type(Map<String, String> environment, String... arguments) {
        Surroundings surroundings = new Surroundings(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                false);
        int code = Main.run(surroundings, arguments);
        return new Result(code, shown(), err.toString(StandardCharsets.UTF_8));
    }

    /** What is on standard output by now. */
    String shown() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
