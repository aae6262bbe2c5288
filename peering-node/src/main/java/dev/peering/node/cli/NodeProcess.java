package dev.peering.node.cli;

import dev.peering.conformance.control.AdapterControl;
import dev.peering.conformance.control.Control;
import dev.peering.conformance.control.ControlException;
import dev.peering.conformance.control.ListedPeer;
import dev.peering.node.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Our own node as the conformance suite's target: {@code peering run} as a process of its own, which can be told to end, killed and started again. Names
 * are looked up in a file of ours, so that the suite can say what a name means.
 */
final class NodeProcess implements Control {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final Path folder;
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final Map<String, Object> manual = new LinkedHashMap<>();
    private final Map<String, String> hosts = new LinkedHashMap<>();
    private Optional<Process> process = Optional.empty();
    private Control list = Control.BY_HAND;

    /**
     * Not yet started.
     *
     * @param folder for its configuration, its store and its names; must exist
     * @param identity the file of its key
     * @param bind where it listens
     */
    NodeProcess(Path folder, Path identity, String bind) {
        this.folder = folder;
        settings.put(
                "node",
                Map.of(
                        "identityFile", identity.toAbsolutePath().toString(),
                        "storeFile", folder.resolve("peers.json").toString()));
        manual.put("bindAddress", bind);
        manual.put("advertisedAddresses", List.of(bind));
        settings.put("manualPeering", manual);
        settings.put("log", Map.of("level", "error"));
    }

    @Override
    public boolean canAdd() {
        return true;
    }

    @Override
    public synchronized void start() throws ControlException {
        if (process.isPresent()) {
            throw new ControlException(ControlException.Kind.REFUSED, "the node runs already");
        }
        try {
            Files.writeString(folder.resolve("node.json"), JsonWriter.indented(settings));
            writeHosts();
            Process started = new ProcessBuilder(
                            JAVA.toString(),
                            "-Djdk.net.hosts.file=" + folder.resolve("hosts"),
                            "-Dsun.net.inetaddr.ttl=0",
                            "-Dsun.net.inetaddr.negative.ttl=0",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Main.class.getName(),
                            "run",
                            "--config",
                            folder.resolve("node.json").toString(),
                            "--obey")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process = Optional.of(started);
            list = new AdapterControl(started, ANSWER);
        } catch (IOException why) {
            throw broken("the node cannot be started: " + why.getMessage());
        }
        // Answered when the node runs.
        list.list(true);
    }

    @Override
    public synchronized int stop(Duration limit) throws ControlException {
        Process running = running();
        running.destroy();
        int code = end(running, limit);
        process = Optional.empty();
        return code;
    }

    @Override
    public synchronized void restart() throws ControlException {
        Process running = running();
        running.destroyForcibly();
        end(running, Duration.ofSeconds(5));
        process = Optional.empty();
        start();
    }

    private static int end(Process running, Duration limit) throws ControlException {
        try {
            if (running.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return running.exitValue();
            }
            running.destroyForcibly();
            throw broken("the node did not end within " + limit.toMillis() + " ms");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw broken("interrupted");
        }
    }

    private Process running() throws ControlException {
        return process.orElseThrow(
                () -> new ControlException(ControlException.Kind.REFUSED, "the node does not run; start it first"));
    }

    @Override
    public void add(List<ListedPeer> peers) throws ControlException {
        list().add(peers);
    }

    @Override
    public void remove(List<String> publicKeys) throws ControlException {
        list().remove(publicKeys);
    }

    @Override
    public List<ListedPeer> list(boolean onlyConnected) throws ControlException {
        return list().list(onlyConnected);
    }

    @Override
    public Map<String, Long> usage() throws ControlException {
        return list().usage();
    }

    private synchronized Control list() throws ControlException {
        running();
        return list;
    }

    @Override
    public synchronized void config(Map<String, String> values) throws ControlException {
        for (Map.Entry<String, String> value : values.entrySet()) {
            if (value.getKey().startsWith("host:")) {
                hosts.put(value.getKey().substring("host:".length()), value.getValue());
            } else if (value.getKey().equals("knownPeers")) {
                manual.put("knownPeers", value.getValue());
            } else {
                throw new ControlException(
                        ControlException.Kind.UNSUPPORTED, "cannot configure '" + value.getKey() + "'");
            }
        }
        try {
            writeHosts();
        } catch (IOException why) {
            throw broken("the names cannot be written: " + why.getMessage());
        }
    }

    private void writeHosts() throws IOException {
        String text = hosts.entrySet().stream()
                .map(host -> host.getValue() + " " + host.getKey() + "\n")
                .collect(Collectors.joining("", "127.0.0.1 localhost\n", ""));
        Files.writeString(folder.resolve("hosts"), text);
    }

    @Override
    public synchronized void close() {
        process.ifPresent(Process::destroyForcibly);
        process = Optional.empty();
    }

    private static ControlException broken(String why) {
        return new ControlException(ControlException.Kind.BROKEN, why);
    }
}
