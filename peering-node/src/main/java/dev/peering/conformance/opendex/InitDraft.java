package dev.peering.conformance.opendex;

import dev.peering.conformance.manual.Fields;
import dev.peering.crypto.EphemeralKey;
import dev.peering.wire.opendex.CanonicalJson;
import dev.peering.wire.opendex.NodeState;
import dev.peering.wire.opendex.NodeStateUpdate;
import dev.peering.wire.opendex.SessionClaim;
import dev.peering.wire.opendex.SessionInit;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** A SessionInit in the making: right when nothing is changed, wrong in one place otherwise. */
final class InitDraft {

    /** As old as the network has, so that nobody refuses it for its age, and no release of anybody. */
    static final String VERSION = "1.2.5+conformance";

    private final Tester tester;
    private final EphemeralKey key = Tester.ephemeral();
    private String id = Tester.newId();
    private String peerKey;
    private String nodeKey;
    private String ephemeral = key.publicText();
    private String version = VERSION;
    private NodeState state = NodeState.EMPTY;
    private Optional<String> signedText = Optional.empty();
    private Optional<String> signature = Optional.empty();

    InitDraft(Tester tester, String target) {
        this.tester = tester;
        this.peerKey = target;
        this.nodeKey = tester.key();
    }

    InitDraft id(String other) {
        id = other;
        return this;
    }

    InitDraft peerKey(String other) {
        peerKey = other;
        return this;
    }

    InitDraft nodeKey(String other) {
        nodeKey = other;
        return this;
    }

    InitDraft ephemeral(String other) {
        ephemeral = other;
        return this;
    }

    InitDraft version(String other) {
        version = other;
        return this;
    }

    InitDraft state(NodeState other) {
        state = other;
        return this;
    }

    /** Signs this text and not the right one. */
    InitDraft signing(String text) {
        signedText = Optional.of(text);
        return this;
    }

    /** Carries this signature, whatever is signed. */
    InitDraft signature(String hex) {
        signature = Optional.of(hex);
        return this;
    }

    EphemeralKey key() {
        return key;
    }

    SessionClaim claim() {
        return new SessionClaim(ephemeral, nodeKey, state, peerKey, version);
    }

    /** The text that is to be signed. */
    String text() {
        return new String(CanonicalJson.of(claim()).toByteArray(), StandardCharsets.UTF_8);
    }

    /** The signature it will carry. */
    String signatureText() {
        return signature.orElseGet(() -> HexFormat.of()
                .formatHex(
                        tester.identity().sign(signedText.orElseGet(this::text).getBytes(StandardCharsets.UTF_8))));
    }

    SessionInit packet() {
        return new SessionInit(id, signatureText(), claim());
    }

    /** The payload without one of its fields. */
    byte[] payloadWithout(int number) {
        Fields fields = new Fields();
        String[] texts = {"", id, signatureText(), peerKey, ephemeral, "", version, nodeKey};
        for (int i = 1; i < texts.length; i++) {
            if (i == number) {
                continue;
            }
            byte[] value = i == 5 ? stateBytes() : texts[i].getBytes(StandardCharsets.UTF_8);
            fields.bytes(i, value);
        }
        return fields.toByteArray();
    }

    private byte[] stateBytes() {
        return Fields.bytesIn(Frames.payload(new NodeStateUpdate("x", state)), 5)
                .orElseThrow();
    }
}
