package dev.peering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

@DisplayName("docs/manual-wire.md")
class ManualWirePageTest {

    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();

    /** A vector's id at the start of a line; what belongs to it goes up to the next one. */
    private static final Pattern VECTOR = Pattern.compile("(?m)^([a-z]+/[a-z0-9-]+)((?:(?!^[a-z]+/|```).*\\n)*)");

    private static final Pattern REMARK = Pattern.compile("(?m)(?<=\\S) {3,}.*$");

    @Test
    @DisplayName("its worked bytes are those of the vectors they name")
    void workedBytes() throws IOException {
        Map<String, String> worked = worked();
        assertThat(worked)
                .containsOnlyKeys("identities/a", "identities/b", "requests/ex1", "responses/ex1", "frames/hello");
        for (Map.Entry<String, String> one : worked.entrySet()) {
            assertThat(one.getValue())
                    .as(one.getKey())
                    .isEqualTo(vector(one.getKey()).path("bytes").asString());
        }
    }

    @Test
    @DisplayName("fits its name: one page, with the texts of both keys, linked from where an implementer begins")
    void page() throws IOException {
        String page = Files.readString(TOP.resolve("docs/manual-wire.md"));
        assertThat(page.lines()).hasSizeLessThan(200);
        assertThat(page).contains(text("identities/a"), text("identities/b"));
        assertThat(Files.readString(TOP.resolve("docs/conformance.md"))).contains("(manual-wire.md)");
        assertThat(Files.readString(TOP.resolve("README.md"))).contains("(docs/manual-wire.md)");
        assertThat(Files.readString(TOP.resolve("peering-wire/README.md"))).contains("(../docs/manual-wire.md)");
    }

    private static String text(String id) throws IOException {
        return vector(id).path("verdict").path("text").asString();
    }

    private static Map<String, String> worked() throws IOException {
        Map<String, String> worked = new LinkedHashMap<>();
        Matcher found = VECTOR.matcher(Files.readString(TOP.resolve("docs/manual-wire.md")));
        while (found.find()) {
            String bytes = REMARK.matcher(found.group(2).stripLeading()).replaceAll("");
            worked.put(found.group(1), bytes.replaceAll("\\s", ""));
        }
        return worked;
    }

    private static JsonNode vector(String id) throws IOException {
        Path group = TOP.resolve("interop/vectors/manual/" + id.substring(0, id.indexOf('/')) + ".json");
        JsonNode vectors = new ObjectMapper().readTree(Files.readString(group)).path("vectors");
        return StreamSupport.stream(vectors.spliterator(), false)
                .filter(vector -> vector.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no vector " + id));
    }
}
