package dev.peering.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.crypto.Identity;
import dev.peering.crypto.IdentityFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The whole suite on our own node, through its adapter, as anybody would run it: about two minutes. */
@DisplayName("Our own node and the conformance suite")
class NodeConformanceIT {

    /** Left out by default, since they wait for a minute each. */
    private static final Set<String> SLOW = Set.of("MP-I-77", "MP-O-37", "MP-O-42");

    private static final int ALL = 143;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("every case that requires something passes")
    void everyCase() throws IOException {
        Path report = folder.resolve("report");
        Shell.Result result = Shell.run(command(folder, "--strict", "--quiet", "--report", report.toString()));
        JsonNode json = new ObjectMapper().readTree(Files.readString(report.resolve("report.json")));

        List<String> notGood = StreamSupport.stream(json.path("results").spliterator(), false)
                .filter(one -> !isGood(one))
                .map(one ->
                        one.path("id").asString() + " " + one.path("verdict").asString() + ": "
                                + one.path("text").asString())
                .toList();
        assertThat(notGood).as(result.out()).isEmpty();
        assertThat(json.path("results").size()).isEqualTo(ALL);
        assertThat(result.code()).as(result.err()).isZero();
        System.out.println("the default run took " + json.path("tookMillis").asLong() + " ms");
    }

    private static boolean isGood(JsonNode result) {
        return switch (result.path("verdict").asString()) {
            case "PASS" -> true;
            case "RECORDED" -> result.path("level").asString().equals("INFO");
            case "SKIP" -> SLOW.contains(result.path("id").asString());
            default -> false;
        };
    }

    /** A run on our node behind its adapter. */
    private static String[] command(Path folder, String... more) throws IOException {
        Path file = folder.resolve("node.key");
        String key;
        try (Identity identity = Identity.create(new SecureRandom())) {
            IdentityFile.store(file, identity);
            key = identity.key().toString();
        }
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String bind = "127.0.0.1:" + port;
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String main = "-cp " + System.getProperty("java.class.path") + " " + Main.class.getName();
        String adapter = java + " " + main + " conformance adapter --bind " + bind + " --identity " + file;
        List<String> command = new ArrayList<>(
                List.of("conformance", "run", "manual", "--target", bind, "--target-key", key, "--adapter", adapter));
        command.addAll(List.of(more));
        return command.toArray(String[]::new);
    }
}
