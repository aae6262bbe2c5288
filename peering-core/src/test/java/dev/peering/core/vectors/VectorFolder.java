package dev.peering.core.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;

/**
 * The vector files of one network, as they are made here and as they lie in {@code interop/vectors}. {@code -Dvectors.write=true} writes them
 * anew; look at the difference before you commit it, because others may have built on them.
 */
public final class VectorFolder {

    private static final Path ALL = Path.of("../interop/vectors");

    /** A file that is made here. */
    public interface Made {

        String name();

        /** Byte for byte. */
        String text();
    }

    /** What must be true of every vector. */
    public interface Check {
        void on(String group, JsonNode vector) throws Exception;
    }

    private final Path folder;
    private final String shownAs;
    private final List<Made> files;

    /** Files in this folder, which the README shows behind {@code shownAs}. */
    public VectorFolder(String folder, String shownAs, Made... files) {
        this.folder = ALL.resolve(folder);
        this.shownAs = shownAs;
        this.files = List.of(files);
    }

    public void writeIfAsked() throws IOException {
        if (Boolean.getBoolean("vectors.write")) {
            Files.createDirectories(folder);
            for (Made file : files) {
                Files.writeString(folder.resolve(file.name()), file.text());
            }
        }
    }

    /** A test for each file: it is what is made here; and there is no other. */
    public Stream<DynamicTest> files() throws IOException {
        try (Stream<Path> there = Files.list(folder)) {
            assertThat(there).hasSize(files.size());
        }
        return each(file -> assertThat(folder.resolve(file.name()))
                .content(StandardCharsets.UTF_8) // without one, Java 17 takes the locale's
                .isEqualTo(file.text()));
    }

    /** A test for each file: it and the README say how many vectors it has. */
    public Stream<DynamicTest> counts() throws IOException {
        String readme = Files.readString(ALL.resolve("README.md"));
        return each(file -> {
            JsonNode read = read(file.name());
            assertThat(read.get("count").asInt()).isEqualTo(read.get("vectors").size());
            assertThat(readme).contains("| `" + shownAs + file.name() + "` | " + read.get("count") + " |");
        });
    }

    /** A test for each vector of each file. */
    public Stream<DynamicTest> vectors(Check check) {
        return files.stream().map(file -> read(file.name())).flatMap(file -> {
            String group = file.get("group").asString();
            return StreamSupport.stream(file.get("vectors").spliterator(), false)
                    .map(vector -> DynamicTest.dynamicTest(vector.get("id").asString(), () -> check.on(group, vector)));
        });
    }

    /** All vectors of all files. */
    public Stream<JsonNode> vectors() {
        return files.stream().flatMap(file -> read(file.name()).get("vectors").valueStream());
    }

    public JsonNode read(String name) {
        return VectorJson.MAPPER.readTree(folder.resolve(name));
    }

    private interface FileCheck {
        void on(Made file) throws IOException;
    }

    private Stream<DynamicTest> each(FileCheck check) {
        return files.stream().map(file -> DynamicTest.dynamicTest(file.name(), () -> check.on(file)));
    }
}
