package dev.peering.conformance.report;

import dev.peering.conformance.CaseResult;
import dev.peering.conformance.Role;
import dev.peering.conformance.RunReport;
import dev.peering.conformance.Trace;
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

    private static final int BYTES_PER_ROW = 16;

    @Override
    public void write(RunReport report, Writer out) throws IOException {
        out.write(template("head.html").replace("{{title}}", escape("Conformance of " + report.target())));
        head(report, out);
        for (Role role : Role.values()) {
            List<CaseResult> results = report.results().stream()
                    .filter(result -> result.spec().role() == role)
                    .toList();
            if (!results.isEmpty()) {
                out.write("<h2>" + escape(capital(role.title())) + "</h2>\n");
                for (CaseResult result : results) {
                    one(report, result, out);
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
        out.write("<h1>" + escape(report.title()) + "</h1>\n<p class=\"verdict " + (report.passed() ? "good" : "bad")
                + "\">" + (report.passed() ? "Every required case passed." : "Not every required case passed.")
                + "</p>\n");
        out.write("<dl class=\"facts\">");
        fact(out, "Target", report.target());
        fact(out, "Its key", report.targetKey());
        fact(out, "When", report.started() + ", for " + report.took().toSeconds() + " s");
        fact(out, "Seed, time scale", report.seed() + ", " + report.timeScale());
        fact(out, "Counts", report.strict() ? "all levels but INFO (--strict)" : "MUST and WIRE");
        for (String measurement : report.measurements()) {
            fact(out, "Measured", measurement);
        }
        if (!report.note().isEmpty()) {
            fact(out, "Stopped early", report.note());
        }
        out.write("</dl>\n<p class=\"tally\">");
        for (var entry : report.tally().entrySet()) {
            out.write("<span class=\"badge " + entry.getKey() + "\">" + entry.getValue() + " " + entry.getKey()
                    + "</span> ");
        }
        out.write("</p>\n");
    }

    private static void fact(Writer out, String name, String value) throws IOException {
        out.write("<dt>" + escape(name) + "</dt><dd>" + escape(value) + "</dd>");
    }

    private static void one(RunReport report, CaseResult result, Writer out) throws IOException {
        String open = result.failsRun(report.strict()) ? " open" : "";
        out.write("<details" + open + " id=\"" + result.spec().id() + "\"><summary><span class=\"badge "
                + result.verdict() + "\">" + result.verdict() + "</span> <b>"
                + result.spec().id() + "</b> <span class=\"level\">"
                + result.spec().level() + "</span> " + escape(result.spec().requirement()) + "</summary>\n<dl>");
        fact(out, "Why it matters", result.spec().why());
        fact(out, "Where it says so", result.spec().place());
        fact(out, "What the suite does", result.spec().stimulus());
        fact(out, "Accepted", String.join("; or: ", result.spec().passes()));
        fact(out, "Not accepted", String.join("; or: ", result.spec().fails()));
        fact(out, "What was seen", result.text());
        if (!result.reason().isEmpty()) {
            fact(out, "Expected to fail", result.reason());
        }
        out.write("</dl>\n");
        timeline(report.suite(), result.trace(), out);
        out.write("</details>\n");
    }

    private static void timeline(String suite, Trace trace, Writer out) throws IOException {
        if (trace.entries().isEmpty()) {
            return;
        }
        out.write("<table><thead><tr><th>ms</th><th>connection</th><th></th><th>what</th></tr></thead><tbody>\n");
        for (Trace.Entry entry : trace.entries()) {
            out.write("<tr class=\"" + entry.kind() + "\"><td>"
                    + String.format(Locale.ROOT, "%.1f", entry.micros() / 1000.0) + "</td><td>" + escape(entry.line())
                    + "</td><td>" + arrow(entry.kind()) + "</td><td>" + escape(entry.text()));
            if (entry.length() > 0) {
                out.write(" <i>(" + entry.length() + " bytes)</i><pre>"
                        + dump(entry.bytes().toByteArray()) + "</pre>");
                String captions = PacketCaption.of(suite, entry.bytes().toByteArray());
                if (!captions.isEmpty()) {
                    out.write("<p class=\"caption\">" + escape(captions) + "</p>");
                }
            }
            out.write("</td></tr>\n");
        }
        out.write("</tbody></table>\n");
        if (trace.dropped() > 0) {
            out.write("<p>" + trace.dropped() + " more entries were not kept.</p>\n");
        }
    }

    private static String arrow(Trace.Kind kind) {
        return switch (kind) {
            case SENT -> "&rarr; to the target";
            case HEARD -> "&larr; from the target";
            case OPENED -> "opened";
            case CLOSED -> "ended";
            case NOTE -> "";
        };
    }

    /** Offset, bytes, and the characters among them. */
    private static String dump(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < bytes.length; row += BYTES_PER_ROW) {
            text.append(String.format(Locale.ROOT, "%04x  ", row));
            StringBuilder characters = new StringBuilder();
            for (int i = row; i < row + BYTES_PER_ROW; i++) {
                text.append(i < bytes.length ? String.format(Locale.ROOT, "%02x ", bytes[i]) : "   ");
                if (i < bytes.length) {
                    characters.append(bytes[i] >= 0x20 && bytes[i] < 0x7f ? (char) bytes[i] : '.');
                }
            }
            text.append(' ').append(escape(characters.toString())).append('\n');
        }
        return text.toString();
    }

    private static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(Character.isISOControl(c) ? ' ' : c);
            }
        }
        return safe.toString();
    }
}
