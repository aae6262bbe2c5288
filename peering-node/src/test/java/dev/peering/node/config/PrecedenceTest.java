package dev.peering.node.config;

import static dev.peering.node.config.ConfigFolder.BOB;
import static dev.peering.node.config.ConfigFolder.CAROL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Flags overrule the environment, which overrules the file")
class PrecedenceTest {

    private static final String PEERS = "[{\"publicKey\": \"%s\", \"address\": \"127.0.0.1:14666\"}]";

    private ConfigFolder folder;

    @BeforeEach
    void folder(@TempDir Path temporary) {
        folder = new ConfigFolder(temporary);
    }

    @ParameterizedTest(name = "file {0}, environment {1}, flag {2}: {3}")
    @CsvSource(
            value = {
                "5s, -, -, 5s",
                "5s, 6s, -, 6s",
                "5s, -, 7s, 7s",
                "5s, 6s, 7s, 7s",
                "-, 6s, -, 6s",
                "-, -, 7s, 7s",
                "-, 6s, 7s, 7s",
                "-, -, -, 2s",
            })
    void table(String file, String environment, String flag, String wins) throws Exception {
        NodeConfig config = folder.read(
                file.equals("-") ? "{}" : "{\"manualPeering\": {\"handshakeTimeout\": \"" + file + "\"}}",
                environment.equals("-") ? Map.of() : Map.of("MANUALPEERING_HANDSHAKETIMEOUT", environment),
                flag.equals("-") ? Map.of() : Map.of(Setting.HANDSHAKE_TIMEOUT, flag));
        assertThat(Durations.text(config.manual().handshakeTimeout())).isEqualTo(wins);
    }

    @Test
    @DisplayName("the list of peers from the environment, as the original has it, replaces that of the file")
    void peersFromEnvironment() throws Exception {
        NodeConfig config = folder.read(
                "{\"manualPeering\": {\"knownPeers\": " + PEERS.formatted(CAROL) + "}}",
                Map.of("MANUALPEERING_KNOWNPEERS", PEERS.formatted(BOB)),
                Map.of());
        assertThat(config.manual().knownPeers())
                .singleElement()
                .satisfies(peer -> assertThat(peer.key()).hasToString(BOB));
    }

    @Test
    @DisplayName("a fault in the environment or in a flag is named with that source")
    void faultsNameTheirSource() throws Exception {
        NodeConfig config = folder.read("{}", Map.of("MANUALPEERING_KNOWNPEERS", "[{\"publicKey\": \"x\"}]"), Map.of());
        assertThat(config.manual().badEntries())
                .containsExactly(
                        "environment variable MANUALPEERING_KNOWNPEERS at 1:16 (/0/publicKey): public key has 1 bytes, 32 are needed");
        assertThatThrownBy(() -> folder.read("{}", Map.of(), Map.of(Setting.LOG_LEVEL, "loud")))
                .hasMessage("flag --log.level: 'loud' is not one of error, warn, info, debug");
    }

    @ParameterizedTest(name = "file gossip {0} ours {1}, environment gossip {2} ours {3}: {4}")
    @CsvSource({
        "h:1,   -,   -,   -, h:1",
        "h:1, h:2,   -,   -, h:2",
        "h:1, h:2, h:3,   -, h:3",
        "h:1,   -,   -, h:4, h:4",
        "h:1, h:2, h:3, h:4, h:4",
        "  -, h:2, h:3,   -, h:3",
        "  -,   -, h:3,   -, h:3",
    })
    @DisplayName("gossip.bindAddress is the same setting under the original's name; in one source ours wins")
    void twoNames(String gossip, String ours, String gossipVariable, String ourVariable, String wins) throws Exception {
        String json = "{\"gossip\": {" + member(gossip) + "}, \"manualPeering\": {" + member(ours) + "}}";
        Map<String, String> environment = new HashMap<>();
        environment.put("GOSSIP_BINDADDRESS", gossipVariable.equals("-") ? "" : gossipVariable);
        environment.put("MANUALPEERING_BINDADDRESS", ourVariable.equals("-") ? "" : ourVariable);
        assertThat(folder.read(json, environment, Map.of()).manual().bind().orElseThrow())
                .hasToString(wins);
    }

    private static String member(String address) {
        return address.equals("-") ? "" : "\"bindAddress\": \"" + address + "\"";
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    @DisplayName("every setting has a variable by the original's rule, and an empty one counts as not set")
    void emptyVariables(Setting setting) throws Exception {
        assertThat(setting.variable()).matches("[A-Z0-9_]+");
        assertThat(folder.read("{}", Map.of(setting.variable(), ""), Map.of()).notes())
                .isEmpty();
    }

    @Test
    @DisplayName("a mistyped variable is noticed, everybody else's are not")
    void mistypedVariable() throws Exception {
        NodeConfig config =
                folder.read("{}", Map.of("MANUALPEERING_KNOWNPEER", "[]", "NODE_ENV", "x", "LOGNAME", "me"), Map.of());
        assertThat(config.notes())
                .containsExactly(
                        "environment variable MANUALPEERING_KNOWNPEER is unknown, did you mean MANUALPEERING_KNOWNPEERS?");
    }

    @Test
    @DisplayName("lists in variables and flags may be separated by commas; paths there start from the working folder")
    void formsOfFlags() throws Exception {
        NodeConfig config = NodeConfig.read(
                Optional.empty(),
                Map.of("MANUALPEERING_ADVERTISEDADDRESSES", "192.0.2.7:1, 192.0.2.7:2"),
                Map.of(
                        Setting.NODE_STORE_FILE,
                        "x.json",
                        Setting.BIND_ADDRESS,
                        "none",
                        Setting.LOG_STATUS_INTERVAL,
                        "1m"));
        assertThat(config.manual().advertised()).hasSize(2);
        assertThat(config.storeFile()).isEqualTo(Path.of("x.json").toAbsolutePath());
        assertThat(config.manual().bind()).isEmpty();
        assertThat(config.log().statusInterval()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    @DisplayName("a seed on the command line is taken, and its danger is told")
    void seedFlag() throws Exception {
        NodeConfig config = folder.read("{}", Map.of(), Map.of(Setting.NODE_SEED, "base58:abc"));
        assertThat(config.seed()).isPresent();
        assertThat(config.notes())
                .singleElement()
                .asString()
                .contains("can be read by every user")
                .doesNotContain("abc");
    }
}
