package dev.peering.node.demo;

/**
 * How a picture may look.
 *
 * @param width columns
 * @param height lines
 * @param color whether colors are welcome
 * @param unicode whether more than ASCII is shown
 */
record Paint(int width, int height, boolean color, boolean unicode) {

    /** For files and pipes: as wide as it takes. */
    static Paint plain(boolean unicode) {
        return new Paint(120, Integer.MAX_VALUE, false, unicode);
    }

    String green(String text) {
        return with("32", text);
    }

    String yellow(String text) {
        return with("33", text);
    }

    String cyan(String text) {
        return with("36", text);
    }

    String red(String text) {
        return with("31", text);
    }

    String bold(String text) {
        return with("1", text);
    }

    String dim(String text) {
        return with("2", text);
    }

    /** One of two, by what the terminal can show. */
    String glyph(String unicodeOne, String asciiOne) {
        return unicode ? unicodeOne : asciiOne;
    }

    /** Exactly so many columns; cut at the end when longer. Before coloring, since colors have no width. */
    String fit(String text, int columns) {
        if (columns <= 0) {
            return "";
        }
        int length = text.codePointCount(0, text.length());
        if (length <= columns) {
            return text + " ".repeat(columns - length);
        }
        return text.substring(0, text.offsetByCodePoints(0, columns - 1)) + glyph("…", "~");
    }

    private String with(String code, String text) {
        return color && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
