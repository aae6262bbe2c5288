package dev.peering.conformance.manual;

import dev.peering.conformance.Reach;
import dev.peering.conformance.RunSettings;
import dev.peering.conformance.control.ListedPeer;
import java.util.List;
import java.util.stream.Collectors;

/** The lines an operator has to put on the target's list, in GoShimmer's form. */
public final class Lines {

    private Lines() {}

    /** What is printed when nobody can add them for the operator. */
    static String toPaste(RunSettings settings, List<ListedPeer> peers) {
        return "Put these " + peers.size() + " entries on the list of known peers of the target ("
                + Reach.address(settings.target()) + "):\n\n" + array(peers)
                + "\n\nGoShimmer's configuration wants them as one string:\n\n  \"manualPeering\": { \"knownPeers\": \""
                + oneLine(peers).replace("\"", "\\\"")
                + "\" }\n\nTheir private keys come from --seed "
                + settings.identities().seed()
                + ", so take them off the list after the run.\n";
    }

    /**
     * As a JSON array over several lines.
     *
     * @param peers the entries
     * @return the text
     */
    public static String array(List<ListedPeer> peers) {
        return peers.stream().map(Lines::entry).collect(Collectors.joining(",\n  ", "[\n  ", "\n]"));
    }

    /**
     * As a JSON array in one line.
     *
     * @param peers the entries
     * @return the text
     */
    public static String oneLine(List<ListedPeer> peers) {
        return peers.stream().map(Lines::entry).collect(Collectors.joining(",", "[", "]"));
    }

    /** Keys are base58 and addresses our own, so nothing needs escaping. */
    private static String entry(ListedPeer peer) {
        return "{\"publicKey\": \"" + peer.publicKey() + "\", \"address\": \""
                + peer.addresses().get(0) + "\"}";
    }
}
