package dev.peering.conformance.report;

import dev.peering.conformance.CaseResult;
import dev.peering.conformance.RunReport;
import java.io.IOException;
import java.io.Writer;

/** The Test Anything Protocol, version 13: one line per case. What fails and is optional or expected is marked as to do. */
public final class TapReport implements ReportWriter {

    @Override
    public void write(RunReport report, Writer out) throws IOException {
        out.write("TAP version 13\n# suite " + report.suite() + ", version " + line(report.suiteVersion()) + ", target "
                + line(report.target()) + "\n1.." + report.results().size() + "\n");
        int number = 0;
        for (CaseResult result : report.results()) {
            out.write((ok(report, result) ? "ok " : "not ok ") + ++number + " - "
                    + result.spec().id() + " " + line(result.spec().requirement()) + directive(report, result) + "\n");
            out.write("  # " + result.verdict() + ": " + line(result.text()) + "\n");
        }
        String end = line(Conclusion.sentence(report));
        if (!report.note().isEmpty()) {
            out.write("Bail out! " + line(report.note()) + "\n");
        } else {
            out.write((report.judged() ? "# " : "Bail out! ") + end + "\n");
        }
    }

    /** What is to do, optional or expected to fail, is not ok until it passes: a reader of TAP takes "ok, to do" for a surprise. */
    private static boolean ok(RunReport report, CaseResult result) {
        return switch (result.verdict()) {
            case PASS, SKIP, UNSUPPORTED, RECORDED -> true;
            case FAIL, FLAKY, XFAIL -> false;
            case XPASS -> !result.failsRun(report.strict());
        };
    }

    private static String directive(RunReport report, CaseResult result) {
        return switch (result.verdict()) {
            case SKIP, UNSUPPORTED -> " # SKIP " + line(result.text());
            case XFAIL -> " # TODO " + line(result.reason());
            case FAIL, FLAKY, XPASS ->
                result.failsRun(report.strict()) ? "" : " # TODO " + Conclusion.excuse(report, result);
            case PASS, RECORDED -> "";
        };
    }

    private static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}#]", " ");
    }
}
