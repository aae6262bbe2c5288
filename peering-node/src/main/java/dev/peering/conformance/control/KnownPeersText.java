package dev.peering.conformance.control;

import java.util.List;
import tools.jackson.core.JacksonException;

/** The string of GoShimmer's {@code manualPeering.knownPeers}: a JSON array of entries. */
public final class KnownPeersText {

    private KnownPeersText() {}

    /**
     * Reads it.
     *
     * @param text the string
     * @return its entries
     * @throws ControlException it is not such a string
     */
    public static List<ListedPeer> read(String text) throws ControlException {
        try {
            return PeerJson.read(PeerJson.MAPPER.readTree(text));
        } catch (JacksonException e) {
            throw new ControlException(ControlException.Kind.REFUSED, "not JSON: " + e.getOriginalMessage());
        }
    }
}
