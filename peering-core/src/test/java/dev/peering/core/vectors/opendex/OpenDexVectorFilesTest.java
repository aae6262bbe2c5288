package dev.peering.core.vectors.opendex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.vectors.VectorJson;
import dev.peering.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * The vector files of OpenDEX are what their inputs make, and our code agrees with every verdict. {@code -Dvectors.write=true} writes the
 * files anew; {@code interop/vectors/check.py} says whether they are right.
 */
@DisplayName("Vectors of OpenDEX for everybody")
class OpenDexVectorFilesTest {

    private static final Path FOLDER = Path.of("../interop/vectors/opendex");

    private static final List<Supplier<VectorFile>> FILES = List.of(
            PacketVectors::file,
            SessionVectors::file,
            StreamVectors::file,
            KeyVectors::keys,
            KeyVectors::signatures,
            KeyVectors::agreements,
            KeyVectors::numbers);

    @BeforeAll
    static void write() throws IOException {
        if (Boolean.getBoolean("vectors.write")) {
            Files.createDirectories(FOLDER);
            for (Supplier<VectorFile> file : FILES) {
                VectorFile made = file.get();
                Files.writeString(FOLDER.resolve(made.name()), made.text());
            }
        }
    }

    @TestFactory
    @DisplayName("each file is, byte for byte, what is made here, and no other file lies about")
    Stream<DynamicTest> files() throws IOException {
        try (Stream<Path> there = Files.list(FOLDER)) {
            assertThat(there).hasSize(FILES.size());
        }
        return FILES.stream()
                .map(Supplier::get)
                .map(made -> DynamicTest.dynamicTest(
                        made.name(),
                        () -> assertThat(FOLDER.resolve(made.name())).content().isEqualTo(made.text())));
    }

    @TestFactory
    @DisplayName("our code makes the bytes from the inputs that stand in the file, and gives every verdict")
    Stream<DynamicTest> verdicts() {
        return FILES.stream().map(file -> read(file.get().name())).flatMap(file -> {
            String group = file.get("group").asString();
            return StreamSupport.stream(file.get("vectors").spliterator(), false)
                    .map(vector -> DynamicTest.dynamicTest(vector.get("id").asString(), () -> judge(group, vector)));
        });
    }

    private static void judge(String group, JsonNode vector) {
        JsonNode inputs = vector.get("inputs");
        Bytes bytes = Product.bytes(group, inputs);
        assertThat(bytes.toHex()).isEqualTo(vector.get("bytes").asString());
        // Through text, so that 5 as an int and 5 as a long are the same.
        String given = Product.verdict(group, inputs, bytes).toString();
        assertThat(VectorJson.MAPPER.readTree(given)).isEqualTo(vector.get("verdict"));
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
        String readme = Files.readString(FOLDER.resolve("../README.md"));
        return FILES.stream()
                .map(file -> file.get().name())
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> assertThat(readme)
                                .contains("| `opendex/" + name + "` | "
                                        + read(name).get("count") + " |")));
    }

    private static JsonNode vector(String file, int index) {
        return read(file).get("vectors").get(index);
    }

    private static JsonNode read(String name) {
        return VectorJson.MAPPER.readTree(FOLDER.resolve(name));
    }
}
