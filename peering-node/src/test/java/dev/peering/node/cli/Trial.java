package dev.peering.node.cli;

import dev.peering.conformance.target.Profile;
import dev.peering.conformance.target.ReferenceTarget;
import dev.peering.conformance.target.TargetWebApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A correct target with its web API, and an operator who runs the suite against it. */
final class Trial implements AutoCloseable {

    static final String SECRET = "a-token";

    private static final Duration INTERVAL = Duration.ofMillis(600);

    private final ReferenceTarget target;
    private final TargetWebApi api;

    Trial() {
        try {
            target = new ReferenceTarget(Profile.CORRECT.dialingEvery(INTERVAL), 0);
            api = new TargetWebApi(target, 0, Optional.of(SECRET));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ReferenceTarget target() {
        return target;
    }

    TargetWebApi api() {
        return api;
    }

    /** As on the command line. */
    String address() {
        return "127.0.0.1:" + target.address().getPort();
    }

    /** What to type: these cases and options, and where the target is and who. */
    String[] words(String key, String... more) {
        Stream<String> usual = Stream.of("conformance", "run", "manual", "--target", address(), "--target-key", key);
        Stream<String> interval = Stream.of("--reconnect-interval", String.valueOf(INTERVAL.toMillis()));
        return Stream.of(usual, interval, Arrays.stream(more))
                .flatMap(words -> words)
                .toArray(String[]::new);
    }

    /** These cases and options, and how the target's list is changed. */
    String[] withWebApi(String... more) {
        return Stream.concat(Arrays.stream(more), Stream.of("--web-api", api.url(), "--web-api-token", SECRET))
                .toArray(String[]::new);
    }

    Shell.Result run(String... more) {
        return Shell.run(words(target.keyText(), more));
    }

    static Path script(Path file, String... lines) throws IOException {
        return Files.writeString(file, String.join("\n", lines) + "\n");
    }

    static JsonNode json(Path report) throws IOException {
        return new ObjectMapper().readTree(Files.readString(report.resolve("report.json")));
    }

    @Override
    public void close() {
        api.close();
        target.close();
    }
}
