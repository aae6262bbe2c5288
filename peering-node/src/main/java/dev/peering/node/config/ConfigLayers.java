package dev.peering.node.config;

import dev.peering.core.KnownPeer;
import dev.peering.core.Openness;
import dev.peering.core.PeerAddress;
import dev.peering.core.PeeringLimits;
import dev.peering.core.manual.ManualPeering;
import dev.peering.core.opendex.OpenDexOptions;
import dev.peering.core.opendex.OpenDexPeering;
import dev.peering.crypto.PeerKey;
import dev.peering.crypto.Secp256k1Key;
import dev.peering.node.EdgeLimits;
import dev.peering.node.config.SettingValues.Given;
import dev.peering.node.json.Json;
import dev.peering.node.json.Place;
import dev.peering.wire.opendex.OpenDexNetwork;
import dev.peering.wire.opendex.OpenDexWire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lays flags over environment over file, then reads the winners into {@link NodeConfig}. */
final class ConfigLayers {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MILLION = 1_000_000;
    private static final List<String> OUR_VARIABLES = List.of("MANUALPEERING_", "OPENDEX_");

    private final SettingValues values = new SettingValues();
    private final Path workingFolder = Path.of("").toAbsolutePath();
    private final Path folder;

    private ConfigLayers(Optional<Path> file) {
        this.folder = file.map(Path::toAbsolutePath).map(Path::getParent).orElse(workingFolder);
    }

    static NodeConfig read(Optional<Path> file, Map<String, String> environment, Map<Setting, String> flags)
            throws ConfigException {
        ConfigLayers layers = new ConfigLayers(file);
        if (file.isPresent()) {
            ConfigFile.read(file.get(), layers.values);
        }
        layers.environment(environment);
        layers.flags(flags);
        layers.warnAboutSeed(file, flags);
        NodeConfig config = layers.config();
        if (!layers.values.problems().isEmpty()) {
            throw new ConfigException(layers.values.problems());
        }
        return config;
    }

    private void environment(Map<String, String> environment) {
        Map<Setting, Given> layer = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            String value = environment.getOrDefault(setting.variable(), "");
            if (!value.isEmpty()) {
                layer.put(setting, given(value, "environment variable " + setting.variable()));
            }
        }
        values.lay(layer);
        Set<String> known = Stream.of(Setting.values()).map(Setting::variable).collect(Collectors.toSet());
        environment.keySet().stream()
                .filter(name -> OUR_VARIABLES.stream().anyMatch(name::startsWith) && !known.contains(name))
                .sorted()
                .forEach(name -> values.note("environment variable " + name + " is unknown"
                        + Suggestion.of(name, known)
                                .map(meant -> ", did you mean " + meant + "?")
                                .orElse("")));
    }

    private void flags(Map<Setting, String> flags) {
        Map<Setting, Given> layer = new EnumMap<>(Setting.class);
        flags.forEach((setting, value) -> layer.put(setting, given(value, "flag --" + setting.path())));
        values.lay(layer);
    }

    private Given given(String value, String source) {
        return new Given(new Json.Text(Place.of(source), value), workingFolder);
    }

    private void warnAboutSeed(Optional<Path> file, Map<Setting, String> flags) {
        if (flags.containsKey(Setting.NODE_SEED)) {
            values.note(
                    "a seed on the command line can be read by every user of this machine: keep it in a file, see node.identityFile");
        } else if (values.has(Setting.NODE_SEED)
                && values.at(Setting.NODE_SEED).line() > 0
                && file.isPresent()
                && othersMayRead(file.get())) {
            values.note(file.get() + " holds the seed and can be read by other users of this machine: chmod 600 "
                    + file.get());
        }
    }

    private static boolean othersMayRead(Path file) {
        try {
            Set<PosixFilePermission> open = PosixFilePermissions.fromString("---r--r--");
            return Files.getPosixFilePermissions(file).stream().anyMatch(open::contains);
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    private NodeConfig config() {
        if (values.has(Setting.NODE_SEED) && values.has(Setting.NODE_IDENTITY_FILE)) {
            values.problem(
                    values.at(Setting.NODE_SEED),
                    "both node.seed and node.identityFile are given (" + values.at(Setting.NODE_IDENTITY_FILE)
                            + "): leave one out");
        }
        return new NodeConfig(
                values.optional(Setting.NODE_SEED, text -> text)
                        .filter(text -> !text.isEmpty())
                        .map(Secret::new),
                values.path(Setting.NODE_IDENTITY_FILE, folder),
                values.path(Setting.NODE_STORE_FILE, folder),
                values.read(Setting.NODE_ED25519, text -> choice(text, List.of("bouncycastle", "corretto", "auto"))),
                manual(),
                openDex(),
                new LogConfig(
                        values.read(Setting.LOG_LEVEL, text -> choice(LogConfig.Level.class, text)),
                        values.read(Setting.LOG_FORMAT, text -> choice(LogConfig.Format.class, text)),
                        values.duration(Setting.LOG_STATUS_INTERVAL, Duration.ZERO, DAY)),
                values.notes());
    }

    private ManualConfig manual() {
        PeerEntries peers = values.peers(Setting.KNOWN_PEERS, text -> ManualPeering.id(PeerKey.parse(text)));
        Duration interval = values.duration(Setting.RECONNECT_INTERVAL, Duration.ofMillis(100), DAY);
        return new ManualConfig(
                peers.good(),
                peers.bad(),
                values.read(Setting.BIND_ADDRESS, ConfigLayers::bind),
                advertised(Setting.ADVERTISED_ADDRESSES),
                interval,
                longest(interval),
                values.duration(Setting.HANDSHAKE_TIMEOUT, Duration.ofMillis(50), Duration.ofMinutes(5)),
                values.duration(Setting.MAX_AGE, Duration.ofSeconds(1), HOUR),
                values.duration(Setting.MAX_SKEW, Duration.ZERO, HOUR),
                limits(),
                edgeLimits());
    }

    private OpenDexConfig openDex() {
        PeerEntries peers =
                values.peers(Setting.OPENDEX_KNOWN_PEERS, text -> OpenDexPeering.id(Secp256k1Key.parse(text)));
        OpenDexNetwork network = values.read(Setting.OPENDEX_NETWORK, text -> choice(OpenDexNetwork.class, text));
        Duration interval = values.duration(Setting.OPENDEX_RECONNECT_INTERVAL, Duration.ofMillis(100), DAY);
        return new OpenDexConfig(
                values.yes(Setting.OPENDEX_ENABLED),
                network,
                values.path(Setting.OPENDEX_IDENTITY_FILE, folder),
                peers.good(),
                peers.bad(),
                values.has(Setting.OPENDEX_BIND_ADDRESS)
                        ? values.read(Setting.OPENDEX_BIND_ADDRESS, ConfigLayers::bind)
                        : Optional.of(new BindAddress("0.0.0.0", network.defaultPort())),
                openDexAdvertised(),
                values.read(Setting.OPENDEX_MIN_VERSION, ConfigLayers::version),
                interval,
                values.duration(Setting.OPENDEX_RECONNECT_MAX_INTERVAL, interval, DAY),
                values.duration(Setting.OPENDEX_HANDSHAKE_TIMEOUT, Duration.ofSeconds(1), Duration.ofMinutes(5)),
                values.duration(Setting.OPENDEX_DISCOVERY_INTERVAL, Duration.ofMinutes(1), Duration.ofDays(30)),
                openDexLimits(peers.good().size()),
                EdgeLimits.DEFAULT
                        .withPending(
                                values.count(Setting.OPENDEX_MAX_PENDING_HANDSHAKES, 1, MILLION),
                                values.count(Setting.OPENDEX_MAX_PENDING_PER_ORIGIN, 1, MILLION),
                                EdgeLimits.DEFAULT.crowdedFrom())
                        .withUnreadBytes(OpenDexWire.MAX_PENDING_LENGTH + OpenDexWire.PLAIN_HEADER_LENGTH));
    }

    /** As many as every node of ours looks at. */
    private List<PeerAddress> openDexAdvertised() {
        List<PeerAddress> addresses = List.copyOf(advertised(Setting.OPENDEX_ADVERTISED_ADDRESSES));
        if (addresses.size() > KnownPeer.MAX_ADDRESSES) {
            values.problem(
                    values.at(Setting.OPENDEX_ADVERTISED_ADDRESSES),
                    "at most " + KnownPeer.MAX_ADDRESSES + " addresses can be advertised, these are "
                            + addresses.size());
            return List.of();
        }
        return addresses;
    }

    private PeeringLimits openDexLimits(int listed) {
        Openness openness = new Openness(
                values.count(Setting.OPENDEX_MAX_GUESTS, 0, MILLION),
                values.count(Setting.OPENDEX_MAX_DISCOVERED, 0, MILLION),
                values.count(Setting.OPENDEX_MAX_DISCOVERED_DIALS, 0, MILLION),
                values.yes(Setting.OPENDEX_PRIVATE_ADDRESSES));
        PeeringLimits usual = PeeringLimits.DEFAULT;
        return new PeeringLimits(
                Math.max(listed, usual.knownPeers()),
                values.count(Setting.OPENDEX_MAX_NEIGHBORS, 1, MILLION),
                usual.pendingDials(),
                usual.strangers(),
                usual.tokensPerPeer(),
                openness);
    }

    private static String version(String text) {
        if (!OpenDexOptions.isVersion(text)) {
            throw new IllegalArgumentException(
                    "'" + SettingValues.shorten(text) + "' is no semantic version: write it like 1.2.5 or 1.0.0-rc.1");
        }
        return text;
    }

    private static Optional<BindAddress> bind(String text) {
        return text.equalsIgnoreCase("none") ? Optional.empty() : Optional.of(BindAddress.parse(text));
    }

    private Duration longest(Duration interval) {
        if (!values.has(Setting.RECONNECT_MAX_INTERVAL)) {
            return interval;
        }
        Optional<Duration> longest = values.optional(Setting.RECONNECT_MAX_INTERVAL, Durations::parse);
        if (longest.isPresent()
                && (longest.get().compareTo(interval) < 0 || longest.get().compareTo(DAY) > 0)) {
            values.problem(
                    values.at(Setting.RECONNECT_MAX_INTERVAL),
                    "this must be from the reconnectInterval (" + Durations.text(interval) + ") to 24h, it is "
                            + Durations.text(longest.get()));
        }
        return longest.orElse(interval);
    }

    private Set<PeerAddress> advertised(Setting setting) {
        Set<PeerAddress> addresses = new LinkedHashSet<>();
        for (Json item : values.list(setting)) {
            try {
                if (!(item instanceof Json.Text text)) {
                    throw new IllegalArgumentException("this must be a text in quotes, it is " + item.kind());
                }
                addresses.add(PeerAddress.parse(text.value()));
            } catch (IllegalArgumentException why) {
                values.problem(item.at(), String.valueOf(why.getMessage()));
            }
        }
        return addresses;
    }

    private PeeringLimits limits() {
        return new PeeringLimits(
                values.count(Setting.MAX_KNOWN_PEERS, 1, MILLION),
                values.count(Setting.MAX_NEIGHBORS, 1, MILLION),
                values.count(Setting.MAX_PENDING_DIALS, 1, MILLION),
                values.count(Setting.MAX_STRANGERS, 1, MILLION),
                values.count(Setting.MAX_TOKENS_PER_PEER, 1, MILLION));
    }

    private EdgeLimits edgeLimits() {
        return EdgeLimits.DEFAULT
                .withPending(
                        values.count(Setting.MAX_PENDING_HANDSHAKES, 1, MILLION),
                        values.count(Setting.MAX_PENDING_PER_ORIGIN, 1, MILLION),
                        values.count(Setting.CROWDED_FROM, 1, MILLION))
                .withOutstandingBytes(values.count(Setting.MAX_OUTSTANDING_BYTES, 131_072, 1 << 30));
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String text) {
        List<String> names = Stream.of(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        return Enum.valueOf(type, choice(text, names).toUpperCase(Locale.ROOT));
    }

    private static String choice(String text, List<String> choices) {
        String lower = text.trim().toLowerCase(Locale.ROOT);
        if (!choices.contains(lower)) {
            throw new IllegalArgumentException(
                    "'" + SettingValues.shorten(text) + "' is not one of " + String.join(", ", choices));
        }
        return lower;
    }
}
