package dev.peering.node.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a probe saw.
 *
 * @param facts who asked whom
 * @param steps what happened, in order
 * @param outcome how it ended
 * @param verdict the same in one sentence
 * @param reasons what may be behind it, likeliest first; empty when there is nothing to guess
 */
record ProbeReport(Map<String, Object> facts, List<Step> steps, Outcome outcome, String verdict, List<String> reasons) {

    /** How a probe ends. */
    enum Outcome {
        /** The node answered and proved its key. */
        ACCEPTED(Exit.OK),
        /** It closed the connection without a byte. */
        CLOSED(Exit.NOT_DONE),
        /** It refused us and said why. */
        REFUSED(Exit.NOT_DONE),
        /** It said nothing within the time limit. */
        SILENT(Exit.NOT_DONE),
        /** Somebody with another key answered. */
        WRONG_KEY(Exit.NOT_DONE),
        /** It answered something that is no good answer. */
        BAD_ANSWER(Exit.NOT_DONE),
        /** The name has no address. */
        UNRESOLVED(Exit.NETWORK),
        /** No connection could be made. */
        UNREACHABLE(Exit.NETWORK);

        private final int exit;

        Outcome(int exit) {
            this.exit = exit;
        }

        int exit() {
            return exit;
        }
    }

    /**
     * One step.
     *
     * @param ok whether it went as it should
     * @param name what was tried
     * @param took how long
     * @param detail what was seen
     */
    record Step(boolean ok, String name, Duration took, String detail) {}

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>(facts);
        json.put("outcome", outcome.name().toLowerCase(Locale.ROOT));
        json.put("verdict", verdict);
        List<Map<String, Object>> list = new ArrayList<>();
        for (Step step : steps) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("ok", step.ok());
            one.put("step", step.name());
            one.put("millis", Math.round(step.took().toNanos() / 1e4) / 100.0);
            one.put("detail", step.detail());
            list.add(one);
        }
        json.put("steps", list);
        json.put("possibleReasons", reasons);
        json.put("exitCode", outcome.exit());
        return json;
    }

    String text(boolean unicode) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                "probing %s%n  its key  %s%n  our key  %s%s%n%n",
                facts.get("target"),
                facts.get("peerKey"),
                facts.get("ourKey"),
                Boolean.TRUE.equals(facts.get("throwAway")) ? " (made for this probe)" : ""));
        for (Step step : steps) {
            String mark = step.ok() ? (unicode ? "✓" : "ok") : (unicode ? "✗" : "--");
            text.append(String.format(
                    Locale.ROOT, "%-2s %-10s %9s  %s%n", mark, step.name(), millis(step.took()), step.detail()));
        }
        text.append(System.lineSeparator()).append(verdict).append(System.lineSeparator());
        if (!reasons.isEmpty()) {
            text.append("Possible reasons, the likeliest first:").append(System.lineSeparator());
            reasons.forEach(reason -> text.append("  - ").append(reason).append(System.lineSeparator()));
        }
        return text.toString();
    }

    private static String millis(Duration took) {
        return took.isZero() ? "" : String.format(Locale.ROOT, "%.1f ms", took.toNanos() / 1e6);
    }
}
