package dev.peering.interop;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The original as a process: {@code interop/goshimmer}, steered with JSON lines. */
final class GoShimmer implements AutoCloseable {

    private static final Path PROGRAM =
            Path.of("..", "interop", "goshimmer").toAbsolutePath().normalize();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NO_GO = 3;
    private static final File LOG = new File("target/goshimmer.log");

    private final Process process;
    private final BufferedWriter commands;
    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private final List<JsonNode> seen = new ArrayList<>();

    /** Came between a command and its end. */
    private final Deque<JsonNode> kept = new ArrayDeque<>();

    private final JsonNode ready;

    private GoShimmer(List<String> command) throws IOException {
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(LOG))
                .start();
        commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        Thread reader = new Thread(this::read, "goshimmer events");
        reader.setDaemon(true);
        reader.start();
        ready = await("ready", Duration.ofSeconds(20), event -> true);
    }

    /**
     * Builds the program.
     *
     * @return empty when it is there; the reason why it cannot be when Go is missing
     */
    static String build() throws IOException, InterruptedException {
        Process build = new ProcessBuilder("sh", PROGRAM.resolve("build.sh").toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int exit = build.waitFor();
        if (exit == NO_GO) {
            return output;
        }
        if (exit != 0 || !Files.isExecutable(PROGRAM.resolve("bin/goshimmer-peer"))) {
            throw new IOException("interop/goshimmer/build.sh failed with " + exit + ":\n" + output);
        }
        return "";
    }

    static GoShimmer start(String seedHex, String listen) throws IOException {
        return new GoShimmer(List.of(
                PROGRAM.resolve("bin/goshimmer-peer").toString(),
                "--seed",
                seedHex,
                "--listen",
                listen,
                "--lifetime",
                "4m"));
    }

    String publicKey() {
        return ready.get("publicKey").asString();
    }

    String address() {
        return ready.get("listen").asString();
    }

    /** Gives a command and waits for its end. What happens meanwhile may be awaited afterwards. */
    void tell(Map<String, ?> command) throws IOException {
        commands.write(JSON.writeValueAsString(command));
        commands.newLine();
        commands.flush();
        String name = (String) command.get("cmd");
        List<JsonNode> meanwhile = new ArrayList<>();
        JsonNode answer = await("the end of " + name, Duration.ofSeconds(15), event -> {
            boolean end = isEvent(event, "error")
                    || (isEvent(event, "done") && event.get("cmd").asString().equals(name));
            if (!end) {
                meanwhile.add(event);
            }
            return end;
        });
        kept.addAll(meanwhile);
        if (isEvent(answer, "error")) {
            throw new IOException(name + ": " + answer);
        }
    }

    /** Waits for an event of this name that fits; events before it are passed over. */
    JsonNode await(String event, Duration limit, Predicate<JsonNode> fits) {
        boolean named = event.indexOf(' ') < 0;
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (true) {
                JsonNode next = kept.isEmpty()
                        ? events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)
                        : kept.removeFirst();
                if (next == null) {
                    throw new AssertionError("no event '" + event + "' within " + limit + "; seen: " + seen);
                }
                seen.add(next);
                if ((!named || isEvent(next, event)) && fits.test(next)) {
                    return next;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + event, interrupted);
        }
    }

    @Override
    public void close() {
        try {
            commands.close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException gone) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    /** As pulling the plug: no goodbye to anybody but what the kernel says. */
    void kill() {
        process.destroyForcibly();
    }

    private static boolean isEvent(JsonNode event, String name) {
        return event.get("event").asString().equals(name);
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().map(JSON::readTree).forEach(events::add);
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }
}
