package dev.peering.conformance.report;

import static dev.peering.conformance.report.Html.escape;

import dev.peering.conformance.CaseResult;
import dev.peering.conformance.Level;
import dev.peering.conformance.Role;
import dev.peering.conformance.RunReport;
import dev.peering.conformance.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * One page that needs nothing else: for each case what is asked, why, what was done, what was seen, and the bytes with a timeline. Everything that comes
 * from a target is escaped, and the page's own policy allows no script and nothing from outside.
 */
public final class HtmlReport implements ReportWriter {

    @Override
    public void write(RunReport report, Writer out) throws IOException {
        out.write(template("head.html").replace("{{title}}", escape("Conformance of " + report.target())));
        head(report, out);
        levels(report, out);
        out.write(template("reading.html"));
        failures(report, out);
        for (Role role : Role.values()) {
            List<CaseResult> results = report.results().stream()
                    .filter(result -> result.spec().role() == role)
                    .toList();
            if (!results.isEmpty()) {
                out.write("<h2>" + escape(capital(role.title())) + "</h2>\n");
                for (CaseResult result : results) {
                    HtmlCase.write(result, result.failsRun(report.strict()), out);
                }
            }
        }
        out.write("</main></body></html>\n");
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String template(String name) throws IOException {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the page template " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void head(RunReport report, Writer out) throws IOException {
        long failed = report.results().stream()
                .filter(result -> result.failsRun(report.strict()))
                .count();
        String verdict = report.passed()
                ? "Every required case passed."
                : failed > 0
                        ? "Not conformant: " + failed + " required " + (failed == 1 ? "case" : "cases") + " failed."
                        : "The run did not come to its end.";
        out.write("<h1>Conformance of " + escape(report.target()) + "</h1>\n<p>" + escape(report.title())
                + "</p>\n<p class=\"verdict " + (report.passed() ? "good" : "bad") + "\">" + verdict + "</p>\n");
        if (!report.note().isEmpty()) {
            out.write("<p class=\"seen\">Stopped early: " + escape(report.note()) + "</p>\n");
        }
        out.write("<dl class=\"facts\">");
        HtmlCase.fact(out, "Its key", "<code>" + escape(report.targetKey()) + "</code>");
        HtmlCase.fact(
                out, "When", escape(report.started() + ", for " + report.took().toSeconds() + " s"));
        HtmlCase.fact(
                out, "Required", report.strict() ? "MUST, WIRE, SHOULD and SEC" : "MUST and WIRE; the rest is advice");
        HtmlCase.fact(out, "Seed, time scale", report.seed() + ", " + report.timeScale());
        for (String measurement : report.measurements()) {
            HtmlCase.fact(out, "Measured", escape(measurement));
        }
        out.write("</dl>\n");
    }

    /** How many of each level ended how. */
    private static void levels(RunReport report, Writer out) throws IOException {
        List<Verdict> verdicts = List.copyOf(report.tally().keySet());
        out.write("<table class=\"levels\"><thead><tr><th>level</th>");
        for (Verdict verdict : verdicts) {
            out.write("<th><span class=\"badge " + verdict + "\">" + verdict + "</span></th>");
        }
        out.write("</tr></thead><tbody>\n");
        for (Level level : Level.values()) {
            out.write("<tr><td>" + level + "</td>");
            for (Verdict verdict : verdicts) {
                long count = report.results().stream()
                        .filter(result -> result.spec().level() == level && result.verdict() == verdict)
                        .count();
                out.write("<td>" + (count == 0 ? "" : count) + "</td>");
            }
            out.write("</tr>\n");
        }
        out.write("</tbody></table>\n");
    }

    private static void failures(RunReport report, Writer out) throws IOException {
        List<CaseResult> bad = report.results().stream()
                .filter(result -> result.verdict().bad())
                .toList();
        if (bad.isEmpty()) {
            return;
        }
        out.write("<h2>What went wrong</h2>\n<ul class=\"wrong\">\n");
        for (CaseResult result : bad) {
            out.write("<li>" + HtmlCase.badge(result) + "<a href=\"#"
                    + result.spec().id() + "\">"
                    + result.spec().id() + "</a><span class=\"level\">"
                    + result.spec().level() + "</span><span class=\"asks\">"
                    + escape(result.spec().requirement()) + " <i>" + escape(result.text()) + "</i>"
                    + (result.failsRun(report.strict()) ? "" : " Advice: counts only with --strict.")
                    + "</span></li>\n");
        }
        out.write("</ul>\n");
    }
}
