package dev.peering.conformance.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.conformance.net.Porch;
import dev.peering.crypto.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The suite's own packets against a vector that two other implementations made. */
@DisplayName("Packets of the suite")
class PacketTest {

    private static final String REQUEST_DATA = "120f3139322e302e322e373a31343636361880a0f8fa05";
    private static final String REQUEST = "1217" + REQUEST_DATA
            + "1a208139770ea87d175f56a35466c34c7ecccb8d8a91b4ee37a25df60f5b8fc9b394"
            + "224094d73f0a81172d0bc5aa04234eab771fe61623e63091b1d5f8bb606a8e87b61b"
            + "3c248d08aa1194b935e8148824dd24180c60739ad7567959147d5a39d266f30f";
    private static final String RESPONSE = "12220a2011038547593eedfbc5bbc4f5930c3b6bb363dae018cb9d43cd5dca51a0a3d055"
            + "1a208a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c"
            + "2240816c7e4a57f327f9c6441fa059cae635c7c03f9361503cc80941e6f47d0d5cc4"
            + "fa068824c89b32f6390e869cf9ad35506ee202868c5112fd6fc843fb7ed63801";

    private Porch porch;
    private TesterKey dialer;
    private TesterKey acceptor;

    @BeforeEach
    void keys() throws IOException {
        porch = new Porch(InetAddress.getLoopbackAddress(), 0);
        dialer = new TesterKey("L1", filled(2), porch);
        acceptor = new TesterKey("H1", filled(1), porch);
    }

    @AfterEach
    void close() {
        porch.close();
    }

    private static byte[] filled(int value) {
        byte[] seed = new byte[32];
        Arrays.fill(seed, (byte) value);
        return seed;
    }

    @Test
    @DisplayName("a request is the vector's, byte for byte")
    void request() {
        Draft draft = Draft.right(dialer, "192.0.2.7:14666", 1_600_000_000);
        assertThat(HexFormat.of().formatHex(draft.bytes())).isEqualTo(REQUEST);
    }

    @Test
    @DisplayName("a response is the vector's, byte for byte, and is read back")
    void response() {
        byte[] data = HexFormat.of().parseHex(REQUEST_DATA);
        byte[] bytes = Packet.response(acceptor, data).bytes();
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(RESPONSE);
        Packet read = Packet.parse(bytes).orElseThrow();
        assertThat(read.verifies()).isTrue();
        assertThat(Fields.bytesIn(read.data(), 1))
                .hasValueSatisfying(hash -> assertThat(hash).isEqualTo(Sha256.of(data)));
    }

    @Test
    @DisplayName("a packet is not whole one byte short, and not well-formed with a loose tag behind it")
    void broken() {
        byte[] bytes = HexFormat.of().parseHex(REQUEST);
        assertThat(Packet.whole(Arrays.copyOf(bytes, bytes.length - 1))).isFalse();
        assertThat(Packet.whole(bytes)).isTrue();
        assertThat(Packet.whole(new Fields().raw(bytes).tag(5, 2).toByteArray()))
                .isFalse();
    }

    @Test
    @DisplayName("a flipped bit, anywhere in the signature, does not verify")
    void flipped() {
        Packet packet = Draft.right(dialer, "a:1", 5).sealed();
        for (int bit = 0; bit < 512; bit += 37) {
            assertThat(packet.signature(Packet.flip(packet.signature(), bit)).verifies())
                    .as("bit " + bit)
                    .isFalse();
        }
    }
}
