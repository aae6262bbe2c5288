package dev.peering.wire.manual;

import dev.peering.wire.Bytes;
import java.util.List;
import java.util.random.RandomGenerator;

/** Inputs that are almost right, from one seed: valid bytes, damaged a little, and fields nobody would send. */
final class Mutations {

    private final RandomGenerator random;
    private final List<Bytes> valid;

    Mutations(RandomGenerator random, List<Bytes> valid) {
        this.random = random;
        this.valid = valid;
    }

    /** One of the valid inputs with one to four changes. */
    byte[] next() {
        Bytes bytes = pick(valid);
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            bytes = changed(bytes);
        }
        return bytes.toByteArray();
    }

    private Bytes changed(Bytes bytes) {
        int at = random.nextInt(bytes.length() + 1);
        int to = at + random.nextInt(bytes.length() - at + 1);
        return switch (random.nextInt(6)) {
            case 0 -> with(bytes, at, 1 << random.nextInt(8));
            case 1 -> with(bytes, at, random.nextInt(256));
            case 2 -> inserted(bytes, at, Bytes.of((byte) random.nextInt(256)));
            case 3 -> inserted(bytes, at, oddField());
            case 4 -> inserted(bytes, random.nextInt(bytes.length() + 1), bytes.slice(at, Math.min(to, at + 40)));
            default -> Bytes.concat(bytes.slice(0, at), bytes.slice(Math.min(to, at + 8), bytes.length()));
        };
    }

    private static Bytes with(Bytes bytes, int at, int flipped) {
        byte[] copy = bytes.toByteArray();
        if (at < copy.length) {
            copy[at] ^= (byte) flipped;
        }
        return Bytes.of(copy);
    }

    private static Bytes inserted(Bytes bytes, int at, Bytes piece) {
        return Bytes.concat(bytes.slice(0, at), piece, bytes.slice(at, bytes.length()));
    }

    /** A field with a number, a wire type and a length from the edges of what there is. */
    private Bytes oddField() {
        int number = pick(List.of(0, 1, 2, 3, 4, 5, 15, 16, 2047, 536870911));
        int wireType = random.nextInt(8);
        Bytes tag = padded(Packets.varint((((long) number << 3) | wireType) + (oneIn(20) ? 1L << 32 : 0)));
        return switch (wireType) {
            case WireType.VARINT -> Bytes.concat(tag, padded(Packets.varint(number())));
            case WireType.FIXED64 -> Bytes.concat(tag, Packets.repeat(0, 8));
            case WireType.FIXED32 -> Bytes.concat(tag, Packets.repeat(0, 4));
            case WireType.LENGTH_DELIMITED -> lengthDelimited(tag);
            default -> tag;
        };
    }

    private Bytes lengthDelimited(Bytes tag) {
        int length = pick(List.of(0, 1, 31, 32, 33, 63, 64));
        Bytes declared = padded(Packets.varint(length + (oneIn(20) ? 1L << 32 : 0)));
        return Bytes.concat(tag, declared, Packets.repeat(oneIn(4) ? 0xff : 'a', length));
    }

    private long number() {
        return pick(List.of(0L, 1L, 127L, 128L, 0xffff_ffffL, 0x1_0000_0000L, Long.MAX_VALUE, Long.MIN_VALUE, -1L));
    }

    /** Sometimes the same number in more bytes than it takes. */
    private Bytes padded(Bytes varint) {
        if (!oneIn(5)) {
            return varint;
        }
        byte[] longer = varint.toByteArray();
        longer[longer.length - 1] |= (byte) 0x80;
        return Bytes.concat(Bytes.of(longer), Packets.repeat(0x80, random.nextInt(10)), Bytes.hex("00"));
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
