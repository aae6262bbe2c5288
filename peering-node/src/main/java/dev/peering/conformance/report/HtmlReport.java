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
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One page that needs nothing else: for each case what is asked, why, what was done, what was seen, and the bytes with a timeline. Everything that comes
 * from a target is escaped, and the page's own policy allows no script and nothing from outside.
 */
public final class HtmlReport implements ReportWriter {

    @Override
    public void write(RunReport report, Writer out) throws IOException {
        out.write(template("head.html").replace("{{title}}", escape("Conformance of " + report.target())));
        head(report, out);
        if (!report.results().isEmpty()) {
            cases(report, out);
        }
        out.write("</main></body></html>\n");
    }

    private static void cases(RunReport report, Writer out) throws IOException {
        levels(report, out);
        out.write(template("reading.html").replace("{{names}}", names(report.suite())));
        failures(report, out);
        for (Role role : Role.values()) {
            List<CaseResult> results = report.results().stream()
                    .filter(result -> result.spec().role() == role)
                    .toList();
            if (!results.isEmpty()) {
                out.write("<h2>" + escape(capital(role.title())) + "</h2>\n");
                for (CaseResult result : results) {
                    HtmlCase.write(report, result, out);
                }
            }
        }
    }

    /** How the connections in the pictures and tables are called. */
    private static String names(String suite) throws IOException {
        return switch (suite) {
            case "manual", "opendex" -> template("names-" + suite + ".html");
            default -> "";
        };
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
        out.write("<h1>Conformance of " + escape(report.target()) + "</h1>\n<p>" + escape(report.title())
                + "</p>\n<p class=\"verdict " + color(report) + "\">" + capital(escape(Conclusion.sentence(report)))
                + ".</p>\n");
        if (!report.note().isEmpty()) {
            out.write("<p class=\"seen\">Stopped early: " + escape(report.note()) + "</p>\n");
        }
        untried(report, out);
        out.write("<dl class=\"facts\">");
        HtmlCase.fact(out, "Its key", "<code>" + escape(report.targetKey()) + "</code>");
        HtmlCase.fact(
                out, "When", escape(report.started() + ", for " + report.took().toSeconds() + " s"));
        HtmlCase.fact(
                out, "Required", report.strict() ? "MUST, WIRE, SHOULD and SEC" : "MUST and WIRE; the rest is advice");
        HtmlCase.fact(out, "Suite version", escape(report.suiteVersion()));
        HtmlCase.fact(out, "Seed, time scale", report.seed() + ", " + report.timeScale());
        for (String measurement : report.measurements()) {
            HtmlCase.fact(out, "Measured", escape(measurement));
        }
        out.write("</dl>\n");
    }

    /** Green only when nothing that is required was left out. */
    private static String color(RunReport report) {
        boolean all = report.requiredUntried().isEmpty() && !report.required().isEmpty();
        return !report.passed() ? "bad" : all ? "good" : "partly";
    }

    private static void untried(RunReport report, Writer out) throws IOException {
        if (report.requiredUntried().isEmpty()) {
            return;
        }
        out.write("<p>Required, but not tried:</p>\n<ul>\n");
        for (Map.Entry<String, List<String>> reason : Conclusion.untried(report).entrySet()) {
            String links = reason.getValue().stream()
                    .map(id -> "<a href=\"#" + id + "\">" + id + "</a>")
                    .collect(Collectors.joining(", "));
            out.write("<li>" + escape(reason.getKey()) + ": " + links + "</li>\n");
        }
        out.write("</ul>\n");
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
        failures("What went wrong", report, report.requiredFailed(), out);
        List<CaseResult> advice = report.results().stream()
                .filter(result -> result.verdict().bad() && !result.failsRun(report.strict()))
                .toList();
        failures("What went wrong but is not required", report, advice, out);
    }

    private static void failures(String title, RunReport report, List<CaseResult> bad, Writer out) throws IOException {
        if (bad.isEmpty()) {
            return;
        }
        out.write("<h2>" + title + "</h2>\n<ul class=\"wrong\">\n");
        for (CaseResult result : bad) {
            String excuse = Conclusion.excuse(report, result);
            out.write("<li>" + HtmlCase.badge(result) + "<a href=\"#"
                    + result.spec().id() + "\">"
                    + result.spec().id() + "</a><span class=\"level\">"
                    + result.spec().level() + "</span><span class=\"asks\">"
                    + escape(result.spec().requirement()) + " <i>" + escape(result.text()) + "</i>"
                    + (excuse.isEmpty() ? "" : " (" + excuse + ")")
                    + "</span></li>\n");
        }
        out.write("</ul>\n");
    }
}
