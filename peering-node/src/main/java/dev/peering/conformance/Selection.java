package dev.peering.conformance;

import java.util.List;
import java.util.regex.Pattern;

/** Chooses cases by id, by {@code *} and {@code ?} patterns, or by level name. */
public final class Selection {

    private final List<Pattern> patterns;

    /**
     * From what stands on the command line.
     *
     * @param words ids, patterns or levels; none means all
     */
    public Selection(List<String> words) {
        this.patterns = words.stream().map(Selection::pattern).toList();
    }

    private static Pattern pattern(String word) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
    }

    /**
     * Whether a case is chosen.
     *
     * @param spec the case
     * @return true when any word fits its id or level
     */
    public boolean chooses(CaseSpec spec) {
        return patterns.isEmpty()
                || patterns.stream()
                        .anyMatch(pattern -> pattern.matcher(spec.id()).matches()
                                || pattern.matcher(spec.level().name()).matches());
    }

    /**
     * Whether a case is named by its full id, so that it runs even if it is slow.
     *
     * @param spec the case
     * @return true when it is
     */
    public boolean names(CaseSpec spec) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.matcher(spec.id()).matches()
                        && !pattern.pattern().contains(".*"));
    }
}
