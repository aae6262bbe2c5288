package dev.peering.conformance.control;

import java.util.List;
import tools.jackson.core.JacksonException;

/** GoShimmer's text of a list of peers, in its configuration and in its web API: a JSON array of entries. */
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

    /**
     * Writes it as the web API tells it, with direction and status.
     *
     * @param peers the entries
     * @return one line of JSON
     */
    public static String told(List<ListedPeer> peers) {
        return PeerJson.writeTold(peers).toString();
    }
}
