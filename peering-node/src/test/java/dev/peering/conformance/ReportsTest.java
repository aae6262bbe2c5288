package dev.peering.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.peering.conformance.manual.ManualSuite;
import dev.peering.conformance.report.JsonReport;
import dev.peering.conformance.report.Reports;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

@DisplayName("Reports of a run that never changes")
class ReportsTest {

    /** After a wanted change: {@code mvn test -Dtest=ReportsTest -Dgolden.write=src/test/resources/golden}, then read the difference. */
    private static final String WRITE = System.getProperty("golden.write", "");

    private static final String HOSTILE = "<script>alert('x')</script> & \"]]>\u0007\u001b[31m # not ok";

    @TempDir
    private Path folder;

    private static RunReport fixed() {
        return fixed(Instant.parse("2026-01-02T03:04:05Z"));
    }

    private static RunReport fixed(Instant started) {
        List<CaseResult> results = new ArrayList<>();
        Role[] roles = Role.values();
        Level[] levels = Level.values();
        int number = 0;
        for (Verdict verdict : Verdict.values()) {
            number++;
            CaseSpec spec = new CaseSpec(
                    "XX-I-0" + number,
                    levels[number % levels.length],
                    roles[number % roles.length],
                    "3.5." + number,
                    "Requirement number " + number + ".",
                    "Because of reason " + number + ".",
                    "What is done, " + number + ".",
                    List.of("this", "or that"),
                    List.of("anything else"),
                    EnumSet.noneOf(CaseSpec.Trait.class),
                    Duration.ofSeconds(1));
            String text = verdict == Verdict.FAIL ? HOSTILE : "seen: " + verdict;
            String reason = verdict == Verdict.XFAIL || verdict == Verdict.XPASS ? "known since 2021" : "";
            results.add(new CaseResult(
                    spec, verdict, text, false, reason, Duration.ofMillis(1234), 100L * number, trace(verdict)));
        }
        return new RunReport(
                "example",
                "An example",
                "1.2.3",
                "192.0.2.7:14666",
                "CHfU1NUf6ZvUKDQHTG2df53GR7CvuMFtyt7YymJ6DwS3",
                1,
                1.0,
                false,
                started,
                Duration.ofSeconds(12),
                "",
                List.of("a silent connection is closed after 1500 ms"),
                results);
    }

    private static Trace trace(Verdict verdict) {
        AtomicLong nanos = new AtomicLong();
        Trace trace = new Trace(() -> nanos.getAndAdd(1_500_000));
        if (verdict == Verdict.FAIL) {
            trace.event("L1#1", Trace.Kind.OPENED, "we dialed, connected");
            trace.bytes("L1#1", Trace.Kind.SENT, "a request", new byte[] {0x12, 2, 0x41, '<'});
            trace.bytes("L1#1", Trace.Kind.HEARD, HOSTILE, new byte[400]);
            trace.bytes("L1#1", Trace.Kind.SENT, "one more", new byte[] {1});
            trace.bytes("L1#1", Trace.Kind.HEARD, "from the target", new byte[] {0x12});
            trace.bytes("L1#1", Trace.Kind.HEARD, "from the target", new byte[135]);
            trace.event("L1#1", Trace.Kind.CLOSED, "the target: closed by FIN");
            trace.note("a remark");
        }
        return trace;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"report.json", "report.tap", "junit.xml", "report.html"})
    @DisplayName("each form is as it was read and found good")
    void golden(String name) throws IOException {
        Reports.write(fixed(), folder);
        check("report/" + name, Files.readString(folder.resolve(name)));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"2026-01-02T03:04:05.678901234Z", "2026-01-02T03:04:00Z"})
    @DisplayName("JUnit's schema allows a time neither a zone nor a fraction, and wants its seconds")
    void junitTime(String started) throws IOException {
        Reports.write(fixed(Instant.parse(started)), folder);
        assertThat(Files.readString(folder.resolve("junit.xml")))
                .contains("timestamp=\"" + started.substring(0, 19) + "\"");
    }

    @Test
    @DisplayName("the tree for the terminal is as it was read and found good")
    void goldenTree() throws IOException {
        check("report/console.txt", Reports.tree(fixed()));
    }

    private static void check(String name, String text) throws IOException {
        if (!WRITE.isEmpty()) {
            Path file = Path.of(WRITE, name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(read("/golden/" + name));
    }

    private static String read(String name) throws IOException {
        if (!WRITE.isEmpty() && name.startsWith("/golden/")) {
            return Files.readString(Path.of(WRITE, name.substring("/golden/".length())));
        }
        try (InputStream in = ReportsTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(read("/dev/peering/conformance/report/report.schema.json"), InputFormat.JSON);
    }

    @Test
    @DisplayName("the JSON form obeys its schema, and the schema notices when it does not")
    void schemaHolds() throws IOException {
        Reports.write(fixed(), folder);
        String json = Files.readString(folder.resolve("report.json"));
        assertThat(schema().validate(json, InputFormat.JSON)).isEmpty();
        assertThat(schema().validate(json.replace("\"PASS\"", "\"GOOD\""), InputFormat.JSON))
                .isNotEmpty();
        assertThat(schema().validate(json.replace("\"seed\"", "\"sead\""), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    @DisplayName("what an earlier run left is taken away before the next, and nothing else")
    void cleared() throws IOException {
        Reports.write(fixed(), folder);
        Path other = Files.writeString(folder.resolve("notes.txt"), "mine");
        Reports.clear(folder);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(other);
        }
    }

    @Test
    @DisplayName("every case of the real suite can be told in that form")
    void everyCase() throws IOException {
        List<CaseResult> results = new ManualSuite()
                .cases().stream()
                        .map(spec ->
                                new CaseResult(spec, Verdict.PASS, "fine", false, "", Duration.ZERO, 0, new Trace()))
                        .toList();
        RunReport all = fixed();
        RunReport report = new RunReport(
                all.suite(),
                all.title(),
                all.suiteVersion(),
                all.target(),
                all.targetKey(),
                1,
                1,
                true,
                all.started(),
                all.took(),
                "stopped",
                List.of(),
                results);
        Reports.write(report, folder);
        assertThat(schema().validate(Files.readString(folder.resolve("report.json")), InputFormat.JSON))
                .isEmpty();
        assertThat(JsonReport.list(new ManualSuite().cases())).contains("MP-I-01", "MP-L-16");
    }

    private static RunReport like(RunReport other, String suite, String note, List<CaseResult> results) {
        return new RunReport(
                suite,
                other.title(),
                other.suiteVersion(),
                other.target(),
                other.targetKey(),
                other.seed(),
                other.timeScale(),
                other.strict(),
                other.started(),
                other.took(),
                note,
                List.of(),
                results);
    }

    private String page(RunReport report) throws IOException {
        Reports.write(report, folder);
        return Files.readString(folder.resolve("report.html"));
    }

    @Test
    @DisplayName("the page explains the names of connections in the words of its own protocol")
    void names() throws IOException {
        RunReport some = fixed();
        assertThat(page(like(some, "manual", "", some.results()))).contains("<b>L11#1</b> was opened by L11");
        assertThat(page(like(some, "opendex", "", some.results()))).contains("<b>T1&lt;1</b> by the target");
        assertThat(page(some)).doesNotContain("{{");
    }

    @Test
    @DisplayName("the page of a run that never began says why, and shows neither an empty table nor a filter")
    void neverBegan() throws IOException {
        String page = page(like(fixed(), "manual", "the target is not there", List.of()));
        assertThat(page)
                .contains("Stopped early: the target is not there")
                .doesNotContain("<table", "<input", "<h2>")
                .endsWith("</main></body></html>\n");
    }

    @Test
    @DisplayName("what a target says cannot break out of a form")
    void hostile() throws Exception {
        Reports.write(fixed(), folder);
        String html = Files.readString(folder.resolve("report.html"));
        assertThat(html).doesNotContain("<script").contains("&lt;script&gt;").contains("default-src 'none'");
        assertThat(html).doesNotContain("http://", "https://", "\u001b", "\u0007");
        String xml = Files.readString(folder.resolve("junit.xml"));
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(xml)))
                        .getElementsByTagName("testcase")
                        .getLength())
                .isEqualTo(Verdict.values().length);
        assertThat(Files.readString(folder.resolve("report.tap")).lines().filter(line -> line.startsWith("not ok")))
                .hasSize(4);
        assertThat(Reports.tree(fixed())).doesNotContain("\u001b", "\u0007");
    }
}
