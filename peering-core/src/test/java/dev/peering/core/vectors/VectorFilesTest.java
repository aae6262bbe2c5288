package dev.peering.core.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.crypto.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The vector files are what their inputs make, and the product agrees with every verdict. {@code -Dvectors.write=true} writes the
 * files anew; look at the difference before you commit it, because others may have built on them.
 */
@DisplayName("Vectors for everybody")
class VectorFilesTest {

    private static final Path FOLDER = Path.of("../interop/vectors/manual");

    private static final List<Supplier<GroupFile>> FILES = List.of(
            IdentityVectors::file,
            KeyVectors::file,
            Base58Vectors::file,
            DirectionVectors::file,
            AddressVectors::file,
            SignatureVectors::file,
            RequestVectors::file,
            ResponseVectors::file,
            FrameVectors::file);

    @BeforeAll
    static void write() throws IOException {
        if (Boolean.getBoolean("vectors.write")) {
            Files.createDirectories(FOLDER);
            for (Supplier<GroupFile> file : FILES) {
                GroupFile made = file.get();
                Files.writeString(FOLDER.resolve(made.name()), made.text());
            }
        }
    }

    @TestFactory
    @DisplayName("each file is, byte for byte, what is made here")
    Stream<DynamicTest> files() {
        return FILES.stream()
                .map(Supplier::get)
                .map(made -> DynamicTest.dynamicTest(
                        made.name(),
                        () -> assertThat(FOLDER.resolve(made.name())).content().isEqualTo(made.text())));
    }

    @TestFactory
    @DisplayName("the bytes follow from the inputs that stand in the file")
    Stream<DynamicTest> bytes() {
        return vectors((group, vector) -> {
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
        return vectors((group, vector) -> {
            ObjectNode expected = (ObjectNode) vector.get("verdict").deepCopy();
            expected.remove("others");
            JsonNode inputs = vector.get("inputs");
            // Through text, so that 5 as an int and 5 as a long are the same.
            ObjectNode given = Product.verdict(group, inputs, Recipe.bytes(group, inputs));
            assertThat(VectorJson.MAPPER.readTree(given.toString())).isEqualTo(expected);
        });
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
                                .contains("| `" + name + "` | " + read(name).get("count") + " |")));
    }

    @Test
    @DisplayName("there are at least 200, no id is used twice, and no other file lies about")
    void enough() throws IOException {
        Set<String> ids = new HashSet<>();
        for (Supplier<GroupFile> file : FILES) {
            JsonNode read = read(file.get().name());
            assertThat(read.get("count").asInt()).isEqualTo(read.get("vectors").size());
            read.get("vectors")
                    .forEach(vector -> assertThat(ids.add(vector.get("id").asString()))
                            .as(vector.get("id").asString())
                            .isTrue());
        }
        assertThat(ids).hasSizeGreaterThanOrEqualTo(200);
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files).hasSize(FILES.size());
        }
    }

    private static Stream<DynamicTest> vectors(Check check) {
        return FILES.stream().map(file -> file.get().name()).flatMap(name -> {
            JsonNode file = read(name);
            String group = file.get("group").asString();
            return StreamSupport.stream(file.get("vectors").spliterator(), false)
                    .map(vector -> DynamicTest.dynamicTest(vector.get("id").asString(), () -> check.on(group, vector)));
        });
    }

    private static JsonNode read(String name) {
        return VectorJson.MAPPER.readTree(FOLDER.resolve(name));
    }

    private interface Check {
        void on(String group, JsonNode vector) throws Exception;
    }
}
