package dev.peering.wire;

/**
 * Text from a peer, made safe to show in a log, a terminal or a page.
 *
 * <p>Printable ASCII stays as it is, a backslash is doubled, and everything else becomes a backslash, {@code u} and four
 * hex digits per UTF-16 unit. So no line break, terminal command, invisible or right-to-left character of a peer ever
 * reaches a screen, two different texts never look the same, and what is shown can be turned back by hand.
 */
public final class Printable {

    private Printable() {}

    /** The text with everything but printable ASCII escaped; up to six times as long. */
    public static String of(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                shown.append("\\\\");
            } else if (c >= ' ' && c <= '~') {
                shown.append(c);
            } else {
                shown.append(String.format("\\u%04x", (int) c));
            }
        }
        return shown.toString();
    }
}
