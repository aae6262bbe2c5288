package dev.peering.conformance.report;

import dev.peering.conformance.CaseResult;
import dev.peering.conformance.Level;
import dev.peering.conformance.RunReport;
import dev.peering.conformance.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a run comes to, in the same words in every form. */
final class Conclusion {

    private Conclusion() {}

    /** One sentence without a full stop. Never says more than was tried. */
    static String sentence(RunReport report) {
        int failed = report.requiredFailed().size();
        if (failed > 0) {
            return "NOT every required case passed: " + failed + " of " + tried(report) + " tried failed"
                    + notTried(report);
        }
        if (!report.note().isEmpty()) {
            return "the run did not come to its end";
        }
        if (!report.judged()) {
            return "nothing was judged: no chosen case could be tried";
        }
        if (tried(report) == 0) {
            return "no required case was tried" + notTried(report);
        }
        boolean all = report.requiredUntried().isEmpty();
        long expected = report.required().stream()
                .filter(result -> result.verdict() == Verdict.XFAIL)
                .count();
        return "every required case" + (all ? "" : " that was tried") + " passed (" + (tried(report) - expected) + ")"
                + (expected == 0 ? "" : " or failed as expected (" + expected + ")") + notTried(report);
    }

    private static int tried(RunReport report) {
        return report.required().size() - report.requiredUntried().size();
    }

    private static String notTried(RunReport report) {
        int count = report.requiredUntried().size();
        return count == 0 ? "" : "; " + count + (count == 1 ? " was" : " were") + " not tried";
    }

    /** Required cases that were not tried, by the reason, which says what they need. */
    static Map<String, List<String>> untried(RunReport report) {
        return report.requiredUntried().stream()
                .collect(Collectors.groupingBy(
                        CaseResult::text, LinkedHashMap::new, Collectors.mapping(Conclusion::id, Collectors.toList())));
    }

    /** Ids of results, for a list in a line. */
    static List<String> ids(List<CaseResult> results) {
        return results.stream().map(Conclusion::id).toList();
    }

    private static String id(CaseResult result) {
        return result.spec().id();
    }

    /** Why a case that went wrong does not fail the run; empty when it does. */
    static String excuse(RunReport report, CaseResult result) {
        if (result.failsRun(report.strict())) {
            return "";
        }
        return result.spec().level() == Level.INFO ? "INFO never counts" : "advice, counts only with --strict";
    }

    /** Why it matters that a case went wrong. */
    static String why(CaseResult result) {
        return result.verdict() == Verdict.XPASS
                ? "It was expected to fail: " + result.reason() + ". Take it off the list of expected failures."
                : result.spec().why();
    }
}
