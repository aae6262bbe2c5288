package dev.peering.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Other people's vectors through our verify path, for every provider. Our verdict on each case is written down in our own
 * resources, so a change of policy shows as a change of a file, and a change of their files shows as a failure.
 */
@DisplayName("Wycheproof and speccheck: a written verdict for each case, the same from every provider")
class SharedVectorsTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("present")
    @DisplayName("all 151 Wycheproof cases, and never another verdict than Wycheproof's")
    void wycheproof(Ed25519 ed25519) throws IOException {
        JsonNode file = JsonMapper.shared().readTree(Vectors.shared("wycheproof/ed25519_test.json"));
        List<String> ours = new ArrayList<>();
        List<String> theirs = new ArrayList<>();
        for (JsonNode group : file.get("testGroups")) {
            byte[] key = hex(group.get("publicKey"), "pk");
            for (JsonNode test : group.get("tests")) {
                String id = test.get("tcId").asString() + " ";
                ours.add(id + verdict(ed25519, key, hex(test, "msg"), hex(test, "sig")));
                theirs.add(id + test.get("result").asString());
            }
        }
        assertThat(ours).hasSize(151).isEqualTo(written()).isEqualTo(theirs);
    }

    private static List<String> written() {
        return lines("wycheproof-verdicts.txt")
                .map(line -> line.split("\\s+", 3))
                .map(words -> words[0] + " " + words[1])
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("present")
    @DisplayName("all 12 speccheck cases, and the verdict is the original's")
    void speccheck(Ed25519 ed25519) throws IOException {
        JsonNode file = JsonMapper.shared().readTree(Vectors.shared("ed25519-speccheck/cases.json"));
        List<String[]> rows = table();
        List<String> ours = IntStream.range(0, file.size())
                .mapToObj(i -> file.get(i))
                .map(test -> verdict(ed25519, hex(test, "pub_key"), hex(test, "message"), hex(test, "signature")))
                .toList();
        assertThat(ours).hasSize(12).isEqualTo(column(rows, 1)).isEqualTo(column(rows, 2));
    }

    private static List<String[]> table() {
        return lines("speccheck-verdicts.txt")
                .map(line -> line.split("\\s*\\|\\s*"))
                .toList();
    }

    private static List<String> column(List<String[]> rows, int index) {
        return rows.stream().map(row -> row[index].strip()).toList();
    }

    private static Stream<String> lines(String file) {
        return Vectors.text(file)
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(String::strip);
    }

    private static String verdict(Ed25519 ed25519, byte[] key, byte[] data, byte[] signature) {
        return Providers.accepts(ed25519, key, data, signature) ? "valid" : "invalid";
    }

    private static byte[] hex(JsonNode node, String name) {
        return Vectors.hex(node.get(name).asString());
    }

    static Stream<Ed25519> present() {
        return Providers.present().stream();
    }
}
