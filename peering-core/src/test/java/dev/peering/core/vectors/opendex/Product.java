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
import dev.peering.wire.opendex.OpenDexNetwork;
import dev.peering.wire.opendex.OpenDexWire;
import dev.peering.wire.opendex.Packet;
import dev.peering.wire.opendex.PacketCodec;
import dev.peering.wire.opendex.PlainFrameCodec;
import dev.peering.wire.opendex.WireFault;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Bytes and verdicts by our own code. */
final class Product {

    private Product() {}

    /** What the inputs make. */
    static Bytes bytes(String group, JsonNode inputs) {
        return switch (group) {
            case "packets" -> plainFrame(inputs);
            case "sessions" -> SessionMaker.of(inputs).stream();
            case "streams" -> Bytes.hex(inputs.get("stream").asString());
            case "keys" -> Bytes.utf8(inputs.get("text").asString());
            case "signatures" -> Bytes.utf8(inputs.get("signature").asString());
            case "agreements" -> Bytes.utf8(inputs.get("theirs").asString());
            case "numbers" -> Bytes.hex(inputs.get("bits").asString());
            default -> throw new AssertionError(group);
        };
    }

    /** What we say to the bytes. */
    static ObjectNode verdict(String group, JsonNode inputs, Bytes bytes) {
        try {
            return switch (group) {
                case "packets" -> packet(inputs, bytes);
                case "sessions" -> SessionMaker.of(inputs).verdict();
                case "streams" -> stream(inputs, bytes);
                case "keys" -> accept("key", Secp256k1Key.parse(utf8(bytes)).toString());
                case "signatures" -> signature(inputs, utf8(bytes));
                case "agreements" -> agreement(inputs, utf8(bytes));
                case "numbers" -> accept("text", Numbers.text(bytes));
                default -> throw new AssertionError(group);
            };
        } catch (KeyException e) {
            return refuse("bad-key");
        }
    }

    private static Bytes plainFrame(JsonNode inputs) {
        int type = inputs.get("type").asInt();
        Bytes payload = inputs.has("payload")
                ? Bytes.hex(inputs.get("payload").asString())
                : ProtoJson.payload(type, inputs.get("message"));
        ByteBuf header = Unpooled.buffer();
        header.writeIntLE(network(inputs).magic());
        header.writeIntLE(payload.length());
        header.writeIntLE(type);
        return Bytes.concat(Bytes.read(header, 12), checksum(inputs, type, payload), payload);
    }

    /** Given where there is no packet, or a wrong one is wanted. */
    private static Bytes checksum(JsonNode inputs, int type, Bytes payload) {
        if (inputs.has("checksum")) {
            return Bytes.hex(inputs.get("checksum").asString());
        }
        try {
            return PlainFrameCodec.checksum(PacketCodec.decode(type, payload));
        } catch (MalformedException e) {
            throw new IllegalStateException("needs a checksum: " + inputs, e);
        }
    }

    private static ObjectNode packet(JsonNode inputs, Bytes bytes) {
        PlainFrameCodec frames = new PlainFrameCodec(network(inputs), OpenDexWire.MAX_PAYLOAD_LENGTH);
        try {
            Packet packet = frames.read(buffer(bytes)).orElseThrow();
            // What was read is written the same, unless more was there than a packet holds or stood in another order.
            ObjectNode verdict = accept("text", utf8(CanonicalJson.of(packet)));
            verdict.put("canonical", frames.encode(packet).equals(bytes));
            return verdict;
        } catch (MalformedException refusal) {
            return refuse(refusal);
        }
    }

    private static ObjectNode stream(JsonNode inputs, Bytes bytes) {
        ByteBuf in = buffer(bytes);
        ArrayNode heard = VectorFile.NODES.arrayNode();
        ObjectNode verdict;
        try {
            Optional<Packet> packet = next(inputs, in);
            while (packet.isPresent()) {
                heard.addObject()
                        .put("type", packet.get().type().code())
                        .put("id", packet.get().id());
                packet = next(inputs, in);
            }
            verdict = VectorFile.object().put("result", in.isReadable() ? "incomplete" : "accept");
        } catch (MalformedException refusal) {
            verdict = refuse(refusal);
        }
        verdict.set("heard", heard);
        return verdict;
    }

    private static Optional<Packet> next(JsonNode inputs, ByteBuf in) throws MalformedException {
        int longest = OpenDexWire.MAX_PAYLOAD_LENGTH;
        if (!inputs.has("key")) {
            return new PlainFrameCodec(network(inputs), longest).read(in);
        }
        Optional<EncryptedFrame> frame = new EncryptedFrameCodec(network(inputs), longest).read(in);
        if (frame.isEmpty()) {
            return Optional.empty();
        }
        AesCbc cipher = AesCbc.of(Bytes.hex(inputs.get("key").asString()).toByteArray());
        Optional<byte[]> plaintext = cipher.decrypt(
                frame.get().iv().toByteArray(), frame.get().ciphertext().toByteArray());
        if (plaintext.isEmpty()) {
            throw new MalformedException("", "ciphertext", 0, "no padding");
        }
        return Optional.of(EncryptedFrameCodec.packet(Bytes.of(plaintext.get())));
    }

    private static ObjectNode signature(JsonNode inputs, String signature) throws KeyException {
        byte[] data = Bytes.hex(inputs.get("data").asString()).toByteArray();
        Secp256k1Key key = Secp256k1Key.parse(inputs.get("key").asString());
        boolean holds = Secp256k1Payload.verify(key, data, signature).isPresent();
        if (!holds) {
            return refuse("bad-signature");
        }
        ObjectNode verdict = VectorFile.object().put("result", "accept");
        if (inputs.has("secret")) {
            try (Secp256k1Identity identity = Secp256k1Identity.fromSecret(secret(inputs))) {
                verdict.put("signed", Bytes.of(identity.sign(data)).toHex());
            }
        }
        return verdict;
    }

    private static ObjectNode agreement(JsonNode inputs, String theirs) throws KeyException {
        try (EphemeralKey ours = EphemeralKey.fromSecret(secret(inputs))) {
            return accept("agreed", Bytes.of(ours.agree(theirs)).toHex()).put("ours", ours.publicText());
        }
    }

    static byte[] secret(JsonNode inputs) {
        return Bytes.hex(inputs.get("secret").asString()).toByteArray();
    }

    static OpenDexNetwork network(JsonNode inputs) {
        return OpenDexNetwork.valueOf(inputs.get("network").asString().toUpperCase(Locale.ROOT));
    }

    static ObjectNode accept(String name, String value) {
        return VectorFile.object().put("result", "accept").put(name, value);
    }

    private static ObjectNode refuse(MalformedException refusal) {
        return refuse(WireFault.of(refusal).silent() ? "silent" : refusal.code());
    }

    private static ObjectNode refuse(String reason) {
        return VectorFile.object().put("result", "refuse").put("reason", reason);
    }

    private static String utf8(Bytes bytes) {
        return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
    }

    private static ByteBuf buffer(Bytes bytes) {
        return Unpooled.wrappedBuffer(bytes.toByteArray());
    }
}
