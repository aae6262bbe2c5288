package dev.peering.wire.opendex;

/**
 * The signed part of {@link SessionInit}: who speaks to whom, with which key for this session. {@code opendex.md}, sections 5 and 6.
 *
 * <p>Signed as {@link CanonicalJson#of(SessionClaim)}. Keys and version are any texts that are not empty; whether they are a key and a
 * version is the handshake's question.
 *
 * @param ephemeralKey of the sender, hex ({@code ephemeral_pub_key}, 4)
 * @param nodeKey the sender's identity, hex ({@code node_pub_key}, 7)
 * @param nodeState what the sender says of itself ({@code node_state}, 5)
 * @param peerKey the identity the sender speaks to, hex ({@code peer_pub_key}, 3)
 * @param version of the sender's software ({@code version}, 6)
 */
public record SessionClaim(String ephemeralKey, String nodeKey, NodeState nodeState, String peerKey, String version) {

    /** Rejects what is empty or too long. */
    public SessionClaim {
        Require.word("ephemeral_pub_key", ephemeralKey);
        Require.word("node_pub_key", nodeKey);
        Require.word("peer_pub_key", peerKey);
        Require.word("version", version);
    }
}
