package dev.peering.node.config;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything an operator can set: its name in the file, its form, its default, and what it does. */
public enum Setting {
    /** Where the identity is kept. */
    NODE_IDENTITY_FILE(
            "node.identityFile", "path", "identity.key", "the node's own key; made once when it is not there"),
    /** The identity itself, as GoShimmer writes it. */
    NODE_SEED("node.seed", "base58:… or base64:…", "", "the node's own key, instead of a file; GoShimmer's form"),
    /** Where changes made at run time are kept. */
    NODE_STORE_FILE("node.storeFile", "path", "peers.json", "where peers added and removed at run time are kept"),
    /** Who checks signatures. */
    NODE_ED25519("node.ed25519", "bouncycastle, corretto or auto", "bouncycastle", "who makes and checks signatures"),
    /** Where GoShimmer listens for neighbors. */
    GOSSIP_BIND_ADDRESS(
            "gossip.bindAddress", "host:port", "0.0.0.0:14666", "GoShimmer's name for manualPeering.bindAddress"),
    /** Where we listen for neighbors. */
    BIND_ADDRESS(
            "manualPeering.bindAddress",
            "host:port or none",
            "0.0.0.0:14666",
            "where peers reach this node; port 0 takes any free one, none only dials"),
    /** The operator's list. */
    KNOWN_PEERS(
            "manualPeering.knownPeers", "list, or a text that holds one", "[]", "the peers this node connects with"),
    /** Addresses others know us by. */
    ADVERTISED_ADDRESSES(
            "manualPeering.advertisedAddresses",
            "list of host:port",
            "[]",
            "addresses peers may dial this node at; when given, requests for any other are refused"),
    /** The wait between dials. */
    RECONNECT_INTERVAL(
            "manualPeering.reconnectInterval", "duration", "5s", "the wait before a lost peer is dialed again"),
    /** The longest wait between dials. */
    RECONNECT_MAX_INTERVAL(
            "manualPeering.reconnectMaxInterval",
            "duration",
            "the same as reconnectInterval",
            "when longer, the wait doubles with each failure up to this"),
    /** The time limit of a handshake. */
    HANDSHAKE_TIMEOUT("manualPeering.handshakeTimeout", "duration", "2s", "how long a whole handshake may take"),
    /** How old a request may be. */
    MAX_AGE("manualPeering.freshness.maxAge", "duration", "20s", "how old a handshake request may be"),
    /** How far ahead a request may be stamped. */
    MAX_SKEW("manualPeering.freshness.maxSkew", "duration", "20s", "how far ahead of our clock it may be stamped"),
    /** Most listed peers. */
    MAX_KNOWN_PEERS("manualPeering.limits.knownPeers", "count", "10000", "most peers on the list"),
    /** Most connections that are up. */
    MAX_NEIGHBORS("manualPeering.limits.neighbors", "count", "10000", "most connections that are up"),
    /** Most dials at once. */
    MAX_PENDING_DIALS("manualPeering.limits.pendingDials", "count", "128", "most dials under way at once"),
    /** Most strangers remembered. */
    MAX_STRANGERS("manualPeering.limits.strangers", "count", "64", "most unlisted callers remembered for the operator"),
    /** Most remembered handshakes of one key. */
    MAX_TOKENS_PER_PEER(
            "manualPeering.limits.handshakesPerPeer",
            "count",
            "256",
            "most accepted handshakes of one peer within the freshness window"),
    /** Most unfinished handshakes. */
    MAX_PENDING_HANDSHAKES(
            "manualPeering.limits.pendingHandshakes",
            "count",
            "8192",
            "most incoming connections still in their handshake"),
    /** The same for one origin. */
    MAX_PENDING_PER_ORIGIN(
            "manualPeering.limits.pendingPerOrigin",
            "count",
            "1024",
            "the same from one IPv4 address or IPv6 /64 network"),
    /** From when on strangers cost nothing. */
    CROWDED_FROM(
            "manualPeering.limits.crowdedFrom",
            "count",
            "1024",
            "from so many on, unlisted callers are refused before their signature is checked"),
    /** Most bytes under way to one neighbor. */
    MAX_OUTSTANDING_BYTES(
            "manualPeering.limits.outstandingBytes",
            "count",
            "4194304",
            "most bytes on their way to one neighbor, 131072 or more"),
    /** Whether OpenDEX is served too. */
    OPENDEX_ENABLED("opendex.enabled", "true or false", "false", "whether this node also serves OpenDEX"),
    /** Which of the four networks. */
    OPENDEX_NETWORK(
            "opendex.network",
            "mainnet, testnet, simnet or regtest",
            "mainnet",
            "which of OpenDEX's networks it joins"),
    /** Where the OpenDEX key is kept. */
    OPENDEX_IDENTITY_FILE(
            "opendex.identityFile",
            "path",
            "nodekey.dat",
            "the node's own OpenDEX key, as xud keeps it without a password; made once when it is not there"),
    /** Where we listen for OpenDEX nodes. */
    OPENDEX_BIND_ADDRESS(
            "opendex.bindAddress",
            "host:port or none",
            "the network's port on 0.0.0.0",
            "where nodes reach this one: 8885 on mainnet; port 0 takes any free one, none only dials"),
    /** The operator's list. */
    OPENDEX_KNOWN_PEERS(
            "opendex.knownPeers", "list, or a text that holds one", "[]", "the nodes this one connects with"),
    /** Addresses told to others. */
    OPENDEX_ADVERTISED_ADDRESSES(
            "opendex.advertisedAddresses",
            "list of host:port",
            "[]",
            "addresses others may dial this node at; told to every neighbor, which tells its own; 16 at most"),
    /** The lowest version of others. */
    OPENDEX_MIN_VERSION("opendex.minVersion", "semantic version", "1.0.0-rc.1", "the lowest version it talks to"),
    /** The first wait between dials. */
    OPENDEX_RECONNECT_INTERVAL(
            "opendex.reconnectInterval", "duration", "5s", "the first wait before a lost node is dialed again"),
    /** The longest wait between dials. */
    OPENDEX_RECONNECT_MAX_INTERVAL(
            "opendex.reconnectMaxInterval", "duration", "1h", "the wait doubles with each failure up to this"),
    /** The time limit of a handshake. */
    OPENDEX_HANDSHAKE_TIMEOUT("opendex.handshakeTimeout", "duration", "10s", "how long a whole handshake may take"),
    /** Whether neighbors may send us into private networks. */
    OPENDEX_PRIVATE_ADDRESSES(
            "opendex.discovery.privateAddresses",
            "true or false",
            "false",
            "whether nodes told of by others may be dialed in private networks and by name"),
    /** How often neighbors are asked. */
    OPENDEX_DISCOVERY_INTERVAL(
            "opendex.discovery.interval", "duration", "12h", "how often neighbors are asked whom they know"),
    /** Most discovered nodes. */
    OPENDEX_MAX_DISCOVERED(
            "opendex.limits.discovered",
            "count",
            "0",
            "most unlisted nodes it seeks and keeps because others told of them; 0 dials only the listed ones"),
    /** Most dials to discovered nodes. */
    OPENDEX_MAX_DISCOVERED_DIALS(
            "opendex.limits.discoveredDialsPerHour", "count", "120", "most dials to such nodes within an hour"),
    /** Most unlisted callers. */
    OPENDEX_MAX_GUESTS(
            "opendex.limits.guests",
            "count",
            "64",
            "most unlisted nodes it lets in that dial it; 0 lets only listed ones in"),
    /** Most connections. */
    OPENDEX_MAX_NEIGHBORS("opendex.limits.neighbors", "count", "1000", "most OpenDEX connections that are up"),
    /** Most unfinished handshakes. */
    OPENDEX_MAX_PENDING_HANDSHAKES(
            "opendex.limits.pendingHandshakes", "count", "1024", "most incoming connections still in their handshake"),
    /** The same for one origin. */
    OPENDEX_MAX_PENDING_PER_ORIGIN(
            "opendex.limits.pendingPerOrigin", "count", "64", "the same from one IPv4 address or IPv6 /64 network"),
    /** How much is logged. */
    LOG_LEVEL("log.level", "error, warn, info, debug", "info", "how much is logged"),
    /** How the log looks. */
    LOG_FORMAT("log.format", "human or json", "human", "how it looks: for people, or one JSON object per line"),
    /** How often a summary is logged. */
    LOG_STATUS_INTERVAL(
            "log.statusInterval", "duration", "0s", "how often a table of all peers is logged; 0s is never");

    private final String path;
    private final String form;
    private final String standard;
    private final String meaning;

    Setting(String path, String form, String standard, String meaning) {
        this.path = path;
        this.form = form;
        this.standard = standard;
        this.meaning = meaning;
    }

    /**
     * Its name in the file, from the root, and as a flag behind two dashes.
     *
     * @return names joined by dots
     */
    public String path() {
        return path;
    }

    /**
     * What a value looks like.
     *
     * @return a few words
     */
    public String form() {
        return form;
    }

    /**
     * What holds when it is not given.
     *
     * @return the default as one would write it; empty for none
     */
    public String standard() {
        return standard;
    }

    /**
     * What it does.
     *
     * @return a clause without a full stop
     */
    public String meaning() {
        return meaning;
    }

    /**
     * Its name in the environment: GoShimmer's rule, upper case with dots as underscores.
     *
     * @return for example {@code MANUALPEERING_KNOWNPEERS}
     */
    public String variable() {
        return path.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    static Optional<Setting> named(String path) {
        return Stream.of(values())
                .filter(setting -> setting.path.equalsIgnoreCase(path))
                .findFirst();
    }
}
