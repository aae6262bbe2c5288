package dev.peering.node.demo;

import java.util.List;

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

    /** The few colors used, by their ANSI codes. */
    enum Color {
        PLAIN(""),
        BOLD("1"),
        DIM("2"),
        RED("31"),
        GREEN("32"),
        YELLOW("33"),
        CYAN("36");

        private final String code;

        Color(String code) {
            this.code = code;
        }
    }

    /**
     * A piece of a line.
     *
     * @param color its color
     * @param text its characters
     */
    record Cell(Color color, String text) {}

    /** Pieces one after the other, filled up to the width; cut where the window ends. */
    String line(List<Cell> cells) {
        StringBuilder line = new StringBuilder();
        int left = width;
        for (int i = 0; i < cells.size() && left > 0; i++) {
            Cell cell = cells.get(i);
            boolean last = i == cells.size() - 1;
            int length = cell.text().codePointCount(0, cell.text().length());
            String text = last || length > left ? fit(cell.text(), left) : cell.text();
            line.append(with(cell.color(), text));
            left -= Math.min(length, left);
        }
        return line.toString();
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

    /** The text in a color, if colors are welcome. */
    String with(Color in, String text) {
        return color && in != Color.PLAIN && !text.isEmpty() ? "\u001b[" + in.code + "m" + text + "\u001b[0m" : text;
    }
}
