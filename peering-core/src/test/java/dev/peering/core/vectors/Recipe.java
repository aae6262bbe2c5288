package dev.peering.core.vectors;

import dev.peering.crypto.Identity;
import dev.peering.crypto.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** From the inputs of a vector to its bytes, as {@code interop/vectors/README.md} describes it. */
final class Recipe {

    private static final HexFormat HEX = HexFormat.of();

    private Recipe() {}

    static byte[] bytes(String group, JsonNode inputs) {
        return switch (group) {
            case "requests", "responses" -> packet(inputs);
            case "frames" -> frames(inputs);
            case "addresses", "base58" -> text(inputs).getBytes(StandardCharsets.UTF_8);
            case "identities" -> key(inputs.get("seed").asString());
            case "directions" -> join(hex(inputs.get("own")), hex(inputs.get("peer")));
            case "signatures" -> hex(inputs.get("signature"));
            case "keys" -> hex(inputs.get("key"));
            default -> throw new IllegalArgumentException(group);
        };
    }

    /** The text, or one piece of it many times. */
    static String text(JsonNode inputs) {
        int times = inputs.has("times") ? inputs.get("times").asInt() : 1;
        return inputs.get("text").asString().repeat(times);
    }

    static byte[] data(JsonNode inputs) {
        return Proto.write(inputs.get("data"), Map.of());
    }

    /** An envelope: signed, put together field by field, cut, and with something behind it, all as the inputs say. */
    private static byte[] packet(JsonNode inputs) {
        byte[] data = data(inputs);
        byte[] signed = inputs.has("signed") ? Proto.write(inputs.get("signed"), Map.of()) : data;
        byte[] key = inputs.has("key")
                ? hex(inputs.get("key"))
                : key(inputs.get("signer").asString());
        byte[] signature = inputs.has("signature")
                ? hex(inputs.get("signature"))
                : sign(inputs.get("signer").asString(), signed);
        Map<String, byte[]> values = Map.of("data", data, "public_key", key, "signature", signature);
        byte[] packet = Proto.write(inputs.get("fields"), values);
        byte[] whole = inputs.has("behind") ? join(packet, hex(inputs.get("behind"))) : packet;
        return inputs.has("take") ? Arrays.copyOf(whole, inputs.get("take").asInt()) : whole;
    }

    /** Frames one after the other: a length, unless the frame says otherwise that of its body, and the body. */
    private static byte[] frames(JsonNode inputs) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (JsonNode frame : inputs.get("frames")) {
            byte[] body = body(frame);
            long length = frame.has("length") ? frame.get("length").asLong() : body.length;
            for (int shift = 24; shift >= 0; shift -= 8) {
                out.write((int) (length >> shift));
            }
            out.writeBytes(body);
        }
        byte[] whole = out.toByteArray();
        return inputs.has("take") ? Arrays.copyOf(whole, inputs.get("take").asInt()) : whole;
    }

    private static byte[] body(JsonNode frame) {
        if (!frame.has("type")) {
            return new byte[0];
        }
        Map<String, byte[]> values = frame.has("counting")
                ? Map.of("counting", counting(frame.get("counting").asInt()))
                : Map.of();
        return join(new byte[] {(byte) frame.get("type").asInt()}, Proto.write(frame.get("fields"), values));
    }

    /** Byte i is i mod 256. */
    static byte[] counting(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    static byte[] key(String seed) {
        try (Identity identity = Identity.fromSeed(HEX.parseHex(seed))) {
            return identity.key().toByteArray();
        }
    }

    static byte[] sign(String seed, byte[] data) {
        try (Identity identity = Identity.fromSeed(HEX.parseHex(seed))) {
            return identity.sign(data);
        }
    }

    /** The whole answer to a request with this data. */
    static byte[] answer(String seed, byte[] requestData) {
        byte[] data = join(HEX.parseHex("0a20"), Sha256.of(requestData));
        return join(
                HEX.parseHex("1222"), data, HEX.parseHex("1a20"), key(seed), HEX.parseHex("2240"), sign(seed, data));
    }

    static byte[] hex(JsonNode node) {
        return HEX.parseHex(node.asString());
    }

    static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
