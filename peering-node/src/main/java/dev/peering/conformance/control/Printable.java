package dev.peering.conformance.control;

/** Texts may quote a stranger's program: no control characters reach the terminal. */
public final class Printable {

    private Printable() {}

    /**
     * Without control characters.
     *
     * @param text whatever was said
     * @return the same with a question mark for each of them
     */
    public static String of(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    /**
     * The same, and short.
     *
     * @param text whatever was said
     * @param most this many characters of it
     * @return the beginning
     */
    public static String of(String text, int most) {
        return of(text.substring(0, Math.min(most, text.length())));
    }
}
