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
