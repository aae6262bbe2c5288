package dev.peering.core.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.crypto.Sha256;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The vector files are what their inputs make, and the product agrees with every verdict. */
@DisplayName("Vectors for everybody")
class VectorFilesTest {

    private static final VectorFolder FOLDER = new VectorFolder(
            "manual",
            "",
            IdentityVectors.file(),
            KeyVectors.file(),
            Base58Vectors.file(),
            DirectionVectors.file(),
            AddressVectors.file(),
            SignatureVectors.file(),
            RequestVectors.file(),
            ResponseVectors.file(),
            FrameVectors.file());

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
    @DisplayName("the bytes follow from the inputs that stand in the file")
    Stream<DynamicTest> bytes() {
        return FOLDER.vectors((group, vector) -> {
            byte[] bytes = Recipe.bytes(group, vector.get("inputs"));
            if (vector.has("bytes")) {
                assertThat(Recipe.hex(bytes)).isEqualTo(vector.get("bytes").asString());
            } else {
                assertThat(bytes).hasSize(vector.get("digest").get("length").asInt());
                assertThat(Recipe.hex(Sha256.of(bytes)))
                        .isEqualTo(vector.get("digest").get("sha256").asString());
            }
        });
    }

    @TestFactory
    @DisplayName("the product gives every verdict")
    Stream<DynamicTest> verdicts() {
        return FOLDER.vectors((group, vector) -> {
            ObjectNode expected = (ObjectNode) vector.get("verdict").deepCopy();
            expected.remove("others");
            JsonNode inputs = vector.get("inputs");
            ObjectNode given = Product.verdict(group, inputs, Recipe.bytes(group, inputs));
            assertThat(VectorJson.asRead(given)).isEqualTo(expected);
        });
    }

    @TestFactory
    @DisplayName("the README counts them right")
    Stream<DynamicTest> counts() throws IOException {
        return FOLDER.counts();
    }

    @Test
    @DisplayName("there are at least 200, and no id is used twice")
    void enough() {
        List<String> ids =
                FOLDER.vectors().map(vector -> vector.get("id").asString()).toList();
        assertThat(ids).hasSizeGreaterThanOrEqualTo(200).doesNotHaveDuplicates();
    }
}
