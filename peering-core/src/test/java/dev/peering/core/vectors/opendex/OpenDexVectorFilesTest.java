package dev.peering.core.vectors.opendex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.vectors.VectorFolder;
import dev.peering.core.vectors.VectorJson;
import dev.peering.wire.Bytes;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * The vector files of OpenDEX are what their inputs make, and our code agrees with every verdict; {@code interop/vectors/check.py} says
 * whether they are right.
 */
@DisplayName("Vectors of OpenDEX for everybody")
class OpenDexVectorFilesTest {

    private static final VectorFolder FOLDER = new VectorFolder(
            "opendex",
            "opendex/",
            PacketVectors.file(),
            SessionVectors.file(),
            StreamVectors.file(),
            KeyVectors.keys(),
            KeyVectors.signatures(),
            KeyVectors.agreements(),
            KeyVectors.numbers());

    @BeforeAll
    static void write() throws IOException {
        FOLDER.writeIfAsked();
    }

    @TestFactory
    @DisplayName("each file is, byte for byte, what is made here, and no other file lies about")
    Stream<DynamicTest> files() throws IOException {
        return FOLDER.files();
    }

    @TestFactory
    @DisplayName("our code makes the bytes from the inputs that stand in the file, and gives every verdict")
    Stream<DynamicTest> verdicts() {
        return FOLDER.vectors(OpenDexVectorFilesTest::judge);
    }

    private static void judge(String group, JsonNode vector) {
        JsonNode inputs = vector.get("inputs");
        Bytes bytes = Product.bytes(group, inputs);
        assertThat(bytes.toHex()).isEqualTo(vector.get("bytes").asString());
        assertThat(VectorJson.asRead(Product.verdict(group, inputs, bytes))).isEqualTo(vector.get("verdict"));
    }

    @Test
    @DisplayName(
            "16.1 the recorded session comes out byte for byte from its secrets, signatures and ciphertexts included")
    void recordedSession() {
        JsonNode session = vector("sessions.json", 0);
        List<String> frames = StreamSupport.stream(
                        session.get("verdict").get("frames").spliterator(), false)
                .map(JsonNode::asString)
                .toList();
        assertThat(frames)
                .hasSize(10)
                .isEqualTo(Recorded.read("session.txt").stream()
                        .map(frame -> frame.get("frame"))
                        .toList());
        JsonNode keys = session.get("verdict").get("keys");
        assertThat(keys.get("recipient_to_initiator").asString())
                .isEqualTo("57cb04150a605f5a1fde7bb46f791485cc2768f34e6c7862f4cf7fd010c800cf");
        assertThat(keys.get("initiator_to_recipient").asString())
                .isEqualTo("2ffd60a0027c6baad2a81dd700089e089d9a7da8154236d5a6b5b00989072484");
    }

    @Test
    @DisplayName("16.2 and 16.3 so do the torture case, and every recorded packet")
    void recordedPackets() {
        List<Recorded> recorded = Recorded.read("packets.txt");
        for (int i = 0; i < recorded.size(); i++) {
            JsonNode vector = vector("packets.json", i);
            String bytes = vector.get("bytes").asString();
            assertThat(bytes.substring(24))
                    .isEqualTo(recorded.get(i).get("checksum") + recorded.get(i).get("payload"));
            assertThat(vector.get("verdict").get("canonical").asBoolean()).isTrue();
        }
        // Signed anew, it is the same again.
        assertThat(vector("sessions.json", 1).get("bytes"))
                .isEqualTo(vector("packets.json", recorded.size() - 1).get("bytes"));
    }

    @TestFactory
    @DisplayName("the README counts them right")
    Stream<DynamicTest> counts() throws IOException {
        return FOLDER.counts();
    }

    private static JsonNode vector(String file, int index) {
        return FOLDER.read(file).get("vectors").get(index);
    }
}
