package dev.peering.node.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go and GoShimmer write them: {@code 500ms}, {@code 5s}, {@code 1m30s}, {@code 2h}. Always with a unit. */
public final class Durations {

    private static final Pattern WHOLE = Pattern.compile("(\\d{1,9}(ms|s|m|h))+");
    private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @param text what the operator wrote
     * @return the duration
     * @throws IllegalArgumentException when it is none; the message says how one looks
     */
    public static Duration parse(String text) {
        String trimmed = text.trim();
        if (!WHOLE.matcher(trimmed).matches()) {
            String shown = trimmed.matches("\\d{1,9}")
                    ? "write the unit too, for example " + trimmed + "s"
                    : "write it like 500ms, 5s or 1m30s";
            throw new IllegalArgumentException("'" + SettingValues.shorten(trimmed) + "' is not a duration: " + shown);
        }
        Duration sum = Duration.ZERO;
        for (Matcher part = PART.matcher(trimmed); part.find(); ) {
            sum = sum.plus(of(Long.parseLong(part.group(1)), part.group(2)));
        }
        return sum;
    }

    /**
     * Writes a duration so that {@link #parse} reads it again.
     *
     * @param duration zero or more, whole milliseconds
     * @return for example {@code 1m30s}
     */
    public static String text(Duration duration) {
        StringBuilder text = new StringBuilder();
        append(text, duration.toHours(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count != 0) {
            text.append(count).append(unit);
        }
    }

    private static Duration of(long count, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
    }
}
