package dev.peering.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.Moment;
import dev.peering.core.opendex.OpenDexOptions.Randomness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("docs/configuration.md and examples/node.json say what the program does")
class DocumentedTest {

    private static final Path ROOT = Path.of(System.getProperty("peering.root", ".."));
    private static final Moment MOMENT = new Moment(Instant.EPOCH, 0);

    private static final Randomness RANDOMNESS = Randomness.from(() -> 0);

    @TempDir
    Path temporary;

    @Test
    @DisplayName("the table has exactly one row for each setting, with its form, default and meaning")
    void table() throws IOException {
        List<String> rows = Files.readAllLines(ROOT.resolve("docs/configuration.md")).stream()
                .filter(line -> line.matches("\\| `[a-zA-Z0-9]+[.][a-zA-Z0-9.]+` .*")
                        && line.chars().filter(c -> c == '|').count() == 5)
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(List.of(Setting.values()).stream()
                        .map(DocumentedTest::row)
                        .toList());
    }

    private static String row(Setting setting) {
        String standard = setting.standard();
        String shown = standard.isEmpty() || standard.contains(" ") ? standard : "`" + standard + "`";
        return "| `" + setting.path() + "` | " + setting.form() + " | " + shown + " | " + setting.meaning() + " |";
    }

    @Test
    @DisplayName("every JSON block of the page is a configuration with one good peer")
    void blocks() throws Exception {
        String page = Files.readString(ROOT.resolve("docs/configuration.md"));
        List<String> blocks = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertThat(blocks).hasSize(2);
        for (String block : blocks) {
            NodeConfig config = new ConfigFolder(temporary).read(block);
            assertThat(config.manual().badEntries()).isEmpty();
            assertThat(config.manual().knownPeers()).hasSize(1);
        }
    }

    @Test
    @DisplayName("the example is the defaults, spelled out, and two peers")
    void example() throws Exception {
        Path example = ROOT.resolve("examples/node.json");
        NodeConfig spelledOut = NodeConfig.read(Optional.of(example), Map.of(), Map.of());
        NodeConfig defaults = new ConfigFolder(temporary).read("{}");
        assertThat(spelledOut.notes()).isEmpty();
        assertThat(spelledOut.manual().badEntries()).isEmpty();
        assertThat(spelledOut.manual().knownPeers()).hasSize(2);
        assertThat(spelledOut.manual().options(MOMENT))
                .isEqualTo(defaults.manual().options(MOMENT));
        assertThat(spelledOut.manual().bind()).isEqualTo(defaults.manual().bind());
        assertThat(spelledOut.manual().limits()).isEqualTo(defaults.manual().limits());
        assertThat(spelledOut.manual().edge()).isEqualTo(defaults.manual().edge());
        assertThat(spelledOut.openDex().options(RANDOMNESS))
                .isEqualTo(defaults.openDex().options(RANDOMNESS));
        assertThat(spelledOut.openDex().enabled()).isFalse();
        assertThat(spelledOut.openDex().bind()).isEqualTo(defaults.openDex().bind());
        assertThat(spelledOut.openDex().limits()).isEqualTo(defaults.openDex().limits());
        assertThat(spelledOut.openDex().edge()).isEqualTo(defaults.openDex().edge());
        assertThat(spelledOut.openDex().identityFile().getFileName())
                .isEqualTo(defaults.openDex().identityFile().getFileName());
        assertThat(spelledOut.log()).isEqualTo(defaults.log());
        assertThat(spelledOut.ed25519()).isEqualTo(defaults.ed25519());
        assertThat(spelledOut.identityFile().getFileName())
                .isEqualTo(defaults.identityFile().getFileName());
        assertThat(spelledOut.storeFile().getFileName())
                .isEqualTo(defaults.storeFile().getFileName());
    }
}
