package dev.peering.wire.opendex;

import java.util.Locale;
import java.util.Optional;

/** The four networks that share the protocol and must never be mixed. {@code opendex.md}, section 2.1. */
public enum OpenDexNetwork {

    /** Real money. */
    MAINNET(0xd9b4bef9, 8885),

    /** The public test chains. */
    TESTNET(0x0709110b, 18885),

    /** Simulated chains with several participants; what xud joins when it is told nothing. */
    SIMNET(0x12141c16, 28885),

    /** Chains on one machine. The specification's text calls it regnet. */
    REGTEST(0xdab5bffa, 38885);

    private final int magic;
    private final int defaultPort;

    OpenDexNetwork(int magic, int defaultPort) {
        this.magic = magic;
        this.defaultPort = defaultPort;
    }

    /** First field of every plain frame, an unsigned 32-bit number, written little-endian. */
    public int magic() {
        return magic;
    }

    /** Where nodes of this network listen unless told otherwise. An address without a port means 8885 on every network, though. */
    public int defaultPort() {
        return defaultPort;
    }

    /** The name in configuration: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The network whose plain frames start so, if there is one. */
    public static Optional<OpenDexNetwork> ofMagic(int magic) {
        for (OpenDexNetwork network : values()) {
            if (network.magic == magic) {
                return Optional.of(network);
            }
        }
        return Optional.empty();
    }
}
