package dev.peering.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.crypto.Identity;
import dev.peering.crypto.IdentityFile;
import dev.peering.crypto.Secp256k1Identity;
import dev.peering.crypto.Secp256k1IdentityFile;
import dev.peering.node.Ports;
import java.io.IOException;
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

/** The suites on our own node, through its adapter, as anybody would run them: about two minutes and a half. */
@DisplayName("Our own node and the conformance suite")
class NodeConformanceIT {

    /** Left out by default, since they wait for a minute each. */
    private static final Set<String> SLOW = Set.of("MP-I-77", "MP-O-37", "MP-O-42");

    private static final int ALL = 144;

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

    @Test
    @DisplayName("OpenDEX: the adapter has the node dial, stops it, kills it, bans and lifts bans")
    void openDex() throws IOException {
        Path file = folder.resolve("nodekey.dat");
        String key;
        try (Secp256k1Identity identity = Secp256k1Identity.create(new SecureRandom())) {
            Secp256k1IdentityFile.store(file, identity);
            key = identity.key().toString();
        }
        String bind = "127.0.0.1:" + Ports.free();
        String adapter = adapter(bind, file) + " --suite opendex --network regtest";
        // Crossing connections, a death, node lists; what the target does as the one who dials; stop and start, bans.
        List<String> ids = List.of("OX-13", "OX-36", "OX-39", "OX-71", "OX-73", "OX-74", "OX-75");
        List<String> command = new ArrayList<>(List.of("conformance", "run", "opendex", "--network", "regtest"));
        command.addAll(List.of("--target", bind, "--target-key", key, "--adapter", adapter));
        command.addAll(List.of(
                "--strict", "--quiet", "--report", folder.resolve("opendex").toString()));
        command.addAll(ids);
        Shell.Result result = Shell.run(command.toArray(String[]::new));
        JsonNode json = new ObjectMapper()
                .readTree(Files.readString(folder.resolve("opendex").resolve("report.json")));
        assertThat(StreamSupport.stream(json.path("results").spliterator(), false)
                        .map(one -> one.path("id").asString() + " "
                                + one.path("verdict").asString()))
                .as(result.out())
                .containsExactlyInAnyOrderElementsOf(
                        ids.stream().map(id -> id + " PASS").toList());
        assertThat(result.code()).as(result.err()).isZero();
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
        String bind = "127.0.0.1:" + Ports.free();
        List<String> command = new ArrayList<>(List.of(
                "conformance",
                "run",
                "manual",
                "--target",
                bind,
                "--target-key",
                key,
                "--adapter",
                adapter(bind, file)));
        command.addAll(List.of(more));
        return command.toArray(String[]::new);
    }

    private static String adapter(String bind, Path file) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String main = "-cp " + System.getProperty("java.class.path") + " " + Main.class.getName();
        return java + " " + main + " conformance adapter --bind " + bind + " --identity " + file;
    }
}
