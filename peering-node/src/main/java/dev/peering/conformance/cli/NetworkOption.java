package dev.peering.conformance.cli;

import dev.peering.wire.opendex.OpenDexNetwork;
import picocli.CommandLine.Option;

/** Which of OpenDEX's networks. */
final class NetworkOption {

    @Option(
            names = "--network",
            paramLabel = "NAME",
            defaultValue = "mainnet",
            description = "OpenDEX only: mainnet, testnet, simnet or regtest (default: ${DEFAULT-VALUE}).")
    private OpenDexNetwork network = OpenDexNetwork.MAINNET;

    OpenDexNetwork network() {
        return network;
    }
}
