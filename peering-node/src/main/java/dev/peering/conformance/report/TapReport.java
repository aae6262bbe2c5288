package dev.peering.conformance.report;

import dev.peering.conformance.CaseResult;
import dev.peering.conformance.RunReport;
import java.io.IOException;
import java.io.Writer;

/** The Test Anything Protocol, version 13: one line per case. Optional cases that fail are marked as to do. */
public final class TapReport implements ReportWriter {

    @Override
    public void write(RunReport report, Writer out) throws IOException {
        out.write("TAP version 13\n1.." + report.results().size() + "\n");
        int number = 0;
        for (CaseResult result : report.results()) {
            out.write((result.verdict().bad() ? "not ok " : "ok ") + ++number + " - "
                    + result.spec().id() + " " + line(result.spec().requirement()) + directive(report, result) + "\n");
            out.write("  # " + result.verdict() + ": " + line(result.text()) + "\n");
        }
        if (!report.note().isEmpty()) {
            out.write("Bail out! " + line(report.note()) + "\n");
        }
    }

    private static String directive(RunReport report, CaseResult result) {
        return switch (result.verdict()) {
            case SKIP, UNSUPPORTED -> " # SKIP " + line(result.text());
            case XFAIL -> " # TODO " + line(result.reason());
            case FAIL, FLAKY ->
                result.failsRun(report.strict())
                        ? ""
                        : " # TODO level " + result.spec().level();
            default -> "";
        };
    }

    private static String line(String text) {
        return text.replaceAll("[\\r\\n#]", " ");
    }
}
