package dev.peering.core.opendex;

import dev.peering.crypto.EphemeralKey;
import dev.peering.crypto.Secp256k1Identity;
import dev.peering.wire.Bytes;
import dev.peering.wire.opendex.CanonicalJson;
import dev.peering.wire.opendex.NodeState;
import dev.peering.wire.opendex.SessionClaim;
import dev.peering.wire.opendex.SessionInit;
import java.util.HexFormat;
import java.util.function.Supplier;

/** Our side of every introduction: the key, the version and what we say about this node. */
final class Ourselves {

    private final Secp256k1Identity identity;
    private final OpenDexPeerId id;
    private final OpenDexOptions options;
    private final Supplier<NodeState> state;

    Ourselves(Secp256k1Identity identity, OpenDexOptions options, Supplier<NodeState> state) {
        this.identity = identity;
        this.id = OpenDexPeerId.of(identity.key());
        this.options = options;
        this.state = state;
    }

    OpenDexPeerId id() {
        return id;
    }

    OpenDexOptions options() {
        return options;
    }

    /** What we say about this node now; another time it may be something else. */
    NodeState state() {
        return state.get();
    }

    /** A signed introduction to this peer, for this session's key. */
    SessionInit introduction(String packetId, OpenDexPeerId to, EphemeralKey key) {
        SessionClaim claim =
                new SessionClaim(key.publicText(), id.toString(), state(), to.toString(), options.version());
        Bytes signed = CanonicalJson.of(claim);
        return new SessionInit(packetId, HexFormat.of().formatHex(identity.sign(signed.toByteArray())), claim);
    }
}
