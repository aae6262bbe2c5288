package dev.peering.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Help that teaches")
class HelpTest {

    /** After a wanted change: {@code mvn test -Dtest=HelpTest -Dgolden.write=src/test/resources/golden}, then read the difference. */
    private static final String WRITE = System.getProperty("golden.write", "");

    private static final Locale OURS = Locale.getDefault();

    /** Picocli puts options into the order of the machine's language, in which Turkish has its own i. */
    @BeforeAll
    static void plainOrder() {
        Locale.setDefault(Locale.ROOT);
    }

    @AfterAll
    static void ourOrder() {
        Locale.setDefault(OURS);
    }

    @ParameterizedTest(name = "peering {0}")
    @ValueSource(
            strings = {
                "--help",
                "demo --help",
                "run --help",
                "identity --help",
                "identity new --help",
                "identity show --help",
                "probe --help",
                "conformance --help",
                "conformance run --help",
                "conformance list --help",
                "conformance keys --help",
                "conformance compare --help",
                "conformance target --help",
                "conformance self-proof --help",
                "conformance adapter --help",
                "completion --help"
            })
    @DisplayName("each command's help is as it was read and found good")
    void golden(String command) throws IOException {
        Shell.Result result = Shell.run(command.split(" "));
        String name = "help-"
                + command.replace(" --help", "").replace("--help", "peering").replace(' ', '-') + ".txt";
        if (!WRITE.isEmpty()) {
            Files.createDirectories(Path.of(WRITE));
            Files.writeString(Path.of(WRITE, name), result.out());
        }
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo(read(name));
    }

    @Test
    @DisplayName("without a command, and as 'help', the same is shown")
    void threeWays() {
        assertThat(Shell.run().out()).isEqualTo(Shell.run("--help").out());
        assertThat(Shell.run("help").out()).isEqualTo(Shell.run("--help").out());
        assertThat(Shell.run("help", "probe").out())
                .isEqualTo(Shell.run("probe", "--help").out());
    }

    @ParameterizedTest(name = "peering {0}")
    @ValueSource(strings = {"conformance", "identity"})
    @DisplayName("a group of commands without one of them shows its help as a complaint: on standard error, with 2")
    void groupAlone(String group) {
        Shell.Result result = Shell.run(group);
        assertThat(result.code()).isEqualTo(Exit.USAGE);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEqualTo(Shell.run(group, "--help").out());
    }

    @Test
    @DisplayName("the list counts in words: one case, several cases")
    void counts() {
        assertThat(Shell.run("conformance", "list", "mp-i-16").out()).endsWith("\n1 case\n");
        assertThat(Shell.run("conformance", "list", "MP-I-0[12]", "OX-0?").out())
                .contains("MP-I-01", "MP-I-02", "OX-09")
                .endsWith("\n11 cases\n");
    }

    @Test
    @DisplayName("no example is broken over two lines, and nothing is colored without a terminal")
    void fits() {
        for (String command : new String[] {
            "",
            "demo ",
            "run ",
            "identity ",
            "identity new ",
            "identity show ",
            "probe ",
            "conformance ",
            "conformance run ",
            "conformance list ",
            "conformance keys ",
            "conformance compare ",
            "conformance target ",
            "conformance self-proof ",
            "conformance adapter ",
            "completion "
        }) {
            String text = Shell.run((command + "--help").split(" ")).out();
            String examples = text.substring(text.indexOf(command.isEmpty() ? "First steps" : "Example"));
            assertThat(examples.lines().skip(1).takeWhile(line -> !line.isEmpty()))
                    .isNotEmpty()
                    .allMatch(line -> line.startsWith("  "));
            assertThat(text).doesNotContain("\u001b");
        }
    }

    @Test
    @DisplayName("the version names the program and its Java")
    void version() {
        assertThat(Shell.run("--version").out()).startsWith("peering ").contains(System.getProperty("java.version"));
    }

    @ParameterizedTest(name = "peering {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "rum                         | Did you mean: peering run?",
                "demo --second 5             | Possible solutions: --seconds",
                "demo --nodes many           | 'many' is not a whole number",
                "demo --nodes 4              | the demo needs from 5 to 50 nodes",
                "demo --seconds 0            | --seconds must be from 3 to 3600",
                "demo nosuch                 | there is no demo of 'nosuch'; there is one of manual",
                "probe h:1                   | missing required option: '--peer-key=KEY'",
                "conformance ruin            | Did you mean: conformance run?",
                "conformance run nano --target h:1 --target-key K | there is no suite 'nano'; there is: manual, opendex",
                "conformance run manual --target h --target-key K | --target must be HOST:PORT, not 'h'",
                "conformance run manual --target h:1 --target-key K | --target-key: ",
                "conformance keys             | missing required option",
                "conformance list NOPE        | no case fits 'NOPE'; see: peering conformance list",
                "conformance list manual OX-29 | no case fits 'OX-29'",
                "conformance list MP-I-[      | 'MP-I-[' is no pattern of case ids: ",
                "conformance run manual MP-I-02 NOPE MP-Z-* --case= --target h:1 --target-key K | no case fits 'NOPE', 'MP-Z-*', ''; see: ",
                "completion fish              | there is no script for 'fish', only for bash and zsh",
                "conformance keys --target h:1 --target-key K --wait=5 | unknown option: '--wait=5'",
                "conformance keys --target h:1 --target-key K --seed x | 'x' is not a whole number",
                "conformance run manual --target h:1 --target-key K --time-scale x | 'x' is not a number",
                "conformance run opendex --target h:1 --target-key K --network x | 'x' is none of mainnet, testnet, simnet, regtest",
                "conformance run manual --target h:1 --target-key K --base-port=-1 | --base-port must be from 0 to 65000, not -1",
                "conformance run manual --target h:1 --target-key K --base-port=65530 | --base-port must be from 0 to 65000",
                "conformance keys --target h:1 --target-key K --base-port=70000 | --base-port must be from 0 to 65000",
                "conformance run manual --target h:1 --target-key K --wait=-1 | --wait must be from 0 to 86400, not -1",
                "conformance run manual --target h:1 --target-key K --adapter-timeout=-1 | --adapter-timeout must be from 1 to 3600",
                "conformance run manual --target h:1 --target-key K --reconnect-interval=999999999999 | --reconnect-interval must be from 50 to 3600000",
                "conformance run manual --target h:1 --target-key K --web-api=foo | --web-api must be an http or https address",
                "conformance run manual --target h:1 --target-key K --web-api= | --web-api must be an http or https address",
                "conformance run manual --target h:1 --target-key K --web-api=http: | --web-api must be an http or https address",
                "conformance run manual --target h:1 --target-key K --adapter= | --adapter must be a command, not empty",
                "conformance run manual --target h:1 --target-key K --add-hook= | --add-hook must be a command, not empty",
                "conformance run manual --target h:1 --target-key K --add-hook=x | --add-hook must say where the peer goes: {key}",
                "conformance run manual --target h:1 --target-key K --add-hook={key} --remove-hook=x | --remove-hook must say where",
                "conformance run manual --target h:1 --target-key K --remove-hook={key} | --remove-hook needs --add-hook beside it",
                "conformance run manual --target h:1 --target-key K --report= | --report': it is empty, give a path",
                "conformance target --port 70000 | --port must be from 0 to 65535, not 70000",
                "conformance target --web-api=-1 | --web-api must be from 0 to 65535, not -1",
                "conformance target --reconnect-interval=1 | --reconnect-interval must be from 50 to 3600000",
                "conformance target --fault M999 | 'conformance target --suite manual --list-faults' tells them",
                "conformance target --suite nano | 'nano' is none of manual, opendex",
                "conformance compare nosuch.json other.json | nosuch.json cannot be compared: ",
                "conformance self-proof M999  | 'M999'",
                "identity new                | missing required option: '--file=FILE'",
                "run --no-config --config n.json | both --config and --no-config are given: leave one out",
                "run --no-config --bind none --manualPeering.bindAddress none | --bind",
                "demo opendex --nodes 7       | --nodes is for the demo of manual peering",
                "run --no-config --log.level=loud | flag --log.level: 'loud' is not one of error, warn, info, debug",
            })
    @DisplayName("wrong usage is told in a sentence on standard error, with 2")
    void wrongUsage(String command, String complaint) {
        Shell.Result result = Shell.run(command.split(" "));
        assertThat(result.code()).isEqualTo(Exit.USAGE);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("peering: ").contains(complaint).doesNotContain("\tat ", "Exception");
    }

    @Test
    @DisplayName("the completion script knows every command and is shell a shell can read")
    void completion() throws Exception {
        String script = Shell.run("completion", "bash").out();
        assertThat(script)
                .contains(
                        "demo run identity probe conformance completion",
                        "--target-key",
                        "--peer-key",
                        "--manualPeering.knownPeers")
                .doesNotContain("warm-up");
        assertThat(Shell.run("completion", "zsh").out()).isEqualTo(script.replace("for bash", "for zsh"));
        Path file = Files.createTempFile("completion", ".sh");
        Files.writeString(file, script);
        Process bash = new ProcessBuilder("bash", "-n", file.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(bash.waitFor()).isZero();
        Files.delete(file);
    }

    @ParameterizedTest(name = "peering {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "conformance run m                   | manual",
                "conformance run manual MP-I-01 SE   | SEC",
                "conformance run manual MP-I-1       | MP-I-10 MP-I-11 MP-I-12 MP-I-13 MP-I-14 MP-I-15 MP-I-16 MP-I-17 MP-I-18 MP-I-19",
                "conformance run manual --case OX-80 | OX-80",
                "conformance list op                 | opendex",
                "conformance target --suite op       | opendex",
                "conformance target --profile go     | goshimmer",
                "conformance target --fault M08      | M08",
                "conformance self-proof op           | opendex",
                "completion z                        | zsh",
            })
    @DisplayName("a shell that has read the script completes suites, ids, levels, faults and profiles")
    void completes(String typed, String offered) throws Exception {
        Path script = Files.createTempFile("completion", ".sh");
        Files.writeString(
                script,
                Shell.run("completion", "bash").out() + "COMP_WORDS=(peering " + typed + ")\n"
                        + "COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_complete_peering 2>/dev/null\necho \"${COMPREPLY[@]}\"\n");
        Process bash = new ProcessBuilder("bash", script.toString()).start();
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(offered + "\n");
        assertThat(bash.waitFor()).isZero();
        Files.delete(script);
    }

    @Test
    @DisplayName("the commands the launcher warms up are all there are")
    void warmUpIsHidden() {
        assertThat(Shell.run("--help").out()).doesNotContain("warm-up");
    }

    private static String read(String name) throws IOException {
        if (!WRITE.isEmpty()) {
            return Files.readString(Path.of(WRITE, name));
        }
        try (InputStream in = HelpTest.class.getResourceAsStream("/golden/" + name)) {
            assertThat(in).as("golden file " + name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
