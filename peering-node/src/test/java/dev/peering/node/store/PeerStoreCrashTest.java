package dev.peering.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The store is whole, whatever happens to its writer")
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class PeerStoreCrashTest {

    private static final int KILLS = 6;

    @TempDir
    Path folder;

    @Test
    @DisplayName("killed in the middle of writes, the file holds all of one change and nothing of the next")
    void killed() throws Exception {
        Path file = folder.resolve("peers.json");
        Random random = new Random(7);
        int last = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process writer = writer(List.of(), file, "500");
            int seen = Integer.parseInt(reader(writer).readLine().replaceAll(" .*", ""));
            Thread.sleep(20 + random.nextInt(150));
            writer.destroyForcibly();
            assertThat(writer.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(writer.exitValue())
                    .as("died by the signal, not by itself")
                    .isEqualTo(128 + 9);
            try (PeerStore store = PeerStore.open(file)) {
                List<StoredPeer> peers = store.changes("manual").added();
                int generation = Integer.parseInt(peers.get(0).alias());
                assertThat(peers).hasSize(500).allMatch(peer -> peer.alias().equals("" + generation));
                assertThat(generation).isGreaterThanOrEqualTo(seen).isGreaterThan(last);
                last = generation;
            }
        }
    }

    @Test
    @DisplayName("when the disk takes no more, the old file is intact and the fault is reported")
    void fullByLimit() throws Exception {
        // A limit on the size of files stands in for a full disk; it needs no rights. 40 blocks of 512 or 1,024 bytes.
        full(List.of("sh", "-c", "ulimit -f 40; exec \"$@\"", "sh"));
    }

    @Test
    @DisplayName("the same on a file system that is really full")
    void fullDisk() throws Exception {
        List<String> inside = List.of(
                "unshare",
                "-rm",
                "sh",
                "-c",
                "mount -t tmpfs -o size=64k tmpfs \"$0\" && \"$@\"; code=$?; cp \"$0/peers.json\" \"$0.copy\"; exit $code",
                folder.toString());
        Process probe =
                new ProcessBuilder("unshare", "-rm", "sh", "-c", "mount -t tmpfs -o size=64k tmpfs " + folder).start();
        boolean possible = probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
        Assumptions.assumeTrue(possible, "no private tmpfs for this user; the limit on file sizes was tried instead");
        Process writer = writer(inside, folder.resolve("peers.json"), "grow");
        reportsTheFault(writer);
        Path copy = Path.of(folder + ".copy");
        try (PeerStore store = PeerStore.open(copy)) {
            assertThat(store.changes("manual").added()).isNotEmpty();
        } finally {
            Files.deleteIfExists(copy);
            Files.deleteIfExists(copy.resolveSibling("." + copy.getFileName() + ".lock"));
        }
    }

    private void full(List<String> under) throws Exception {
        Path file = folder.resolve("peers.json");
        reportsTheFault(writer(under, file, "grow"));
        try (PeerStore store = PeerStore.open(file)) {
            assertThat(store.changes("manual").added()).isNotEmpty();
        }
        assertThat(folder.resolve(".peers.json.new")).doesNotExist();
    }

    /** The writer grows its list until a write fails, and then checks its own memory against its own file. */
    private static void reportsTheFault(Process writer) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>(reader(writer).lines().toList());
        assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(lines.get(lines.size() - 1))
                .startsWith("failed: the peer store ")
                .contains("could not be written")
                .contains("the old one is untouched");
        assertThat(writer.exitValue()).isEqualTo(PeerStoreWriter.FAILED_AS_IT_SHOULD);
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static Process writer(List<String> under, Path file, String how) throws IOException {
        List<String> command = new ArrayList<>(under);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // The file this would map is larger than the limit above.
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                PeerStoreWriter.class.getName(),
                file.toString(),
                how));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.endsWith("_OPTIONS")); // each Java would tell of them
        return builder.start();
    }
}
