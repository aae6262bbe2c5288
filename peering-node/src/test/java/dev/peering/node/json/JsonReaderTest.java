package dev.peering.node.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("JSON as operators write it")
class JsonReaderTest {

    @Test
    @DisplayName("every value knows its line, its column and its pointer")
    void places() throws JsonException {
        Json root = JsonReader.read("{\n  \"a/b\": [1,\n    {\"~\": true}]}", "f:");
        Json list = ((Json.Members) root).find("A/B").orElseThrow();
        Json inner = ((Json.Items) list).items().get(1);
        Json flag = ((Json.Members) inner).find("~").orElseThrow();
        assertThat(root.at()).hasToString("f:1:1");
        assertThat(list.at()).hasToString("f:2:10 (/a~1b)");
        assertThat(inner.at()).hasToString("f:3:5 (/a~1b/1)");
        assertThat(flag.at()).hasToString("f:3:11 (/a~1b/1/~0)");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": 1, \"a\": 2}            | f:1:13: this is not valid JSON: Duplicate Object property \"a\"",
                "{\"a\": 1, \"A\": 2}            | f:1:10 (/A): \"A\" occurs twice (letter case does not matter): keep one",
                "{\"a\": [1, 2}                  | f:1:12: this is not valid JSON: Unexpected close marker '}': expected ']'",
                "{\"a\": {\"b\": 1             | f:1:14: this is not valid JSON: Unexpected end-of-input: expected close marker for Object",
                "[1,                             | f:1:4: this is not valid JSON: Unexpected end-of-input within/between Array entries",
                "{} {}                           | f:1:4: nothing may follow the value",
                "{'a': 1}                        | f:1:2: this is not valid JSON: Unexpected character (''' (code 39)): was expecting double-quote to start property name",
                "{\"a\": 1,}                     | f:1:9: this is not valid JSON: Unexpected character ('}' (code 125)): was expecting double-quote to start property name",
                "{\"a\": NaN}                    | f:1:10: this is not valid JSON: Non-standard token 'NaN'",
            })
    @DisplayName("what is not strict JSON is refused with its place")
    void refused(String text, String complaint) {
        assertThatThrownBy(() -> JsonReader.read(text, "f:"))
                .isInstanceOf(JsonException.class)
                .hasMessage(complaint);
    }

    @Test
    @DisplayName("an empty text, a text of comments and bytes that are not UTF-8 are refused")
    void nothing() {
        assertThatThrownBy(() -> JsonReader.read(" // only this\n", "f:"))
                .hasMessageContaining("there is nothing here");
        assertThatThrownBy(() -> JsonReader.read(new byte[0], "f:")).hasMessageContaining("there is nothing here");
        assertThatThrownBy(() -> JsonReader.read(new byte[] {'"', (byte) 0xe9, '"'}, "f:"))
                .hasMessageContaining("not UTF-8 text: save it as UTF-8");
    }

    @Test
    @DisplayName("comments and a byte order mark are welcome")
    void lenient() throws JsonException {
        byte[] bytes = "\uFEFF/* mine */ {\"a\": 1 // one\n}".getBytes(StandardCharsets.UTF_8);
        assertThat(JsonReader.read(bytes, "f:").kind()).isEqualTo("an object");
    }

    @Test
    @DisplayName("depth, names, numbers and the whole length are bounded")
    void bounds() {
        assertThatThrownBy(() -> JsonReader.read("[".repeat(33) + "]".repeat(33), "f:"))
                .hasMessageContaining("larger or deeper than is allowed");
        assertThatThrownBy(() -> JsonReader.read("{\"" + "n".repeat(300) + "\": 1}", "f:"))
                .hasMessageContaining("larger or deeper");
        assertThatThrownBy(() -> JsonReader.read("1".repeat(33), "f:")).hasMessageContaining("larger or deeper");
        assertThatThrownBy(() -> JsonReader.read(new byte[JsonReader.MAX_LENGTH + 1], "f:"))
                .hasMessageContaining("longer than");
    }

    @Test
    @DisplayName("what is written is read again, in one line or indented")
    void written() throws JsonException {
        Object value = List.of(Map.of("text", "a \"quoted\" ü\n"), 1, 2.5, true);
        assertThat(JsonWriter.line(value)).isEqualTo("[{\"text\":\"a \\\"quoted\\\" ü\\n\"},1,2.5,true]");
        assertThat(JsonWriter.indented(value)).isEqualTo("""
                [
                  {
                    "text" : "a \\"quoted\\" ü\\n"
                  },
                  1,
                  2.5,
                  true
                ]
                """);
        assertThat(JsonReader.read(JsonWriter.indented(value), "f:").kind()).isEqualTo("a list");
    }
}
