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
 * <p>What a node says about itself is not here, since it changes: see {@link OpenDexPeering}.
 *
 * @param network which of the four networks
 * @param version what we call ourselves, a semantic version; xud takes 1.0.0-rc.1 and above
 * @param minVersion the lowest version we talk to
 * @param discovery whether and how often we ask neighbors whom they know
 * @param trades whether messages about orders and swaps go to the program around us; otherwise they are declined politely
 * @param timing how long everything may take
 * @param reconnect how lost connections are sought again
 * @param randomness where keys, ids and IVs come from
 */
public record OpenDexOptions(
        OpenDexNetwork network,
        String version,
        String minVersion,
        Discovery discovery,
        boolean trades,
        Timing timing,
        ReconnectPolicy reconnect,
        Randomness randomness) {

    /** What we call ourselves: the last release of the original, so that whoever asks for a range takes us in, and whose it is. */
    public static final String VERSION = "1.2.5+peering";

    /** The lowest version that the original takes. */
    public static final String MIN_VERSION = "1.0.0-rc.1";

    /** Refuses versions that the network would not take for one. */
    public OpenDexOptions {
        if (Version.parse(version).isEmpty() || Version.parse(minVersion).isEmpty()) {
            throw new IllegalArgumentException("a version looks like 1.2.5, 1.0.0-rc.1 or 1.2.5+build");
        }
    }

    /**
     * The defaults: xud's times, neighbors asked every 12 h, no trades.
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
                new Discovery(true, Duration.ofHours(12)),
                false,
                Timing.USUAL,
                ReconnectPolicy.exponential(Duration.ofSeconds(5), Duration.ofHours(1)),
                randomness);
    }

    /**
     * Asking neighbors whom they know. Section 9.
     *
     * @param ask whether
     * @param every how often, more than zero
     */
    public record Discovery(boolean ask, Duration every) {

        /** Refuses to ask without a pause. */
        public Discovery {
            requirePositive(every);
        }
    }

    /**
     * How long everything may take. Sections 5.4, 5.5 and 8.1.
     *
     * @param handshake overall limit from the open connection to a proven peer; xud's timers show after 10 to 15 s
     * @param pingEvery how often a neighbor is asked for a sign of life
     * @param response how long an answer may take
     * @param quietAfterAck how long a dialer waits for the first packet before it speaks: an xud loses what comes sooner (section 5.5)
     * @param pingAfterAck how long an acceptor waits for the dialer's first packet before it asks for a sign of life itself
     */
    public record Timing(
            Duration handshake, Duration pingEvery, Duration response, Duration quietAfterAck, Duration pingAfterAck) {

        /** 10 s for a handshake, a ping each 30 s, 10 s for an answer, 250 ms of quiet for a dialer and none for an acceptor. */
        public static final Timing USUAL = new Timing(
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofMillis(250),
                Duration.ZERO);

        /** Refuses limits that nobody could keep. */
        public Timing {
            requirePositive(handshake);
            requirePositive(pingEvery);
            requirePositive(response);
            if (quietAfterAck.isNegative() || pingAfterAck.isNegative()) {
                throw new IllegalArgumentException("times must not be negative");
            }
        }

        /**
         * The same with another time limit of the handshake.
         *
         * @param limit more than zero
         * @return the times
         */
        public Timing withHandshake(Duration limit) {
            return new Timing(limit, pingEvery, response, quietAfterAck, pingAfterAck);
        }

        /**
         * The same with other pauses behind the SessionAck.
         *
         * @param dialer how long a dialer waits for the first packet before it speaks
         * @param acceptor how long an acceptor does
         * @return the times
         */
        public Timing withPauses(Duration dialer, Duration acceptor) {
            return new Timing(handshake, pingEvery, response, dialer, acceptor);
        }
    }

    /**
     * The same options with other versions.
     *
     * @param ours what we call ourselves
     * @param lowest the lowest version we talk to
     * @return the options
     */
    public OpenDexOptions withVersions(String ours, String lowest) {
        return new OpenDexOptions(network, ours, lowest, discovery, trades, timing, reconnect, randomness);
    }

    /**
     * The same options, asking neighbors whom they know or not.
     *
     * @param ask whether
     * @param every how often
     * @return the options
     */
    public OpenDexOptions withDiscovery(boolean ask, Duration every) {
        Discovery changed = new Discovery(ask, every);
        return new OpenDexOptions(network, version, minVersion, changed, trades, timing, reconnect, randomness);
    }

    /**
     * The same options, trading or not.
     *
     * @param toProgram whether messages about orders and swaps go to the program around us
     * @return the options
     */
    public OpenDexOptions withTrades(boolean toProgram) {
        return new OpenDexOptions(network, version, minVersion, discovery, toProgram, timing, reconnect, randomness);
    }

    /**
     * The same options with other times.
     *
     * @param times how long everything may take
     * @return the options
     */
    public OpenDexOptions withTiming(Timing times) {
        return new OpenDexOptions(network, version, minVersion, discovery, trades, times, reconnect, randomness);
    }

    /**
     * The same options with another policy of reconnecting.
     *
     * @param policy the policy
     * @return the options
     */
    public OpenDexOptions withReconnect(ReconnectPolicy policy) {
        return new OpenDexOptions(network, version, minVersion, discovery, trades, timing, policy, randomness);
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
     * Whether the network takes this for a version.
     *
     * @param text any text
     * @return true for a strict semantic version
     */
    public static boolean isVersion(String text) {
        return Version.parse(text).isPresent();
    }

    private static void requirePositive(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("times must be more than zero");
        }
    }
}
