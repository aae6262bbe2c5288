package dev.peering.core.vectors;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Protobuf written by hand from pieces, because vectors need what no encoder writes: too long numbers, foreign wire types, fields
 * that end early. The pieces stand in the files as JSON, so that everybody can build the same bytes.
 */
final class Proto {

    private static final HexFormat HEX = HexFormat.of();
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;

    private Proto() {}

    /** A number in as few bytes as it takes. */
    static ObjectNode varint(int field, long value) {
        return varint(field, Long.toUnsignedString(value));
    }

    static ObjectNode varint(int field, String unsigned) {
        return piece("varint", field).with(unsigned);
    }

    /** A number in more bytes than it takes. */
    static ObjectNode varint(int field, long value, int width) {
        return piece("varint", field).with(Long.toUnsignedString(value), width);
    }

    static ObjectNode text(int field, String text) {
        return piece("text", field).with(text);
    }

    /** Hex, or the name of a value that the recipe knows: data, public_key, signature. */
    static ObjectNode bytes(int field, String value) {
        return piece("bytes", field).with(value);
    }

    /** The same with a length in more bytes than it takes. */
    static ObjectNode bytes(int field, String value, int lengthWidth) {
        return piece("bytes", field).with(value, lengthWidth);
    }

    static ObjectNode raw(String hex) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("raw", hex);
        return node;
    }

    static byte[] write(JsonNode pieces, Map<String, byte[]> values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        pieces.forEach(piece -> write(piece, values, out));
        return out.toByteArray();
    }

    private static void write(JsonNode piece, Map<String, byte[]> values, ByteArrayOutputStream out) {
        if (piece.has("raw")) {
            out.writeBytes(HEX.parseHex(piece.get("raw").asString()));
        } else if (piece.has("varint")) {
            JsonNode parts = piece.get("varint");
            number(tag(parts, VARINT), 0, out);
            number(new BigInteger(parts.get(1).asString()), width(parts), out);
        } else if (piece.has("text")) {
            JsonNode parts = piece.get("text");
            delimited(parts, parts.get(1).asString().getBytes(StandardCharsets.UTF_8), out);
        } else {
            JsonNode parts = piece.get("bytes");
            String name = parts.get(1).asString();
            byte[] known = values.get(name);
            delimited(parts, known == null ? HEX.parseHex(name) : known, out);
        }
    }

    private static void delimited(JsonNode parts, byte[] value, ByteArrayOutputStream out) {
        number(tag(parts, LENGTH_DELIMITED), 0, out);
        number(BigInteger.valueOf(value.length), width(parts), out);
        out.writeBytes(value);
    }

    private static BigInteger tag(JsonNode parts, int wireType) {
        return BigInteger.valueOf(parts.get(0).asLong() << 3 | wireType);
    }

    private static int width(JsonNode parts) {
        return parts.size() > 2 ? parts.get(2).asInt() : 0;
    }

    /** Seven bits a byte, lowest first; at least {@code width} bytes. */
    private static void number(BigInteger value, int width, ByteArrayOutputStream out) {
        BigInteger rest = value;
        int written = 0;
        do {
            int low = rest.intValue() & 0x7f;
            rest = rest.shiftRight(7);
            written++;
            boolean more = rest.signum() != 0 || written < width;
            out.write(more ? low | 0x80 : low);
        } while (rest.signum() != 0 || written < width);
    }

    private static Piece piece(String kind, int field) {
        return new Piece(kind, field);
    }

    private record Piece(String kind, int field) {

        ObjectNode with(String value) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.putArray(kind).add(field).add(value);
            return node;
        }

        ObjectNode with(String value, int width) {
            ObjectNode node = with(value);
            ((ArrayNode) node.get(kind)).add(width);
            return node;
        }
    }
}
