package dev.peering.conformance;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Locale;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Chooses cases by id, by pattern as shells know them ({@code *}, {@code ?}, {@code [0-9]}, <code>{1,2}</code>), or by level name; case does not matter. */
public final class Selection {

    /**
     * One word.
     *
     * @param text as given
     * @param pattern what it fits
     */
    private record Word(String text, PathMatcher pattern) {

        static Word of(String text) {
            return new Word(text, FileSystems.getDefault().getPathMatcher("glob:" + upper(text)));
        }

        boolean fits(CaseSpec spec) {
            return pattern.matches(Path.of(upper(spec.id())))
                    || pattern.matches(Path.of(spec.level().name()));
        }

        private static String upper(String text) {
            return text.toUpperCase(Locale.ROOT);
        }
    }

    private final List<Word> words;

    /**
     * From words that are known to be good.
     *
     * @param words ids, patterns or levels; none means all
     */
    public Selection(List<String> words) {
        this.words = words.stream().map(Word::of).toList();
    }

    /**
     * From what stands on the command line.
     *
     * @param words ids, patterns or levels; none means all
     * @param cases among which to choose
     * @return the choice
     * @throws RunException a word fits nothing, or is no pattern: whoever mistypes an id must not believe that the case was run
     */
    public static Selection among(List<CaseSpec> cases, List<String> words) throws RunException {
        Selection selection;
        try {
            selection = new Selection(words);
        } catch (PatternSyntaxException e) {
            throw new RunException(
                    RunException.USAGE, "'" + e.getPattern() + "' is no pattern of case ids: " + e.getDescription());
        }
        String strays = selection.words.stream()
                .filter(word -> cases.stream().noneMatch(word::fits))
                .map(word -> "'" + word.text() + "'")
                .collect(Collectors.joining(", "));
        if (!strays.isEmpty()) {
            throw new RunException(RunException.USAGE, "no case fits " + strays + "; see: peering conformance list");
        }
        return selection;
    }

    /**
     * Whether a case is chosen.
     *
     * @param spec the case
     * @return true when any word fits its id or level
     */
    public boolean chooses(CaseSpec spec) {
        return words.isEmpty() || words.stream().anyMatch(word -> word.fits(spec));
    }

    /**
     * Whether a case is named by its full id, so that it runs even if it is slow.
     *
     * @param spec the case
     * @return true when it is; a pattern that fits nothing else does not count
     */
    public boolean names(CaseSpec spec) {
        return words.stream().anyMatch(word -> word.text().equalsIgnoreCase(spec.id()));
    }
}
