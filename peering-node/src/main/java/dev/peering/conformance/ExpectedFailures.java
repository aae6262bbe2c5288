package dev.peering.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cases the operator knows to fail, with a reason each. One line per case: the id, white space, the reason; {@code #} begins a remark. */
public final class ExpectedFailures {

    /** Nothing is expected to fail. */
    public static final ExpectedFailures NONE = new ExpectedFailures(Map.of());

    private final Map<String, String> reasons;

    private ExpectedFailures(Map<String, String> reasons) {
        this.reasons = Map.copyOf(reasons);
    }

    /**
     * Reads such a list.
     *
     * @param lines of the file
     * @param cases all there are
     * @return the list
     * @throws RunException a line has no reason, or names a case that does not exist, cannot fail, or stands there already
     */
    public static ExpectedFailures parse(List<String> lines, List<CaseSpec> cases) throws RunException {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int space = line.indexOf(' ');
            String id = space < 0 ? line : line.substring(0, space);
            String place = "expected failures, line " + (i + 1) + ": ";
            requireCanFail(id, cases, place);
            if (space < 0) {
                throw new RunException(RunException.USAGE, place + id + " needs a reason behind it");
            }
            if (reasons.put(id, line.substring(space).strip()) != null) {
                throw new RunException(RunException.USAGE, place + id + " stands there already; leave one of them out");
            }
        }
        return new ExpectedFailures(reasons);
    }

    private static void requireCanFail(String id, List<CaseSpec> cases, String place) throws RunException {
        Level level = cases.stream()
                .filter(spec -> spec.id().equals(id))
                .map(CaseSpec::level)
                .findFirst()
                .orElseThrow(() -> new RunException(
                        RunException.USAGE, place + "there is no case '" + id + "'; see: peering conformance list"));
        if (level == Level.INFO) {
            throw new RunException(RunException.USAGE, place + id + " is an INFO case and never fails; leave it out");
        }
    }

    /**
     * Why a case is expected to fail.
     *
     * @param id of the case
     * @return the reason, if it is on the list
     */
    public Optional<String> reason(String id) {
        return Optional.ofNullable(reasons.get(id));
    }

    /** What the list makes of a verdict. */
    Verdict judge(String id, Verdict verdict) {
        if (!reasons.containsKey(id)) {
            return verdict;
        }
        return switch (verdict) {
            case FAIL, FLAKY -> Verdict.XFAIL;
            case PASS -> Verdict.XPASS;
            default -> verdict;
        };
    }
}
