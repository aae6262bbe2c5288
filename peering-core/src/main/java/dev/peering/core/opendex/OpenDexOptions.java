package dev.peering.core.opendex;

import dev.peering.core.ReconnectPolicy;
import dev.peering.crypto.EphemeralKey;
import dev.peering.wire.opendex.OpenDexNetwork;
import java.time.Duration;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * What an operator may choose about OpenDEX, and where its randomness comes from. Start from {@link #of} and change what differs.
 *
 * @param network which of the four networks
 * @param version what we call ourselves, a semantic version; xud takes 1.0.0-rc.1 and above
 * @param minVersion the lowest version we talk to
 * @param discover whether we ask neighbors whom they know
 * @param discoverEvery how often we ask again
 * @param trades whether messages about orders and swaps go to the program around us; otherwise they are declined politely
 * @param handshakeTimeout overall limit from the open connection to a proven peer; xud's timers show after 10 to 15 s
 * @param pingEvery how often a neighbor is asked for a sign of life
 * @param responseTimeout how long an answer may take
 * @param quietAfterAck how long a dialer waits for the first packet before it speaks: an xud loses what comes sooner (section 5.5)
 * @param pingAfterAck how long an acceptor waits for the dialer's first packet before it asks for a sign of life itself
 * @param reconnect how lost connections are sought again
 * @param randomness where keys, ids and IVs come from
 */
public record OpenDexOptions(
        OpenDexNetwork network,
        String version,
        String minVersion,
        boolean discover,
        Duration discoverEvery,
        boolean trades,
        Duration handshakeTimeout,
        Duration pingEvery,
        Duration responseTimeout,
        Duration quietAfterAck,
        Duration pingAfterAck,
        ReconnectPolicy reconnect,
        Randomness randomness) {

    /** What we call ourselves: the last release of the original, so that whoever asks for a range takes us in, and whose it is. */
    public static final String VERSION = "1.2.5+peering";

    /** The lowest version that the original takes. */
    public static final String MIN_VERSION = "1.0.0-rc.1";

    /** Refuses options that would let nobody in or make every peer refuse us. */
    public OpenDexOptions {
        if (Version.parse(version).isEmpty() || Version.parse(minVersion).isEmpty()) {
            throw new IllegalArgumentException("a version looks like 1.2.5, 1.0.0-rc.1 or 1.2.5+build");
        }
        if (!isPositive(handshakeTimeout)
                || !isPositive(pingEvery)
                || !isPositive(responseTimeout)
                || !isPositive(discoverEvery)
                || quietAfterAck.isNegative()
                || pingAfterAck.isNegative()) {
            throw new IllegalArgumentException("times must be more than zero");
        }
    }

    /**
     * The defaults: 10 s for a handshake, a ping each 30 s, 10 s for an answer, neighbors asked every 12 h, no trades.
     *
     * @param network which network
     * @param randomness where keys, ids and IVs come from
     * @return the options
     */
    public static OpenDexOptions of(OpenDexNetwork network, Randomness randomness) {
        return new OpenDexOptions(
                network,
                VERSION,
                MIN_VERSION,
                true,
                Duration.ofHours(12),
                false,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofMillis(250),
                Duration.ZERO,
                ReconnectPolicy.exponential(Duration.ofSeconds(5), Duration.ofHours(1)),
                randomness);
    }

    /**
     * What must be unforeseeable. Asked from any event loop.
     *
     * <p>Ids count too: a response is taken for what it answers by its id alone, so whoever can guess ids can forge responses (section 13.3).
     */
    public interface Randomness {

        /**
         * A key pair for one agreement.
         *
         * @return a fresh pair
         */
        EphemeralKey key();

        /**
         * A packet's name.
         *
         * @return a fresh text that nobody can guess, 36 characters for the original's sake
         */
        String id();

        /**
         * The start of one encrypted frame.
         *
         * @return 16 fresh bytes
         */
        byte[] iv();

        /**
         * All of it from one generator.
         *
         * @param random must be secure, and safe for several threads, unless everything happens in a simulation
         * @return the randomness
         */
        static Randomness from(RandomGenerator random) {
            return new FromGenerator(random);
        }
    }

    private record FromGenerator(RandomGenerator random) implements Randomness {

        @Override
        public EphemeralKey key() {
            return Ephemerals.from(random);
        }

        @Override
        public String id() {
            long high = (random.nextLong() & ~0xf000L) | 0x4000L;
            long low = (random.nextLong() & ~(3L << 62)) | (2L << 62);
            return new UUID(high, low).toString();
        }

        @Override
        public byte[] iv() {
            byte[] iv = new byte[16];
            random.nextBytes(iv);
            return iv;
        }
    }

    /**
     * The same options, trading or not.
     *
     * @param toProgram whether messages about orders and swaps go to the program around us
     * @return the options
     */
    public OpenDexOptions withTrades(boolean toProgram) {
        return new OpenDexOptions(
                network,
                version,
                minVersion,
                discover,
                discoverEvery,
                toProgram,
                handshakeTimeout,
                pingEvery,
                responseTimeout,
                quietAfterAck,
                pingAfterAck,
                reconnect,
                randomness);
    }

    /**
     * The same options with other versions.
     *
     * @param ours what we call ourselves
     * @param lowest the lowest version we talk to
     * @return the options
     */
    public OpenDexOptions withVersions(String ours, String lowest) {
        return new OpenDexOptions(
                network,
                ours,
                lowest,
                discover,
                discoverEvery,
                trades,
                handshakeTimeout,
                pingEvery,
                responseTimeout,
                quietAfterAck,
                pingAfterAck,
                reconnect,
                randomness);
    }

    /**
     * The same options, asking neighbors whom they know or not.
     *
     * @param ask whether
     * @param every how often
     * @return the options
     */
    public OpenDexOptions withDiscovery(boolean ask, Duration every) {
        return new OpenDexOptions(
                network,
                version,
                minVersion,
                ask,
                every,
                trades,
                handshakeTimeout,
                pingEvery,
                responseTimeout,
                quietAfterAck,
                pingAfterAck,
                reconnect,
                randomness);
    }

    /**
     * The same options with another time limit of the handshake.
     *
     * @param limit more than zero
     * @return the options
     */
    public OpenDexOptions withHandshakeTimeout(Duration limit) {
        return new OpenDexOptions(
                network,
                version,
                minVersion,
                discover,
                discoverEvery,
                trades,
                limit,
                pingEvery,
                responseTimeout,
                quietAfterAck,
                pingAfterAck,
                reconnect,
                randomness);
    }

    /**
     * The same options with another policy of reconnecting.
     *
     * @param policy the policy
     * @return the options
     */
    public OpenDexOptions withReconnect(ReconnectPolicy policy) {
        return new OpenDexOptions(
                network,
                version,
                minVersion,
                discover,
                discoverEvery,
                trades,
                handshakeTimeout,
                pingEvery,
                responseTimeout,
                quietAfterAck,
                pingAfterAck,
                policy,
                randomness);
    }

    /**
     * The same options with other pauses behind the SessionAck.
     *
     * @param dialer how long a dialer waits for the first packet before it speaks
     * @param acceptor how long an acceptor does
     * @return the options
     */
    public OpenDexOptions withPauses(Duration dialer, Duration acceptor) {
        return new OpenDexOptions(
                network,
                version,
                minVersion,
                discover,
                discoverEvery,
                trades,
                handshakeTimeout,
                pingEvery,
                responseTimeout,
                dialer,
                acceptor,
                reconnect,
                randomness);
    }

    /**
     * Whether the network takes this for a version.
     *
     * @param text any text
     * @return true for a strict semantic version
     */
    public static boolean isVersion(String text) {
        return Version.parse(text).isPresent();
    }

    private static boolean isPositive(Duration time) {
        return !time.isNegative() && !time.isZero();
    }
}
