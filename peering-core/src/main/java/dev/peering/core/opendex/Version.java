package dev.peering.core.opendex;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A semantic version as node-semver 6.3.0 reads it strictly: {@code MAJOR.MINOR.PATCH[-pre][+build]}, an optional {@code v} in front. Section
 * 5.3.
 *
 * <p>No spaces, no leading zeros, numbers up to 2^53 - 1, 256 characters at most.
 */
record Version(List<BigInteger> numbers, List<String> prerelease) implements Comparable<Version> {

    private static final String NUMBER = "(0|[1-9][0-9]*)";
    private static final String WORD = "(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)";
    private static final Pattern FORM = Pattern.compile("v?" + NUMBER + "\\." + NUMBER + "\\." + NUMBER + "(?:-(" + WORD
            + "(?:\\." + WORD + ")*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?");
    private static final int MAX_LENGTH = 256;
    private static final BigInteger MOST = BigInteger.ONE.shiftLeft(53).subtract(BigInteger.ONE);

    static Optional<Version> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        List<BigInteger> numbers =
                List.of(new BigInteger(parts.group(1)), new BigInteger(parts.group(2)), new BigInteger(parts.group(3)));
        if (numbers.stream().anyMatch(number -> number.compareTo(MOST) > 0)) {
            return Optional.empty();
        }
        String prerelease = parts.group(4);
        return Optional.of(new Version(numbers, prerelease == null ? List.of() : List.of(prerelease.split("\\."))));
    }

    /** What comes before a release is below it; build metadata does not count. */
    @Override
    public int compareTo(Version other) {
        for (int i = 0; i < numbers.size(); i++) {
            int byNumber = numbers.get(i).compareTo(other.numbers.get(i));
            if (byNumber != 0) {
                return byNumber;
            }
        }
        if (prerelease.isEmpty() || other.prerelease.isEmpty()) {
            return Boolean.compare(prerelease.isEmpty(), other.prerelease.isEmpty());
        }
        for (int i = 0; i < Math.min(prerelease.size(), other.prerelease.size()); i++) {
            int byWord = compareWords(prerelease.get(i), other.prerelease.get(i));
            if (byWord != 0) {
                return byWord;
            }
        }
        return Integer.compare(prerelease.size(), other.prerelease.size());
    }

    private static int compareWords(String one, String other) {
        boolean oneCounts = one.chars().allMatch(c -> c >= '0' && c <= '9');
        boolean otherCounts = other.chars().allMatch(c -> c >= '0' && c <= '9');
        if (oneCounts && otherCounts) {
            return new BigInteger(one).compareTo(new BigInteger(other));
        }
        return oneCounts == otherCounts ? one.compareTo(other) : Boolean.compare(otherCounts, oneCounts);
    }
}
