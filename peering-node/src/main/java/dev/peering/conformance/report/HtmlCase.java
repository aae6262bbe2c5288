package dev.peering.conformance.report;

import static dev.peering.conformance.report.Html.escape;

import dev.peering.conformance.CaseResult;
import dev.peering.conformance.CaseSpec;
import dev.peering.conformance.RunReport;
import dev.peering.conformance.Trace;
import dev.peering.conformance.net.Line;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/** One case on the page: a line that opens to what was asked, what was seen, and every byte. */
final class HtmlCase {

    private static final int BYTES_PER_ROW = 16;

    private HtmlCase() {}

    static void write(RunReport report, CaseResult result, Writer out) throws IOException {
        CaseSpec spec = result.spec();
        String kind = result.verdict().bad() ? "notable" : "usual";
        out.write("<details class=\"case " + kind + "\"" + (result.failsRun(report.strict()) ? " open" : "")
                + "><summary>" + badge(result) + "<b class=\"id\">" + spec.id() + "</b><span class=\"level\">"
                + spec.level() + "</span><span class=\"asks\">" + escape(spec.requirement()) + "</span></summary>\n");
        // A link to something inside opens it; a link to the whole does not.
        out.write("<p class=\"seen\" id=\"" + spec.id() + "\">" + escape(result.text()) + "</p>\n<dl>");
        if (!result.reason().isEmpty()) {
            fact(out, "Expected to fail", escape(result.reason()));
        }
        fact(out, "Why it matters", escape(spec.why()));
        fact(out, "Where it says so", escape(spec.place()));
        fact(out, "What the suite does", escape(spec.stimulus()));
        fact(out, "Good", choices(spec.passes()));
        fact(out, "Bad", choices(spec.fails()));
        fact(
                out,
                "When",
                seconds(result.startedMillis()) + " into the run, for "
                        + seconds(result.took().toMillis()));
        out.write("</dl>\n");
        timeline(report.suite(), result.trace(), out);
        out.write("</details>\n");
    }

    static String badge(CaseResult result) {
        return "<span class=\"badge " + result.verdict() + "\">" + result.verdict() + "</span>";
    }

    private static String choices(List<String> texts) {
        StringBuilder all = new StringBuilder();
        for (String text : texts) {
            all.append(all.length() == 0 ? "" : "<br>or: ").append(escape(text));
        }
        return all.toString();
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    static void fact(Writer out, String name, String html) throws IOException {
        out.write("<dt>" + escape(name) + "</dt><dd>" + html + "</dd>");
    }

    private static void timeline(String suite, Trace trace, Writer out) throws IOException {
        List<Trace.Entry> entries = trace.entries();
        if (entries.isEmpty()) {
            return;
        }
        out.write(TimelinePicture.of(entries));
        out.write("<table><thead><tr><th>ms</th><th>connection</th><th>what happened</th></tr></thead><tbody>\n");
        for (Pieces.Shown shown : Pieces.of(entries)) {
            Trace.Entry entry = shown.entry();
            out.write("<tr class=\"" + entry.kind() + "\"><td class=\"ms\">"
                    + String.format(Locale.ROOT, "%.1f", entry.micros() / 1000.0) + "</td><td>" + escape(entry.line())
                    + "</td><td>" + said(entry));
            if (entry.length() > 0) {
                bytes(suite, shown, out);
            }
            out.write("</td></tr>\n");
        }
        out.write("</tbody></table>\n");
        if (trace.dropped() > 0) {
            out.write("<p>" + trace.dropped() + " more entries were not kept.</p>\n");
        }
    }

    private static void bytes(String suite, Pieces.Shown shown, Writer out) throws IOException {
        Trace.Entry entry = shown.entry();
        byte[] bytes = entry.bytes().toByteArray();
        out.write(" <i>" + entry.length() + (entry.length() == 1 ? " byte" : " bytes")
                + (bytes.length < entry.length() ? ", the first " + bytes.length : "") + pieces(shown) + "</i><pre>"
                + dump(bytes) + "</pre>");
        String captions = PacketCaption.of(suite, bytes);
        if (!captions.isEmpty()) {
            out.write("<p class=\"caption\">" + escape(captions) + "</p>");
        }
    }

    private static String pieces(Pieces.Shown shown) {
        return shown.pieces() == 1
                ? ""
                : String.format(
                        Locale.ROOT, ", read in %d pieces within %.1f ms", shown.pieces(), shown.spanMicros() / 1000.0);
    }

    /** What came from the target often has no words but that it did. */
    private static String said(Trace.Entry entry) {
        String text = escape(entry.text());
        return switch (entry.kind()) {
            case SENT -> "<b>&rarr; to the target:</b> " + text;
            case HEARD ->
                entry.text().equals(Line.HEARD)
                        ? "<b>&larr; " + text + "</b>"
                        : "<b>&larr; from the target:</b> " + text;
            default -> text;
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
}
