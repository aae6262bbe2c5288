package dev.peering.bench;

import dev.peering.crypto.AesCbc;
import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import dev.peering.wire.opendex.CanonicalJson;
import dev.peering.wire.opendex.EncryptedFrame;
import dev.peering.wire.opendex.EncryptedFrameCodec;
import dev.peering.wire.opendex.NodeAddress;
import dev.peering.wire.opendex.NodeState;
import dev.peering.wire.opendex.OpenDexNetwork;
import dev.peering.wire.opendex.OpenDexWire;
import dev.peering.wire.opendex.Packet;
import dev.peering.wire.opendex.PacketCodec;
import dev.peering.wire.opendex.Ping;
import dev.peering.wire.opendex.PlainFrameCodec;
import dev.peering.wire.opendex.SessionClaim;
import dev.peering.wire.opendex.SessionInit;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * OpenDEX's smallest packet and its first one, plain and encrypted, and their canonical JSON. The floors are what cannot be avoided:
 * for a plain frame the digest of its text and one copy of its payload, for an encrypted one the cipher, for JSON the UTF-8 form of the
 * finished text.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class OpenDexPacketBenchmark {

    private static final String ID = "6d4f8a10-93a1-4f0e-8c21-0123456789ab";

    /** Which packet. */
    @Param({"ping", "session-init"})
    public String packet;

    private final PlainFrameCodec plain = new PlainFrameCodec(OpenDexNetwork.MAINNET, OpenDexWire.MAX_PAYLOAD_LENGTH);
    private final EncryptedFrameCodec encrypted =
            new EncryptedFrameCodec(OpenDexNetwork.MAINNET, OpenDexWire.MAX_PAYLOAD_LENGTH);
    private final AesCbc cipher = AesCbc.of(new byte[AesCbc.KEY_LENGTH]);
    private final byte[] iv = new byte[AesCbc.IV_LENGTH];

    private MessageDigest digest;
    private Packet sample;
    private Bytes payload;
    private String text;
    private byte[] textBytes;
    private byte[] plaintext;
    private byte[] ciphertext;
    private ByteBuf plainFrame;
    private ByteBuf encryptedFrame;
    private ByteBuf out;

    /** Makes the packet, its text, and its frames as they arrive. */
    @Setup
    public void prepare() throws NoSuchAlgorithmException {
        digest = MessageDigest.getInstance("SHA-256");
        sample = packet.equals("ping") ? new Ping(ID) : sessionInit();
        payload = PacketCodec.encode(sample);
        textBytes = CanonicalJson.of(sample).toByteArray();
        text = new String(textBytes, StandardCharsets.UTF_8);
        plaintext = EncryptedFrameCodec.plaintext(sample).toByteArray();
        ciphertext = cipher.encrypt(iv, plaintext);
        plainFrame = Samples.arrived(plain.encode(sample));
        encryptedFrame = Samples.arrived(encodeEncrypted());
        out = Samples.arrived(payload);
    }

    /** Gives the buffers back. */
    @TearDown
    public void release() {
        plainFrame.release();
        encryptedFrame.release();
        out.release();
    }

    /** Packet to canonical JSON. */
    @Benchmark
    public Bytes json() {
        return CanonicalJson.of(sample);
    }

    /** The finished text to UTF-8. */
    @Benchmark
    public Bytes jsonFloor() {
        return Bytes.utf8(text);
    }

    /** Packet to plain frame. */
    @Benchmark
    public Bytes encodePlain() {
        return plain.encode(sample);
    }

    /** Plain frame to packet, checksum checked. */
    @Benchmark
    public Packet decodePlain() throws MalformedException {
        plainFrame.readerIndex(0);
        return Expect.present(plain.read(plainFrame), "a whole frame");
    }

    /** The digest of the text and one copy of the payload, the same both ways. */
    @Benchmark
    public byte[] plainFloor() {
        payload.writeTo(out.clear());
        return digest.digest(textBytes);
    }

    /** Packet to encrypted frame. */
    @Benchmark
    public Bytes encodeEncrypted() {
        byte[] inside = EncryptedFrameCodec.plaintext(sample).toByteArray();
        return EncryptedFrameCodec.encode(new EncryptedFrame(Bytes.of(iv), Bytes.of(cipher.encrypt(iv, inside))));
    }

    /** The cipher alone. */
    @Benchmark
    public byte[] encodeEncryptedFloor() {
        return cipher.encrypt(iv, plaintext);
    }

    /** Encrypted frame to packet. */
    @Benchmark
    public Packet decodeEncrypted() throws MalformedException {
        encryptedFrame.readerIndex(0);
        EncryptedFrame frame = Expect.present(encrypted.read(encryptedFrame), "a whole frame");
        byte[] inside = Expect.present(
                cipher.decrypt(frame.iv().toByteArray(), frame.ciphertext().toByteArray()), "its padding");
        return EncryptedFrameCodec.packet(Bytes.of(inside));
    }

    /** The cipher alone. */
    @Benchmark
    public byte[] decodeEncryptedFloor() {
        return Expect.present(cipher.decrypt(iv, ciphertext), "its padding");
    }

    /** As long as a real one, with a node state of the usual size. */
    private static SessionInit sessionInit() {
        NodeState state = new NodeState(
                List.of(new NodeAddress("203.0.113.7", 8885)),
                List.of("LTC/BTC", "ETH/BTC"),
                "",
                Map.of("BTC", "02".repeat(33), "LTC", "03".repeat(33)),
                Map.of("BTC", List.of("02".repeat(33) + "@203.0.113.7:9735"), "LTC", List.of()),
                Map.of("BTC", "bitcoin-mainnet", "LTC", "litecoin-mainnet", "ETH", "0x" + "0".repeat(40)));
        SessionClaim claim = new SessionClaim("04".repeat(65), "03".repeat(33), state, "02".repeat(33), "1.2.5");
        return new SessionInit(ID, "5a".repeat(64), claim);
    }
}
