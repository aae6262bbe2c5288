package dev.peering.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@DisplayName("peering conformance run: adapters that fail, hang, or cannot do everything")
class ConformanceAdapterTest {

    @TempDir
    private Path folder;

    @AutoClose
    private final Trial trial = new Trial();

    @Test
    @DisplayName("an adapter that cannot be started, prints rubbish, or is no adapter at all: 4")
    void badAdapter() throws IOException {
        assertThat(trial.run("MP-L-01", "--adapter", "/no/such/adapter").err())
                .contains("the adapter cannot be started");
        assertThat(trial.run("MP-L-01", "--adapter", "/no/such/adapter").code()).isEqualTo(4);

        Path rubbish = Trial.script(
                folder.resolve("rubbish.sh"), "while read line; do printf 'hello \\033[31m world\\n'; done");
        Shell.Result result = trial.run("MP-L-01", "--adapter", "sh " + rubbish);
        assertThat(result.err())
                .contains("the adapter answered 'add' with something that is not JSON: hello ?[31m world");
        assertThat(result.code()).isEqualTo(4);

        Path another = Trial.script(folder.resolve("another.sh"), "while read line; do echo '[1]'; done");
        assertThat(trial.run("MP-L-01", "--adapter", "sh " + another).err()).contains("JSON that has no \"ok\"");

        Path endless = Trial.script(folder.resolve("endless.sh"), "read line; yes x | tr -d '\\n'");
        assertThat(trial.run("MP-L-01", "--adapter", "sh " + endless).code()).isEqualTo(4);

        Path leaves = Trial.script(folder.resolve("leaves.sh"), "read line; exit 7");
        Shell.Result left = trial.run("MP-L-01", "--adapter", "sh " + leaves);
        assertThat(left.err()).contains("the adapter ended with 7 when asked to add");
        assertThat(left.out())
                .startsWith("These may still be on the target's list")
                .contains("the adapter had ended with 7 before it was asked to remove. If they are there");
        assertThat(left.out().lines()).hasSize(1 + 25);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {89, 127})
    @DisplayName("an adapter that cannot add: 4, and none of the keys that nobody added is said to be on the list")
    void cannotAdd(int code) throws IOException {
        Path cannot = Trial.script(folder.resolve("cannot.sh"), "read line; exit " + code);
        Shell.Result result = trial.run("MP-I-01", "--adapter", "sh " + cannot);
        assertThat(result.err()).contains("the adapter ended with " + code + " when asked to add");
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(4);
    }

    @Test
    @DisplayName("an adapter that hangs in the middle: 4, and every other result is kept")
    void adapterHangs() throws IOException {
        Path report = folder.resolve("report");
        Path hangs =
                Trial.script(folder.resolve("hangs.sh"), "read line; echo '{\"ok\":true}'; read line; exec sleep 300");
        Shell.Result result = trial.run(
                "MP-I-09",
                "MP-L-01",
                "--adapter",
                "sh " + hangs,
                "--adapter-timeout",
                "5",
                "--report",
                report.toString());
        assertThat(result.err())
                .contains("the target could not be handled any more", "the adapter did not answer 'list' within 5 s");
        assertThat(result.code()).isEqualTo(4);
        JsonNode json = Trial.json(report);
        assertThat(json.path("results").get(0).path("verdict").asString()).isEqualTo("PASS");
        assertThat(json.path("results").get(1).path("verdict").asString()).isEqualTo("SKIP");
        assertThat(json.path("passed").asBoolean()).isFalse();
    }

    @Test
    @DisplayName("an adapter that ends with 89 cannot do that one thing, and is asked other things again")
    void unsupported() throws IOException {
        Path asked = folder.resolve("asked");
        Path adapter = Trial.script(
                folder.resolve("adapter.sh"),
                "while read line; do",
                "  echo \"$line\" >>" + asked,
                "  case $line in *'\"list\"'*) exit 89;; *) echo '{\"ok\":true}';; esac",
                "done");
        Shell.Result result = trial.run("MP-I-09", "MP-L-01", "MP-L-03", "--adapter", "sh " + adapter);
        assertThat(result.out()).contains("1 PASS, 2 UNSUPPORTED");
        assertThat(result.code()).as(result.err()).isZero();
        List<String> lines = Files.readAllLines(asked);
        assertThat(lines.stream().filter(line -> line.contains("\"list\""))).hasSize(1);
        assertThat(lines.get(lines.size() - 1)).contains("\"remove\"");
    }
}
