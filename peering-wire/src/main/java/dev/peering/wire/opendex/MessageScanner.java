package dev.peering.wire.opendex;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import java.io.IOException;
import java.util.List;

/**
 * Walks a packet's fields, those of its parts included, before protobuf makes objects of them.
 *
 * <p>Three reasons for it. Protobuf has no bounds, and four million bytes of empty nodes are a hundred million bytes of objects. It is
 * lenient where we are not: numbers that do not fit are cut, a known field in a foreign form passes for an unknown one. And when a
 * field that does not repeat comes twice, it merges where the original takes the last: two readings of the same signed bytes. No honest
 * encoder writes such a field twice, so it is refused.
 *
 * <p>What cannot be read at all is {@link WireFault#UNREADABLE}; what can be read but must not be so is
 * {@link WireFault#INVALID_PACKET}. For one message and one thread.
 */
final class MessageScanner {

    private static final String TAG = "tag";

    private static final long MAX_UINT32 = 0xffff_ffffL;

    private final CodedInputStream in;
    private int unknownFields;

    private MessageScanner(ByteString message) {
        this.in = message.newCodedInput();
        in.enableAliasing(true);
    }

    /** Walks a payload that is all there. */
    static void check(Bytes payload, List<MessageRule> rules) throws MalformedException {
        MessageScanner scanner = new MessageScanner(payload.toByteString());
        try {
            scanner.message(rules);
        } catch (IOException e) {
            // Protobuf's own reader says so of lengths and numbers that go beyond the end.
            throw scanner.refusal(WireFault.UNREADABLE, TAG, "cut off, or a number that does not end");
        }
    }

    private void message(List<MessageRule> rules) throws IOException, MalformedException {
        int[] counts = new int[rules.size()];
        while (!in.isAtEnd()) {
            long tag = in.readRawVarint64();
            long number = tag >>> 3;
            if (number == 0 || Long.compareUnsigned(tag, MAX_UINT32) > 0) {
                throw refusal(WireFault.UNREADABLE, TAG, "no field has this number");
            }
            int known = MessageRule.indexOf(rules, (int) number);
            if (known < 0) {
                unknown((int) (tag & 7));
            } else {
                field(rules.get(known), (int) (tag & 7), ++counts[known]);
            }
        }
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < rules.get(i).min()) {
                throw refusal(WireFault.INVALID_PACKET, rules.get(i).name(), "missing");
            }
        }
    }

    private void field(MessageRule rule, int wireType, int count) throws IOException, MalformedException {
        if (wireType != rule.kind().wireType()) {
            throw refusal(
                    WireFault.UNREADABLE,
                    rule.name(),
                    "wire type " + wireType + ", must be " + rule.kind().wireType());
        }
        if (count > rule.maxCount()) {
            throw refusal(WireFault.INVALID_PACKET, rule.name(), "more than " + rule.maxCount() + " times");
        }
        switch (rule.kind()) {
            case TEXT -> text(rule);
            case UINT32, UINT64 -> integer(rule);
            case DOUBLE, POSITIVE_DOUBLE -> real(rule);
            case PART -> part(rule);
        }
    }

    private void text(MessageRule rule) throws IOException, MalformedException {
        ByteString value = in.readBytes();
        if (value.size() > rule.max()) {
            throw refusal(
                    WireFault.INVALID_PACKET,
                    rule.name(),
                    value.size() + " bytes, at most " + rule.max() + " are allowed");
        }
        if (!rule.repeats() && value.size() < rule.min()) {
            throw refusal(WireFault.INVALID_PACKET, rule.name(), "empty");
        }
        if (!value.isValidUtf8()) {
            throw refusal(WireFault.UNREADABLE, rule.name(), "not UTF-8");
        }
    }

    private void integer(MessageRule rule) throws IOException, MalformedException {
        long value = in.readRawVarint64();
        if (rule.kind() == MessageRule.Kind.UINT32 && Long.compareUnsigned(value, MAX_UINT32) > 0) {
            throw refusal(WireFault.UNREADABLE, rule.name(), "number above " + MAX_UINT32);
        }
        if (value == 0 && rule.min() > 0) {
            throw refusal(WireFault.INVALID_PACKET, rule.name(), "0");
        }
    }

    private void real(MessageRule rule) throws IOException, MalformedException {
        double value = Double.longBitsToDouble(in.readRawLittleEndian64());
        if (Double.isNaN(value) || value == 0) {
            throw refusal(WireFault.INVALID_PACKET, rule.name(), "0 or no number");
        }
        if (rule.kind() == MessageRule.Kind.POSITIVE_DOUBLE && value < 0) {
            throw refusal(WireFault.INVALID_PACKET, rule.name(), "below 0");
        }
    }

    private void part(MessageRule rule) throws IOException, MalformedException {
        long length = in.readRawVarint64();
        if (length < 0 || length > Integer.MAX_VALUE) {
            throw refusal(WireFault.UNREADABLE, rule.name(), "cut off");
        }
        int outer = in.pushLimit((int) length);
        message(rule.parts());
        in.popLimit(outer);
    }

    /** Walks over what a later version added. */
    private void unknown(int wireType) throws IOException, MalformedException {
        if (++unknownFields > OpenDexWire.MAX_UNKNOWN_FIELDS) {
            throw refusal(
                    WireFault.INVALID_PACKET, TAG, "more than " + OpenDexWire.MAX_UNKNOWN_FIELDS + " unknown fields");
        }
        switch (wireType) {
            case 0 -> in.readRawVarint64();
            case 1 -> in.readRawLittleEndian64();
            case 2 -> in.readBytes();
            case 5 -> in.readRawLittleEndian32();
            default -> throw refusal(WireFault.UNREADABLE, TAG, "wire type " + wireType + " is not allowed");
        }
    }

    private MalformedException refusal(WireFault fault, String name, String why) {
        return fault.at(name, in.getTotalBytesRead(), why);
    }
}
