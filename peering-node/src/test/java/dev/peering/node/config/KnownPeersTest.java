package dev.peering.node.config;

import static dev.peering.node.config.ConfigFolder.BOB;
import static dev.peering.node.config.ConfigFolder.CAROL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Seed 001: the list of known peers")
class KnownPeersTest {

    private static final String GOOD = "{\"publicKey\": \"" + CAROL + "\", \"address\": \"127.0.0.1:14666\"}";

    private ConfigFolder folder;

    @BeforeEach
    void folder(@TempDir Path temporary) {
        folder = new ConfigFolder(temporary);
    }

    @Test
    @DisplayName("the record of the original works as it stands: a text that holds the list")
    void recordOfTheOriginal() throws Exception {
        NodeConfig config = folder.read("""
                {
                  "manualPeering": {
                    "knownPeers": "[{\\"publicKey\\": \\"CHfU1NUf6ZvUKDQHTG2df53GR7CvuMFtyt7YymJ6DwS3\\", \\"address\\": \\"127.0.0.1:14666\\"}]"
                  }
                }
                """);
        assertThat(config.manual().badEntries()).isEmpty();
        assertThat(keys(config)).containsExactly(CAROL);
        assertThat(config.manual().knownPeers().get(0).addresses()).hasToString("[127.0.0.1:14666]");
    }

    @Test
    @DisplayName("a plain list works too, with several addresses and an alias")
    void plainList() throws Exception {
        NodeConfig config = list(
                "{\"publicKey\": \"" + CAROL
                        + "\", \"addresses\": [\"carol.example:14666\", \"[2001:db8::1]:14666\"], \"alias\": \"Carol\"}",
                "{\"publicKey\": \"" + BOB + "\"}");
        assertThat(config.manual().badEntries()).isEmpty();
        assertThat(config.manual().knownPeers().get(0).addresses())
                .hasToString("[carol.example:14666, [2001:db8::1]:14666]");
        assertThat(config.manual().knownPeers().get(0).alias()).isEqualTo("Carol");
        assertThat(config.manual().knownPeers().get(1).addresses()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"\"\"", "\"  \"", "[]", "null", "\"[]\"", "\"null\""})
    @DisplayName("nothing, in whichever form, is no peers")
    void nothing(String value) throws Exception {
        NodeConfig config = folder.read("{\"manualPeering\": {\"knownPeers\": " + value + "}}");
        assertThat(config.manual().knownPeers()).isEmpty();
        assertThat(config.manual().badEntries()).isEmpty();
    }

    @Test
    @DisplayName("names of members may be in any letter case, and what the original would ignore is ignored")
    void lenientNames() throws Exception {
        NodeConfig config =
                list("{\"PUBLICKEY\": \"" + CAROL + "\", \"Address\": \"127.0.0.1:14666\", \"comment\": {\"any\": 1}}");
        assertThat(config.manual().badEntries()).isEmpty();
        assertThat(keys(config)).containsExactly(CAROL);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null                                                    | node.json:2:1 (/manualPeering/knownPeers/1): a peer is {\"publicKey\": …, \"address\": …}, this is null",
                "\"KEY\"                                                 | node.json:2:1 (/manualPeering/knownPeers/1): a peer is {\"publicKey\": …, \"address\": …}, this is a text",
                "{}                                                      | node.json:2:1 (/manualPeering/knownPeers/1): this peer has no \"publicKey\"",
                "{\"publicKey\": \"KEY\", \"adress\": \"h:1\"}           | node.json:2:63 (/manualPeering/knownPeers/1/adress): \"adress\" is unknown, did you mean \"address\"?",
                "{\"publicKey\": 7}                                      | node.json:2:15 (/manualPeering/knownPeers/1/publicKey): this must be a text in quotes, it is a number",
                "{\"publicKey\": \"\"}                                   | node.json:2:15 (/manualPeering/knownPeers/1/publicKey): public key is empty: give the 32 bytes in base58, usually 44 characters",
                "{\"publicKey\": \"3ogUn1\"}                             | node.json:2:15 (/manualPeering/knownPeers/1/publicKey): public key has 4 bytes, 32 are needed",
                "{\"publicKey\": \"O0l\"}                                | node.json:2:15 (/manualPeering/knownPeers/1/publicKey): public key has a character at place 1 that base58 does not know (digits and letters without 0, O, I and l): check what was pasted",
                "{\"publicKey\": \"11111111111111111111111111111111\"}   | node.json:2:15 (/manualPeering/knownPeers/1/publicKey): public key 0000000000000000000000000000000000000000000000000000000000000000 has small order, anybody could sign for it: ask the peer for its key again",
                "{\"publicKey\": \"KEY\", \"address\": \"127.0.0.1\"}    | node.json:2:74 (/manualPeering/knownPeers/1/address): the address has no port; write host:port, for example 192.0.2.7:14666",
                "{\"publicKey\": \"KEY\", \"address\": \":14666\"}       | node.json:2:74 (/manualPeering/knownPeers/1/address): the address has no host; write host:port, for example 192.0.2.7:14666",
                "{\"publicKey\": \"KEY\", \"address\": \"h:65536\"}      | node.json:2:74 (/manualPeering/knownPeers/1/address): port 65536 is outside 1 to 65535",
                "{\"publicKey\": \"KEY\", \"address\": \"2001:db8::1:1\"}| node.json:2:74 (/manualPeering/knownPeers/1/address): an IPv6 address needs brackets, for example [2001:db8::1]:14666",
                "{\"publicKey\": \"KEY\", \"addresses\": [\"h:1\", 5]}   | node.json:2:84 (/manualPeering/knownPeers/1/addresses/1): this must be a text in quotes, it is a number",
                "{\"publicKey\": \"KEY\", \"addresses\": \"h:1\"}        | node.json:2:76 (/manualPeering/knownPeers/1/addresses): \"addresses\" must be a list of host:port, this is a text",
                "{\"publicKey\": \"KEY\", \"address\": \"h:1\", \"addresses\": []} | node.json:2:94 (/manualPeering/knownPeers/1/addresses): give \"address\" or \"addresses\", not both",
                "{\"publicKey\": \"KEY\", \"alias\": \"a\\u0007b\"}      | node.json:2:72 (/manualPeering/knownPeers/1/alias): an alias is at most 64 printable characters",
                "{\"publicKey\": \"CAROL\"}                              | node.json:2:1 (/manualPeering/knownPeers/1): the same public key as at node.json:1:35 (/manualPeering/knownPeers/0): give one entry several \"addresses\"",
            })
    @DisplayName("a bad entry is named with its position and reason, and the good one before it is used")
    void badEntries(String entry, String complaint) throws Exception {
        NodeConfig config = list(GOOD, entry.replace("KEY", BOB).replace("CAROL", CAROL));
        assertThat(config.manual().badEntries().stream().map(folder::shortened)).containsExactly(complaint);
        assertThat(keys(config)).containsExactly(CAROL);
    }

    @Test
    @DisplayName("inside a text the position is that inside the text")
    void positionInsideText() throws Exception {
        NodeConfig config = folder.read("{\"manualPeering\":\n  {\"knownPeers\": \"[null, {\\\"publicKey\\\": \\\""
                + CAROL + "\\\"}, {\\\"publicKey\\\": \\\"x\\\"}]\"}}");
        assertThat(config.manual().badEntries().stream().map(folder::shortened))
                .containsExactly(
                        "node.json:2:18, in the text of /manualPeering/knownPeers at 1:2 (/0): a peer is {\"publicKey\": …, \"address\": …}, this is null",
                        "node.json:2:18, in the text of /manualPeering/knownPeers at 1:85 (/2/publicKey): public key has 1 bytes, 32 are needed");
        assertThat(keys(config)).containsExactly(CAROL);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}        | node.json:1:34 (/manualPeering/knownPeers): the known peers must be a list of {\"publicKey\": …, \"address\": …}, this is an object",
                "true      | node.json:1:34 (/manualPeering/knownPeers): the known peers must be a list of {\"publicKey\": …, \"address\": …}, this is true",
                "\"[{]\"   | node.json:1:34, in the text of /manualPeering/knownPeers at 1:3: this is not valid JSON: Unexpected close marker ']': expected '}'",
            })
    @DisplayName("what is no list at all is a fault of the configuration")
    void noList(String value, String complaint) {
        assertThatThrownBy(() -> folder.read("{\"manualPeering\": {\"knownPeers\": " + value + "}}"))
                .isInstanceOf(ConfigException.class)
                .satisfies(fault -> assertThat(folder.shortened(String.valueOf(fault.getMessage())))
                        .isEqualTo(complaint));
    }

    @Test
    @DisplayName("a peer has at most 16 addresses")
    void tooManyAddresses() throws Exception {
        String addresses = IntStream.rangeClosed(1, 17)
                .mapToObj(port -> "\"h:" + port + "\"")
                .collect(Collectors.joining(", "));
        NodeConfig config = list("{\"publicKey\": \"" + CAROL + "\", \"addresses\": [" + addresses + "]}");
        assertThat(config.manual().badEntries())
                .singleElement()
                .asString()
                .endsWith("(/manualPeering/knownPeers/0/addresses/16): a peer may have at most 16 addresses");
    }

    private NodeConfig list(String... entries) throws ConfigException, IOException {
        return folder.read("{\"manualPeering\": {\"knownPeers\": [" + String.join(",\n", entries) + "]}}");
    }

    private static List<String> keys(NodeConfig config) {
        return config.manual().knownPeers().stream()
                .map(peer -> peer.key().toString())
                .toList();
    }
}
