package dev.peering.wire.opendex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import dev.peering.wire.opendex.proto.OpenDexProto;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What must hold for every input whatever, asked by the random tests and by the fuzzers alike. Protobuf, given the same bytes without
 * our scanner in front, is the second opinion.
 */
final class OpenDexTruths {

    /** The only grounds on which we call unreadable what protobuf reads. */
    private static final Pattern STRICTER_THAN_PROTOBUF = Pattern.compile(
            "wire type \\d is not allowed" // groups
                    + "|wire type \\d, must be \\d" // a known field in a foreign form
                    + "|number above 4294967295" // cut to 32 bits by protobuf
                    + "|no field has this number"); // a tag whose upper half protobuf cuts

    private static final String READ = "read";
    private static final String MORE = "more";

    /** Prefixes of longer streams are looked at up to here. */
    private static final int LONGEST = 700;

    private OpenDexTruths() {}

    /** The first byte is the type, the rest the payload. Is it a packet? */
    static boolean payload(byte[] bytes) {
        if (bytes.length == 0) {
            return false;
        }
        Bytes payload = Bytes.of(Arrays.copyOfRange(bytes, 1, bytes.length));
        try {
            Packet packet = PacketCodec.decode(bytes[0], payload);
            read(packet);
            assertThat(protobufReads(packet.type(), payload.toByteString())).isTrue();
            return true;
        } catch (MalformedException refusal) {
            refused(bytes[0], payload, refusal);
            return false;
        }
    }

    private static void read(Packet packet) throws MalformedException {
        Bytes encoded = PacketCodec.encode(packet);
        assertThat(PacketCodec.decode(packet.type().code(), encoded)).isEqualTo(packet);
        assertThat(EncryptedFrameCodec.packet(EncryptedFrameCodec.plaintext(packet)))
                .isEqualTo(packet);
        PlainFrameCodec frames = new PlainFrameCodec(OpenDexNetwork.REGTEST, OpenDexWire.MAX_PAYLOAD_LENGTH);
        assertThat(frames.read(buffer(frames.encode(packet)))).contains(packet);
    }

    private static void refused(int type, Bytes payload, MalformedException refusal) {
        WireFault fault = WireFault.of(refusal);
        assertThat(refusal.offset()).isBetween(0, payload.length());
        if (fault == WireFault.UNKNOWN_PACKET_TYPE) {
            assertThat(PacketType.ofCode(type)).isEmpty();
        } else if (fault == WireFault.UNREADABLE
                && !STRICTER_THAN_PROTOBUF.matcher(refusal.why()).matches()) {
            assertThat(protobufReads(PacketType.ofCode(type).orElseThrow(), payload.toByteString()))
                    .as(refusal.getMessage())
                    .isFalse();
        } else {
            assertThat(fault).isIn(WireFault.INVALID_PACKET, WireFault.UNREADABLE);
        }
    }

    /** Plain frames at the start of a stream, against every shorter part of themselves. */
    static void plain(byte[] stream) {
        PlainFrameCodec frames = new PlainFrameCodec(OpenDexNetwork.MAINNET, OpenDexWire.MAX_HANDSHAKE_PAYLOAD_LENGTH);
        prefixes(stream, frames::read);
    }

    /** The same for encrypted ones; the bytes are taken for a plaintext as well. */
    static void encrypted(byte[] stream) {
        EncryptedFrameCodec frames = new EncryptedFrameCodec(OpenDexNetwork.MAINNET, OpenDexWire.MAX_PAYLOAD_LENGTH);
        prefixes(stream, frames::read);
        try {
            read(EncryptedFrameCodec.packet(Bytes.of(stream)));
        } catch (MalformedException refusal) {
            assertThat(refusal.getMessage()).isNotEmpty();
        }
    }

    private interface Reader {
        Optional<?> read(ByteBuf in) throws MalformedException;
    }

    private static void prefixes(byte[] stream, Reader reader) {
        int longest = Math.min(stream.length, LONGEST);
        for (int k = 0; k <= longest; k++) {
            String verdict = verdict(stream, k, reader);
            if (!verdict.equals(MORE)) {
                // Once decided, decided for good, whatever follows.
                assertThat(verdict(stream, longest, reader)).isEqualTo(verdict);
                return;
            }
        }
    }

    private static String verdict(byte[] stream, int length, Reader reader) {
        ByteBuf in = Unpooled.wrappedBuffer(stream, 0, length);
        try {
            Optional<?> frame = reader.read(in);
            if (frame.isEmpty()) {
                assertThat(in.readerIndex()).isZero();
                return MORE;
            }
            return READ + in.readerIndex() + frame.get();
        } catch (MalformedException refusal) {
            assertThat(in.readerIndex()).isZero();
            return refusal.code() + refusal.getMessage();
        }
    }

    private static boolean protobufReads(PacketType type, ByteString payload) {
        try {
            parser(type).parseFrom(payload);
            return true;
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }

    private static Parser<?> parser(PacketType type) {
        return switch (type) {
            case SESSION_INIT -> OpenDexProto.SessionInit.parser();
            case SESSION_ACK -> OpenDexProto.SessionAck.parser();
            case NODE_STATE_UPDATE -> OpenDexProto.NodeStateUpdate.parser();
            case DISCONNECTING -> OpenDexProto.Disconnecting.parser();
            case PING -> OpenDexProto.Ping.parser();
            case PONG -> OpenDexProto.Pong.parser();
            case ORDER -> OpenDexProto.OrderPacket.parser();
            case ORDER_INVALIDATION -> OpenDexProto.OrderInvalidation.parser();
            case GET_ORDERS -> OpenDexProto.GetOrders.parser();
            case ORDERS -> OpenDexProto.Orders.parser();
            case GET_NODES -> OpenDexProto.GetNodes.parser();
            case NODES -> OpenDexProto.Nodes.parser();
            case SWAP_REQUEST -> OpenDexProto.SwapRequest.parser();
            case SWAP_ACCEPTED -> OpenDexProto.SwapAccepted.parser();
            case SWAP_FAILED -> OpenDexProto.SwapFailed.parser();
            case SANITY_SWAP -> OpenDexProto.SanitySwap.parser();
            case SANITY_SWAP_ACK -> OpenDexProto.SanitySwapAck.parser();
        };
    }

    private static ByteBuf buffer(Bytes bytes) {
        return Unpooled.wrappedBuffer(bytes.toByteArray());
    }
}
