package dev.peering.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.conformance.CaseResult;
import dev.peering.conformance.CaseSpec;
import dev.peering.conformance.Level;
import dev.peering.conformance.Role;
import dev.peering.conformance.RunReport;
import dev.peering.conformance.Trace;
import dev.peering.conformance.Verdict;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

@DisplayName("What a run comes to")
class ConclusionTest {

    @TempDir
    private Path folder;

    /** Rows of level, verdict and, behind a blank, what was seen; ids are and so on. */
    private static RunReport run(boolean strict, String note, String... rows) {
        List<CaseResult> results = new ArrayList<>();
        for (String row : rows) {
            String[] words = row.split(" ", 3);
            CaseSpec spec = new CaseSpec(
                    "A-" + (results.size() + 1),
                    Level.valueOf(words[0]),
                    Role.ACCEPTS,
                    "1",
                    "asks",
                    "because",
                    "does",
                    List.of("good"),
                    List.of("bad"),
                    Set.of(),
                    Duration.ZERO);
            boolean partly = words[1].equals("PARTLY");
            Verdict verdict = partly ? Verdict.PASS : Verdict.valueOf(words[1]);
            boolean listed = verdict == Verdict.XFAIL || verdict == Verdict.XPASS;
            results.add(new CaseResult(
                    spec,
                    verdict,
                    words.length > 2 ? words[2] : "saw",
                    partly,
                    listed ? "known" : "",
                    Duration.ZERO,
                    0,
                    new Trace()));
        }
        return new RunReport(
                "s", "S", "1.2.3", "h:1", "K", 1, 1, strict, Instant.EPOCH, Duration.ZERO, note, List.of(), results);
    }

    private static String sentence(String... rows) {
        return Conclusion.sentence(run(false, "", rows));
    }

    @Test
    @DisplayName("says no more than was tried")
    void sentences() {
        assertThat(sentence("MUST PASS", "WIRE PASS", "SEC FAIL")).isEqualTo("every required case passed (2)");
        assertThat(sentence("MUST PASS", "WIRE XFAIL"))
                .isEqualTo("every required case passed (1) or failed as expected (1)");
        assertThat(sentence("MUST PASS", "MUST SKIP", "SEC SKIP"))
                .isEqualTo("every required case that was tried passed (1); 1 was not tried");
        assertThat(sentence("SEC PASS", "MUST SKIP", "WIRE UNSUPPORTED"))
                .isEqualTo("no required case was tried; 2 were not tried");
        assertThat(sentence("SEC PASS")).isEqualTo("no required case was tried");
        assertThat(sentence("MUST UNSUPPORTED", "SEC SKIP"))
                .isEqualTo("nothing was judged: no chosen case could be tried");
        assertThat(sentence("MUST FAIL", "WIRE FLAKY", "MUST PASS", "MUST SKIP"))
                .isEqualTo("NOT every required case passed: 2 of 3 tried failed; 1 was not tried");
        assertThat(Conclusion.sentence(run(false, "gone", "MUST PASS"))).isEqualTo("the run did not come to its end");
        assertThat(Conclusion.sentence(run(true, "", "SEC FAIL", "INFO FAIL")))
                .isEqualTo("NOT every required case passed: 1 of 1 tried failed");
    }

    @Test
    @DisplayName("is no success when nothing was judged, and is one when what was tried passed")
    void passed() {
        assertThat(run(false, "", "MUST UNSUPPORTED", "SEC SKIP").passed()).isFalse();
        assertThat(run(false, "").passed()).isFalse();
        assertThat(run(false, "", "MUST UNSUPPORTED", "SEC FAIL").passed()).isTrue();
        assertThat(run(false, "", "INFO RECORDED").passed()).isTrue();
        assertThat(run(false, "gone", "MUST PASS").passed()).isFalse();
    }

    @Test
    @DisplayName("on the terminal names the required cases that failed, and those not tried by what they need")
    void console() {
        String text = Reports.tree(run(
                false,
                "",
                "MUST FAIL",
                "SEC FAIL",
                "INFO FAIL",
                "MUST UNSUPPORTED needs --adapter",
                "MUST SKIP takes long",
                "WIRE UNSUPPORTED needs --adapter",
                "WIRE XPASS"));
        assertThat(text)
                .contains(
                        "S, suite version 1.2.3\n", "3 FAIL (1 required), 1 SKIP, 2 UNSUPPORTED, 1 XPASS (1 required)")
                .endsWith("""
                        NOT every required case passed: 2 of 2 tried failed; 3 were not tried
                          failed: A-1, A-7
                          not tried, needs --adapter: A-4, A-6
                          not tried, takes long: A-5
                        """);
        assertThat(text)
                .contains("(advice, counts only with --strict)", "(INFO never counts)")
                .contains("why:  It was expected to fail: known. Take it off the list of expected failures.");
    }

    @Test
    @DisplayName("on the terminal passes need no words, unless something of them was left out")
    void partly() {
        String text = Reports.tree(run(false, "", "MUST PASS all refused", "MUST PARTLY 3 refused (not on the list)"));
        assertThat(text).contains("seen: 3 refused (not on the list)").doesNotContain("all refused");
    }

    @Test
    @DisplayName("of a run that ended early says why once")
    void note() {
        assertThat(Reports.tree(run(false, "gone", "MUST PASS", "MUST SKIP its turn did not come")))
                .endsWith("""
                        stopped early: gone
                        the run did not come to its end
                          not tried, its turn did not come: A-2
                        """);
    }

    private String written(RunReport report, String name) throws IOException {
        Reports.write(report, folder);
        return Files.readString(folder.resolve(name));
    }

    @Test
    @DisplayName(
            "in TAP is what a reader of TAP makes of it: what is to do is not ok, and bails out when nothing counts")
    void tap() throws IOException {
        assertThat(written(
                        run(
                                false,
                                "",
                                "MUST PASS",
                                "MUST XFAIL",
                                "SEC FAIL",
                                "MUST FAIL",
                                "MUST XPASS",
                                "SEC XPASS",
                                "MUST SKIP"),
                        "report.tap"))
                .isEqualTo("""
                        TAP version 13
                        # suite s, version 1.2.3, target h:1
                        1..7
                        ok 1 - A-1 asks
                          # PASS: saw
                        not ok 2 - A-2 asks # TODO known
                          # XFAIL: saw
                        not ok 3 - A-3 asks # TODO advice, counts only with --strict
                          # FAIL: saw
                        not ok 4 - A-4 asks
                          # FAIL: saw
                        not ok 5 - A-5 asks
                          # XPASS: saw
                        ok 6 - A-6 asks # TODO advice, counts only with --strict
                          # XPASS: saw
                        ok 7 - A-7 asks # SKIP saw
                          # SKIP: saw
                        # NOT every required case passed: 2 of 4 tried failed; 1 was not tried
                        """);
        assertThat(written(run(false, "", "MUST SKIP"), "report.tap")).contains("\nBail out! nothing was judged");
        assertThat(written(run(false, "gone"), "report.tap")).endsWith("1..0\nBail out! gone\n");
    }

    @Test
    @DisplayName("in JUnit's form is a test of its own when the run itself went wrong")
    void junit() throws Exception {
        Document early = xml(run(false, "gone", "MUST PASS", "MUST XPASS", "MUST XFAIL"));
        assertThat(early.getDocumentElement().getAttribute("tests")).isEqualTo("4");
        assertThat(early.getDocumentElement().getAttribute("errors")).isEqualTo("1");
        assertThat(early.getElementsByTagName("testcase").getLength()).isEqualTo(4);
        assertThat(only(early, "error").getAttribute("message")).isEqualTo("gone");
        assertThat(only(early, "skipped").getAttribute("message")).isEqualTo("XFAIL: saw (expected: known)");
        assertThat(only(early, "failure").getTextContent()).startsWith("It was expected to fail: known.");
        Element version = (Element) early.getElementsByTagName("property").item(0);
        assertThat(version.getAttribute("name")).isEqualTo("suiteVersion");
        assertThat(version.getAttribute("value")).isEqualTo("1.2.3");
        assertThat(only(xml(run(false, "", "MUST SKIP")), "error").getAttribute("message"))
                .startsWith("nothing was judged");
        Document good = xml(run(false, "", "MUST PASS"));
        assertThat(good.getDocumentElement().getAttribute("errors")).isEqualTo("0");
        assertThat(good.getElementsByTagName("error").getLength()).isZero();
    }

    private Document xml(RunReport report) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(written(report, "junit.xml"))));
    }

    private static Element only(Document document, String tag) {
        assertThat(document.getElementsByTagName(tag).getLength()).as(tag).isEqualTo(1);
        return (Element) document.getElementsByTagName(tag).item(0);
    }

    @Test
    @DisplayName("in JSON names both groups")
    void json() throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(written(run(false, "", "MUST FAIL", "SEC FAIL", "MUST SKIP", "SEC SKIP"), "report.json"));
        assertThat(json.path("requiredFailed").toString()).isEqualTo("[\"A-1\"]");
        assertThat(json.path("requiredNotTried").toString()).isEqualTo("[\"A-3\"]");
        assertThat(json.path("suiteVersion").asString()).isEqualTo("1.2.3");
    }

    @Test
    @DisplayName("on the page is green only when nothing required was left out, and links lead into the cases")
    void html() throws IOException {
        assertThat(written(run(false, "", "MUST PASS", "SEC SKIP"), "report.html"))
                .contains("<p class=\"verdict good\">Every required case passed (1).</p>");
        String partly = written(run(false, "", "MUST PASS", "MUST UNSUPPORTED <needs>", "SEC FAIL"), "report.html");
        assertThat(partly)
                .contains(
                        "<p class=\"verdict partly\">Every required case that was tried passed (1); 1 was not tried.</p>")
                .contains("<li>&lt;needs&gt;: <a href=\"#A-2\">A-2</a></li>")
                .contains("What went wrong but is not required", "<dt>Suite version</dt><dd>1.2.3</dd>")
                .doesNotContain("<h2>What went wrong</h2>");
        assertThat(partly.split("id=\"A-3\"", -1)).hasSize(2);
        assertThat(partly).doesNotContainPattern("<(details|summary)[^>]*id=\"A-");
        assertThat(written(run(false, "", "SEC PASS"), "report.html")).contains("class=\"verdict partly\"");
        assertThat(written(run(false, "", "MUST SKIP"), "report.html")).contains("class=\"verdict bad\"");
    }
}
