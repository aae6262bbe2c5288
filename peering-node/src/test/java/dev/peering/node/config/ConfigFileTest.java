package dev.peering.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peering.core.Moment;
import dev.peering.core.Openness;
import dev.peering.core.ReconnectPolicy;
import dev.peering.wire.opendex.NodeAddress;
import dev.peering.wire.opendex.NodeState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The configuration file")
class ConfigFileTest {

    private ConfigFolder folder;

    @BeforeEach
    void folder(@TempDir Path temporary) {
        folder = new ConfigFolder(temporary);
    }

    @Test
    @DisplayName("an empty object means the defaults, with files beside the configuration")
    void defaults() throws Exception {
        NodeConfig config = folder.read("{}");
        assertThat(config.identityFile()).isEqualTo(folder.file("identity.key"));
        assertThat(config.storeFile()).isEqualTo(folder.file("peers.json"));
        assertThat(config.seed()).isEmpty();
        assertThat(config.ed25519()).isEqualTo("bouncycastle");
        assertThat(config.manual().bind()).contains(new BindAddress("0.0.0.0", 14666));
        assertThat(config.manual().options(MOMENT).reconnect()).isEqualTo(ReconnectPolicy.fixed(Duration.ofSeconds(5)));
        assertThat(config.manual().options(MOMENT).handshakeTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.log()).isEqualTo(new LogConfig(LogConfig.Level.INFO, LogConfig.Format.HUMAN, Duration.ZERO));
        assertThat(config.notes()).isEmpty();
    }

    @Test
    @DisplayName("every setting is taken, names in any letter case")
    void everything() throws Exception {
        NodeConfig config = folder.read("""
                { // all of it
                  "Node": {"identityFile": "keys/a.key", "STOREFILE": "/var/lib/peering/peers.json", "ed25519": "auto"},
                  "manualpeering": {
                    "bindAddress": "[::1]:0", "advertisedAddresses": ["192.0.2.7:14666", "node.example:1"],
                    "reconnectInterval": "2s", "reconnectMaxInterval": "1m30s", "handshakeTimeout": "750ms",
                    "freshness": {"maxAge": "30s", "maxSkew": "0s"},
                    "limits": {"knownPeers": 10, "neighbors": 9, "pendingDials": 8, "strangers": 7, "handshakesPerPeer": 6,
                               "pendingHandshakes": 50, "pendingPerOrigin": 40, "crowdedFrom": 30, "outstandingBytes": 200000}
                  },
                  "log": {"level": "DEBUG", "format": "json", "statusInterval": "10s"}
                }
                """);
        ManualConfig manual = config.manual();
        assertThat(config.identityFile()).isEqualTo(folder.file("keys/a.key"));
        assertThat(config.storeFile()).isEqualTo(Path.of("/var/lib/peering/peers.json"));
        assertThat(config.ed25519()).isEqualTo("auto");
        assertThat(manual.bind().orElseThrow()).hasToString("[::1]:0");
        assertThat(manual.advertised())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("192.0.2.7:14666", "node.example:1");
        assertThat(manual.options(MOMENT).reconnect())
                .isEqualTo(ReconnectPolicy.exponential(Duration.ofSeconds(2), Duration.ofSeconds(90)));
        assertThat(manual.options(MOMENT).handshakeTimeout()).isEqualTo(Duration.ofMillis(750));
        assertThat(manual.options(MOMENT).maxAge()).isEqualTo(Duration.ofSeconds(30));
        assertThat(manual.options(MOMENT).maxSkew()).isZero();
        assertThat(manual.options(MOMENT).advertised()).hasSize(2);
        assertThat(manual.limits())
                .hasToString(
                        "PeeringLimits[knownPeers=10, neighbors=9, pendingDials=8, strangers=7, tokensPerPeer=6, openness="
                                + Openness.CLOSED + "]");
        assertThat(manual.edge().pendingHandshakes()).isEqualTo(50);
        assertThat(manual.edge().pendingPerOrigin()).isEqualTo(40);
        assertThat(manual.edge().crowdedFrom()).isEqualTo(30);
        assertThat(manual.edge().outstandingBytes()).isEqualTo(200_000);
        assertThat(config.log())
                .isEqualTo(new LogConfig(LogConfig.Level.DEBUG, LogConfig.Format.JSON, Duration.ofSeconds(10)));
    }

    @Test
    @DisplayName("an OpenDEX node tells where it can be dialed, and nothing when it does not listen")
    void openDexAddresses() throws Exception {
        String advertised = "{\"opendex\": {\"advertisedAddresses\": [\"192.0.2.7:8885\"]%s}}";
        assertThat(folder.read(String.format(advertised, "")).openDex().state())
                .isEqualTo(NodeState.of(List.of(new NodeAddress("192.0.2.7", 8885)), List.of()));
        assertThat(folder.read(String.format(advertised, ", \"bindAddress\": \"none\""))
                        .openDex()
                        .state())
                .isEqualTo(NodeState.EMPTY);
    }

    @Test
    @DisplayName("a whole GoShimmer configuration is taken: its other sections are passed over with one note")
    void wholeOriginal() throws Exception {
        NodeConfig config = folder.read("""
                {
                  "analysis": {"client": {"serverAddress": "x"}}, "autoPeering": {"entryNodes": []}, "logger": {"level": "info"},
                  "pow": {"difficulty": 2}, "mana": {}, "gossip": {"bindAddress": "127.0.0.1:15000", "tipsBroadcaster": {"interval": "10s"}},
                  "node": {"seed": "base58:1thX6LZfHDZZKUs92febYZhYRcXddmzfzF2NvTkPNE", "peerDBDirectory": "peerdb",
                           "externalAddress": "auto", "disablePlugins": [], "enablePlugins": [], "overwriteStoredSeed": false},
                  "webAPI": {"bindAddress": "127.0.0.1:8080"}
                }
                """);
        assertThat(config.manual().bind()).contains(new BindAddress("127.0.0.1", 15000));
        assertThat(config.seed().orElseThrow().reveal()).isEqualTo("base58:1thX6LZfHDZZKUs92febYZhYRcXddmzfzF2NvTkPNE");
        assertThat(config.seed().orElseThrow()).hasToString("***");
        assertThat(config.notes())
                .contains(
                        "not used here, passed over: analysis, autoPeering, gossip.tipsBroadcaster, logger, mana, node.disablePlugins, "
                                + "node.enablePlugins, node.externalAddress, node.overwriteStoredSeed, node.peerDBDirectory, pow, webAPI");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"manualPering\": {}}                                | node.json:1:2 (/manualPering): \"manualPering\" is unknown, did you mean \"manualPeering\"?",
                "{\"manualPeering\": {\"knownPers\": []}}              | node.json:1:20 (/manualPeering/knownPers): \"knownPers\" is unknown, did you mean \"knownPeers\"?",
                "{\"manualPeering\": {\"freshness\": {\"maxSkwe\": \"1s\"}}} | node.json:1:34 (/manualPeering/freshness/maxSkwe): \"maxSkwe\" is unknown, did you mean \"maxSkew\"?",
                "{\"log\": {\"colour\": true}}                         | node.json:1:10 (/log/colour): \"colour\" is unknown here; \"log\" has level, format, statusInterval",
                "{\"gossip\": {\"bindAdress\": \"h:1\"}}               | node.json:1:13 (/gossip/bindAdress): \"bindAdress\" is unknown, did you mean \"bindAddress\"?",
                "{\"manualPeering.knownPeers\": []}                    | node.json:1:2 (/manualPeering.knownPeers): write the parts between the dots as nested objects: {\"manualPeering\": {\"knownPeers\": …}}",
                "{\"manualPeering\": []}                               | node.json:1:19 (/manualPeering): \"manualPeering\" must be an object in braces, this is a list",
                "{\"manualPeering\": {\"limits\": 5}}                  | node.json:1:30 (/manualPeering/limits): \"manualPeering.limits\" must be an object in braces, this is a number",
                "[]                                                    | node.json:1:1: the configuration must be an object in braces, this is a list",
                "{\"manualPeering\": {\"reconnectInterval\": 5}}       | node.json:1:41 (/manualPeering/reconnectInterval): '5' is not a duration: write the unit too, for example 5s",
                "{\"manualPeering\": {\"reconnectInterval\": \"soon\"}}| node.json:1:41 (/manualPeering/reconnectInterval): 'soon' is not a duration: write it like 500ms, 5s or 1m30s",
                "{\"manualPeering\": {\"reconnectInterval\": \"1ms\"}} | node.json:1:41 (/manualPeering/reconnectInterval): this must be from 100ms to 24h, it is 1ms",
                "{\"manualPeering\": {\"reconnectMaxInterval\": \"1s\"}} | node.json:1:44 (/manualPeering/reconnectMaxInterval): this must be from the reconnectInterval (5s) to 24h, it is 1s",
                "{\"manualPeering\": {\"bindAddress\": \"14666\"}}     | node.json:1:35 (/manualPeering/bindAddress): the address has no port; write host:port, for example 192.0.2.7:14666",
                "{\"manualPeering\": {\"bindAddress\": true}}          | node.json:1:35 (/manualPeering/bindAddress): this must be a text in quotes, it is true",
                "{\"manualPeering\": {\"advertisedAddresses\": [\"h\"]}} | node.json:1:44 (/manualPeering/advertisedAddresses/0): the address has no port; write host:port, for example 192.0.2.7:14666",
                "{\"opendex\": {\"advertisedAddresses\": \"h:1,h:2,h:3,h:4,h:5,h:6,h:7,h:8,h:9,h:10,h:11,h:12,h:13,h:14,h:15,h:16,h:17\"}} | node.json:1:37 (/opendex/advertisedAddresses): at most 16 addresses can be advertised, these are 17",
                "{\"manualPeering\": {\"limits\": {\"neighbors\": 0}}} | node.json:1:44 (/manualPeering/limits/neighbors): manualPeering.limits.neighbors must be a whole number from 1 to 1000000, this is '0'",
                "{\"manualPeering\": {\"limits\": {\"neighbors\": 1.5}}} | node.json:1:44 (/manualPeering/limits/neighbors): manualPeering.limits.neighbors must be a whole number from 1 to 1000000, this is '1.5'",
                "{\"log\": {\"level\": \"loud\"}}                      | node.json:1:19 (/log/level): 'loud' is not one of error, warn, info, debug",
                "{\"node\": {\"ed25519\": \"jdk\"}}                    | node.json:1:22 (/node/ed25519): 'jdk' is not one of bouncycastle, corretto, auto",
                "{\"node\": {\"storeFile\": \"\"}}                     | node.json:1:24 (/node/storeFile): node.storeFile must not be empty: give a file",
            })
    @DisplayName("what is wrong is told with its place and its remedy")
    void wrong(String json, String complaint) {
        assertThatThrownBy(() -> folder.read(json))
                .isInstanceOf(ConfigException.class)
                .satisfies(fault -> assertThat(folder.shortened(String.valueOf(fault.getMessage())))
                        .isEqualTo(complaint));
    }

    @Test
    @DisplayName("all that is wrong is told at once")
    void allAtOnce() {
        assertThatThrownBy(() -> folder.read(
                        "{\"log\": {\"level\": 1, \"formt\": 2}, \"manualPeering\": {\"handshakeTimeout\": \"x\"}}"))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        fault -> assertThat(fault.problems()).hasSize(3));
    }

    @Test
    @DisplayName("a seed and an identity file together are refused")
    void seedAndFile() {
        assertThatThrownBy(() -> folder.read("{\"node\": {\"seed\": \"base58:x\", \"identityFile\": \"a\"}}"))
                .hasMessageContaining("both node.seed and node.identityFile are given");
    }

    @Test
    @DisplayName("a seed in a file that others can read is pointed out")
    void openSeed() throws Exception {
        Path file = folder.file("open.json");
        Files.writeString(file, "{\"node\": {\"seed\": \"base58:x\"}}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(NodeConfig.read(Optional.of(file), Map.of(), Map.of()).notes())
                .singleElement()
                .asString()
                .contains("chmod 600");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(NodeConfig.read(Optional.of(file), Map.of(), Map.of()).notes())
                .isEmpty();
    }

    @Test
    @DisplayName("a missing file and a folder are told apart, each with a remedy")
    void noFile() {
        assertThatThrownBy(() -> NodeConfig.read(Optional.of(folder.file("no.json")), Map.of(), Map.of()))
                .hasMessageContaining("there is no configuration file")
                .hasMessageContaining("--no-config");
        assertThatThrownBy(() -> NodeConfig.read(Optional.of(folder.folder()), Map.of(), Map.of()))
                .hasMessageContaining("it is a folder");
    }

    @Test
    @DisplayName("durations are read and written in one form")
    void durations() {
        for (String text : List.of("0s", "1ms", "5s", "1m30s", "2h", "1h1m1s1ms")) {
            assertThat(Durations.text(Durations.parse(text))).isEqualTo(text);
        }
        assertThat(Durations.parse("90s")).isEqualTo(Duration.ofSeconds(90));
        for (String text : List.of("", "s", "5 s", "-5s", "5d", "1.5s", "9999999999s")) {
            assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static final Moment MOMENT = new Moment(Instant.EPOCH, 0);
}
