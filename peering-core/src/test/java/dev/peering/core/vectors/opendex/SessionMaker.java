package dev.peering.core.vectors.opendex;

import dev.peering.crypto.AesCbc;
import dev.peering.crypto.EphemeralKey;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.Secp256k1Identity;
import dev.peering.crypto.Secp256k1Key;
import dev.peering.crypto.Secp256k1Payload;
import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import dev.peering.wire.opendex.CanonicalJson;
import dev.peering.wire.opendex.EncryptedFrame;
import dev.peering.wire.opendex.EncryptedFrameCodec;
import dev.peering.wire.opendex.OpenDexWire;
import dev.peering.wire.opendex.Packet;
import dev.peering.wire.opendex.PacketCodec;
import dev.peering.wire.opendex.PlainFrameCodec;
import dev.peering.wire.opendex.SessionClaim;
import dev.peering.wire.opendex.SessionInit;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A whole session from its secrets: packets, signatures, both session keys and every frame, each read back the way a peer would read it.
 */
final class SessionMaker {

    private final JsonNode inputs;
    private final List<Bytes> frames = new ArrayList<>();
    private final AesCbc towardsInitiator;
    private final AesCbc towardsRecipient;
    private final ObjectNode keys = VectorFile.object();

    private SessionMaker(JsonNode inputs) throws KeyException, MalformedException {
        this.inputs = inputs;
        towardsInitiator = cipher("recipient_to_initiator", secret("initiator", "init"), secret("recipient", "ack"));
        towardsRecipient = cipher("initiator_to_recipient", secret("recipient", "init"), secret("initiator", "ack"));
        for (JsonNode frame : inputs.get("frames")) {
            frames.add(frame(frame));
        }
    }

    static SessionMaker of(JsonNode inputs) {
        try {
            return new SessionMaker(inputs);
        } catch (KeyException | MalformedException e) {
            throw new AssertionError(inputs.toString(), e);
        }
    }

    Bytes stream() {
        return Bytes.concat(frames.toArray(Bytes[]::new));
    }

    ObjectNode verdict() {
        ObjectNode verdict = VectorFile.object().put("result", "accept");
        verdict.set("keys", keys);
        frames.forEach(frame -> verdict.withArray("frames").add(frame.toHex()));
        return verdict;
    }

    /** The key of a pair (their init, our ack) encrypts towards the sender of the init. */
    private AesCbc cipher(String name, byte[] init, byte[] ack) throws KeyException {
        try (EphemeralKey one = EphemeralKey.fromSecret(init);
                EphemeralKey other = EphemeralKey.fromSecret(ack)) {
            byte[] agreed = one.agree(other.publicText());
            if (!Bytes.of(agreed).equals(Bytes.of(other.agree(one.publicText())))) {
                throw new AssertionError("the two ends do not agree");
            }
            keys.put(name, Bytes.of(agreed).toHex());
            return AesCbc.of(agreed);
        }
    }

    private Bytes frame(JsonNode frame) throws KeyException, MalformedException {
        Packet packet = packet(frame);
        if (!frame.has("iv")) {
            PlainFrameCodec codec =
                    new PlainFrameCodec(Product.network(inputs), OpenDexWire.MAX_HANDSHAKE_PAYLOAD_LENGTH);
            Bytes bytes = codec.encode(packet);
            same(packet, codec.read(Unpooled.wrappedBuffer(bytes.toByteArray())).orElseThrow());
            return bytes;
        }
        AesCbc cipher = frame.get("from").asString().equals("initiator") ? towardsRecipient : towardsInitiator;
        Bytes iv = Bytes.hex(frame.get("iv").asString());
        byte[] plaintext = EncryptedFrameCodec.plaintext(packet).toByteArray();
        Bytes bytes = EncryptedFrameCodec.encode(
                new EncryptedFrame(iv, Bytes.of(cipher.encrypt(iv.toByteArray(), plaintext))));
        EncryptedFrame read = new EncryptedFrameCodec(Product.network(inputs), OpenDexWire.MAX_PAYLOAD_LENGTH)
                .read(Unpooled.wrappedBuffer(bytes.toByteArray()))
                .orElseThrow();
        Optional<byte[]> opened =
                cipher.decrypt(read.iv().toByteArray(), read.ciphertext().toByteArray());
        same(packet, EncryptedFrameCodec.packet(Bytes.of(opened.orElseThrow())));
        return bytes;
    }

    /** Signed here when the message has no signature yet; SessionInit cannot be read without one. */
    private Packet packet(JsonNode frame) throws KeyException, MalformedException {
        int type = frame.get("type").asInt();
        ObjectNode message = (ObjectNode) frame.get("message").deepCopy();
        if (type != 0) {
            return PacketCodec.decode(type, ProtoJson.payload(type, message));
        }
        message.put("sign", "unsigned");
        SessionInit unsigned = (SessionInit) PacketCodec.decode(type, ProtoJson.payload(type, message));
        SessionClaim claim = unsigned.claim();
        try (Secp256k1Identity identity =
                Secp256k1Identity.fromSecret(secret(frame.get("from").asString(), "node"))) {
            byte[] text = CanonicalJson.of(claim).toByteArray();
            String signature = Bytes.of(identity.sign(text)).toHex();
            Secp256k1Key signer = Secp256k1Key.parse(claim.nodeKey());
            if (Secp256k1Payload.verify(signer, text, signature).isEmpty()) {
                throw new AssertionError("the signature does not hold");
            }
            return new SessionInit(unsigned.id(), signature, claim);
        }
    }

    private byte[] secret(String end, String name) {
        return Bytes.hex(inputs.get(end).get(name).asString()).toByteArray();
    }

    private static void same(Packet one, Packet other) {
        if (!one.equals(other)) {
            throw new AssertionError(one + " is read as " + other);
        }
    }
}
