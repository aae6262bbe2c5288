package dev.peering.conformance.report;

import dev.peering.conformance.CaseResult;
import dev.peering.conformance.Role;
import dev.peering.conformance.RunReport;
import dev.peering.conformance.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A tree for the terminal: what failed with its reasons, the rest in one line each. */
public final class TreeReport implements ReportWriter {

    /**
     * One line about one result, as progress.
     *
     * @param done results so far
     * @param all results to come in all
     * @param result the newest
     * @return the line
     */
    public static String progress(int done, int all, CaseResult result) {
        return String.format(
                Locale.ROOT,
                "[%3d/%d] %-11s %-8s %-6s %s",
                done,
                all,
                result.verdict(),
                result.spec().id(),
                result.spec().level(),
                result.verdict().bad() ? printable(result.text()) : "");
    }

    @Override
    public void write(RunReport report, Writer out) throws IOException {
        out.write("\n" + report.title() + "\ntarget " + report.target() + ", key " + report.targetKey() + "\n");
        for (Role role : Role.values()) {
            List<CaseResult> results = report.results().stream()
                    .filter(result -> result.spec().role() == role)
                    .toList();
            if (!results.isEmpty()) {
                out.write("\n" + role.title() + "\n");
                for (CaseResult result : results) {
                    write(report, result, out);
                }
            }
        }
        for (String measurement : report.measurements()) {
            out.write("\nmeasured: " + measurement);
        }
        out.write("\n\n" + summary(report) + "\n");
    }

    private static void write(RunReport report, CaseResult result, Writer out) throws IOException {
        out.write(String.format(
                Locale.ROOT,
                "  %-11s %-8s %-6s %s\n",
                result.verdict(),
                result.spec().id(),
                result.spec().level(),
                result.spec().requirement()));
        boolean quiet = result.verdict() == Verdict.PASS;
        if (!quiet) {
            out.write("              seen: " + printable(result.text()) + "\n");
        }
        if (result.verdict().bad()) {
            out.write("              why:  " + result.spec().why() + "\n");
            if (!result.failsRun(report.strict())) {
                out.write("              (counts only with --strict)\n");
            }
        }
        if (!result.reason().isEmpty()) {
            out.write("              list: " + printable(result.reason()) + "\n");
        }
    }

    /**
     * The last lines.
     *
     * @param report what was found
     * @return counts and the verdict on the whole
     */
    public static String summary(RunReport report) {
        String counts = report.tally().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        String note = report.note().isEmpty() ? "" : "\nstopped early: " + report.note();
        return counts + " in " + report.took().toSeconds() + " s"
                + note
                + (report.passed() ? "\nevery required case passed" : "\nNOT every required case passed");
    }

    /** Texts may quote a target: no control characters reach the terminal. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
