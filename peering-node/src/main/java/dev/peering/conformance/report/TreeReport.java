package dev.peering.conformance.report;

import dev.peering.conformance.CaseResult;
import dev.peering.conformance.Role;
import dev.peering.conformance.RunReport;
import dev.peering.conformance.Verdict;
import dev.peering.conformance.control.Printable;
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
                result.verdict().bad() ? Printable.of(result.text()) : "");
    }

    @Override
    public void write(RunReport report, Writer out) throws IOException {
        out.write("\n" + report.title() + ", suite version " + report.suiteVersion() + "\ntarget " + report.target()
                + ", key " + report.targetKey() + "\n");
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
        if (result.verdict() != Verdict.PASS || result.partly()) {
            out.write("              seen: " + Printable.of(result.text()) + "\n");
        }
        if (result.verdict().bad()) {
            out.write("              why:  " + Printable.of(Conclusion.why(result)) + "\n");
            String excuse = Conclusion.excuse(report, result);
            if (!excuse.isEmpty()) {
                out.write("              (" + excuse + ")\n");
            }
        } else if (!result.reason().isEmpty()) {
            out.write("              list: " + Printable.of(result.reason()) + "\n");
        }
    }

    /**
     * The last lines.
     *
     * @param report what was found
     * @return counts, the verdict on the whole, and the required cases that failed or were not tried
     */
    public static String summary(RunReport report) {
        StringBuilder text = new StringBuilder(report.tally().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey() + required(report, entry.getKey()))
                .collect(Collectors.joining(", ")));
        text.append(" in ").append(report.took().toSeconds()).append(" s");
        if (!report.note().isEmpty()) {
            text.append("\nstopped early: ").append(Printable.of(report.note()));
        }
        text.append('\n').append(Conclusion.sentence(report));
        if (!report.requiredFailed().isEmpty()) {
            text.append("\n  failed: ").append(String.join(", ", Conclusion.ids(report.requiredFailed())));
        }
        Conclusion.untried(report)
                .forEach((reason, ids) -> text.append("\n  not tried, ")
                        .append(Printable.of(reason))
                        .append(": ")
                        .append(String.join(", ", ids)));
        return text.toString();
    }

    /** How many of the bad ones fail the run. */
    private static String required(RunReport report, Verdict verdict) {
        long count = report.requiredFailed().stream()
                .filter(result -> result.verdict() == verdict)
                .count();
        return verdict.bad() ? " (" + count + " required)" : "";
    }
}
