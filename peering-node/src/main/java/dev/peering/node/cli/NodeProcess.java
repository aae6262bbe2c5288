package dev.peering.node.cli;

import dev.peering.conformance.control.AdapterControl;
import dev.peering.conformance.control.Control;
import dev.peering.conformance.control.ControlException;
import dev.peering.conformance.control.ListedPeer;
import dev.peering.node.json.JsonWriter;
import dev.peering.wire.opendex.OpenDexNetwork;
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

    /** What is killed ends at once; its files are no longer written then. */
    private static final long END_SECONDS = 2;

    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final Path folder;
    private final String suite;
    private final Map<String, Object> settings;
    private final Map<String, Object> network;
    private final Map<String, String> hosts = new LinkedHashMap<>();
    private Optional<Process> process = Optional.empty();
    private Control list = Control.BY_HAND;

    private NodeProcess(String suite, Path folder, Map<String, Object> settings, Map<String, Object> network) {
        this.suite = suite;
        this.folder = folder;
        this.settings = settings;
        this.network = network;
    }

    /**
     * Manual peering, not yet started.
     *
     * @param folder for its configuration, its store and its names; must exist
     * @param identity the file of its key
     * @param bind where it listens
     */
    static NodeProcess manual(Path folder, Path identity, String bind) {
        Map<String, Object> manual = new LinkedHashMap<>();
        manual.put("bindAddress", bind);
        manual.put("advertisedAddresses", List.of(bind));
        return new NodeProcess("manual", folder, settings(folder, identity, Map.of("manualPeering", manual)), manual);
    }

    /**
     * OpenDEX, not yet started. As configured by default, but that it dials again soon, asks for nodes, and dials them even on loopback.
     *
     * @param folder for its configuration, its store, its names and its other key; must exist
     * @param identity the file of its key
     * @param bind where it listens
     * @param network whose
     */
    static NodeProcess openDex(Path folder, Path identity, String bind, OpenDexNetwork network) {
        Map<String, Object> openDex = new LinkedHashMap<>();
        openDex.put("enabled", true);
        openDex.put("network", network.label());
        openDex.put("identityFile", identity.toAbsolutePath().toString());
        openDex.put("bindAddress", bind);
        openDex.put("reconnectInterval", "1s");
        openDex.put("reconnectMaxInterval", "1s");
        openDex.put("discovery", Map.of("privateAddresses", true));
        openDex.put("limits", Map.of("discovered", 8));
        Map<String, Object> both = Map.of("manualPeering", Map.of("bindAddress", "127.0.0.1:0"), "opendex", openDex);
        return new NodeProcess("opendex", folder, settings(folder, folder.resolve("identity.key"), both), openDex);
    }

    private static Map<String, Object> settings(Path folder, Path identity, Map<String, Object> networks) {
        Map<String, Object> settings = new LinkedHashMap<>(networks);
        settings.put(
                "node",
                Map.of(
                        "identityFile", identity.toAbsolutePath().toString(),
                        "storeFile", folder.resolve("peers.json").toString()));
        settings.put("log", Map.of("level", "error"));
        return settings;
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
                            "--obey=" + suite)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process = Optional.of(started);
            list = new AdapterControl(started, ANSWER);
        } catch (IOException why) {
            throw broken("the node cannot be started: " + why.getMessage());
        }
        // Answered when the node runs.
        try {
            list.list(true);
        } catch (ControlException why) {
            close();
            throw broken("the node did not start; what it says about it stands above");
        }
    }

    @Override
    public boolean canStop() {
        return true;
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
                network.put("knownPeers", value.getValue());
            } else {
                list().config(Map.of(value.getKey(), value.getValue()));
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
        process.ifPresent(running -> {
            running.destroyForcibly();
            try {
                running.waitFor(END_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
            }
        });
        process = Optional.empty();
    }

    private static ControlException broken(String why) {
        return new ControlException(ControlException.Kind.BROKEN, why);
    }
}
