package dev.peering.node.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws a {@link View}: the line of nodes, the table, the news, the promises. Lines fit the width and their number the height. */
final class Picture {

    private static final int LEAST_NEWS = 2;
    private static final int MOST_NEWS = 8;

    private final Paint paint;

    Picture(Paint paint) {
        this.paint = paint;
    }

    /** Everything, fitted into the window. Gives up blank lines first, then news, then rows. */
    List<String> all(String title, View view) {
        List<String> top = new ArrayList<>(List.of(headline(title, view)));
        List<String> chain = chain(view);
        List<String> promises = promises(view.promises());
        int left = paint.height() - top.size() - chain.size() - 1 - promises.size();
        List<String> table = table(view.rows(), left - LEAST_NEWS);
        left -= table.size() - 1;
        List<String> news = news(view.news(), Math.min(MOST_NEWS, left));
        int blanks = Math.min(4, left - news.size());
        List<String> lines = new ArrayList<>(top);
        blank(lines, blanks > 1);
        lines.addAll(chain);
        blank(lines, blanks > 2);
        lines.addAll(table);
        blank(lines, blanks > 0);
        lines.addAll(news);
        blank(lines, blanks > 3);
        lines.addAll(promises);
        return lines;
    }

    private static void blank(List<String> lines, boolean room) {
        if (room) {
            lines.add("");
        }
    }

    private String headline(String title, View view) {
        String clock = String.format(Locale.ROOT, "%.1f s ", view.time().toMillis() / 1000.0);
        String scene = paint.glyph("  ·  ", "  -  ") + view.scene();
        int room = paint.width() - clock.length() - 2;
        // In a narrow window the scene matters more than the title's small print.
        String text = " " + (title.length() + scene.length() <= room ? title : title.replaceAll(":.*", "")) + scene;
        return paint.with(Paint.Color.BOLD, paint.fit(text, paint.width() - clock.length()))
                + paint.with(Paint.Color.DIM, clock);
    }

    /** The nodes in their line, wrapped when the window is narrow. */
    List<String> chain(View view) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(" ");
        int columns = 1;
        for (int i = 0; i < view.line().size(); i++) {
            String name = view.line().get(i);
            boolean holds = name.equals(view.holder());
            int more = name.length() + 2 + (i == 0 ? 0 : 3);
            if (columns + more > paint.width()) {
                lines.add(line.toString());
                line = new StringBuilder(" ");
                columns = 1;
            }
            line.append(i == 0 ? "" : link(view.links().get(i - 1)));
            line.append(
                    holds
                            ? paint.with(Paint.Color.BOLD, paint.with(Paint.Color.CYAN, paint.glyph("◆", "*") + name))
                                    + " "
                            : " " + name + " ");
            columns += more;
        }
        lines.add(line.toString());
        return lines;
    }

    private String link(View.LinkState state) {
        return switch (state) {
            case UP -> paint.with(Paint.Color.GREEN, paint.glyph("━━━", "==="));
            case DOWN -> paint.with(Paint.Color.YELLOW, paint.glyph("╌╌╌", "- -"));
            case REMOVED -> paint.with(Paint.Color.RED, paint.glyph("╌✗╌", "-x-"));
        };
    }

    /** The table with its head, at most so many lines. */
    List<String> table(List<View.Row> rows, int most) {
        List<String> lines = new ArrayList<>();
        String head =
                String.format("%-9s%-9s%-9s%-12s%7s%7s%7s  ", " node", "peer", "", "state", "since", "tries", "next");
        lines.add(paint.with(Paint.Color.DIM, paint.fit(head + "last error", paint.width())));
        int shown = rows.size() + 1 <= most ? rows.size() : Math.max(0, most - 2);
        mostTelling(rows, shown).forEach(row -> lines.add(row(row)));
        if (shown < rows.size()) {
            lines.add(paint.with(
                    Paint.Color.DIM,
                    paint.fit(
                            " " + paint.glyph("…", "...") + " and " + (rows.size() - shown) + " more", paint.width())));
        }
        return lines;
    }

    /** Where not all fit, those that are fine are left out first. */
    private static List<View.Row> mostTelling(List<View.Row> rows, int shown) {
        List<View.Row> chosen = new ArrayList<>(rows);
        for (int i = rows.size() - 1; i >= 0 && chosen.size() > shown; i--) {
            if (rows.get(i).state() == View.State.UP && rows.get(i).error().isEmpty()) {
                chosen.remove(i);
            }
        }
        return chosen.subList(0, Math.min(shown, chosen.size()));
    }

    private String row(View.Row row) {
        boolean up = row.state() == View.State.UP;
        String direction = row.dials() ? paint.glyph("dials →", "dials ->") : paint.glyph("← waits", "<- waits");
        String figures = String.format(
                "%7s%7s%7s  ",
                up ? brief(row.since()) : "",
                row.tries() == 0 ? "" : Long.toString(row.tries()),
                row.next().isNegative() ? "" : brief(row.next()));
        return paint.line(List.of(
                new Paint.Cell(Paint.Color.PLAIN, paint.fit(" " + row.node(), 9) + paint.fit(row.peer(), 9)),
                new Paint.Cell(Paint.Color.DIM, paint.fit(direction, 9)),
                state(row.state()),
                new Paint.Cell(Paint.Color.PLAIN, figures),
                new Paint.Cell(up ? Paint.Color.DIM : Paint.Color.RED, row.error())));
    }

    private Paint.Cell state(View.State state) {
        return switch (state) {
            case UP -> new Paint.Cell(Paint.Color.GREEN, paint.fit(paint.glyph("● ", "") + "up", 12));
            case DIALING -> new Paint.Cell(Paint.Color.YELLOW, paint.fit(paint.glyph("◐ ", "") + "dialing", 12));
            case WAITING -> new Paint.Cell(Paint.Color.YELLOW, paint.fit(paint.glyph("○ ", "") + "waiting", 12));
            case AWAITING -> new Paint.Cell(Paint.Color.CYAN, paint.fit(paint.glyph("○ ", "") + "expecting", 12));
            case RESTING -> new Paint.Cell(Paint.Color.RED, paint.fit(paint.glyph("○ ", "") + "unwanted", 12));
            case REMOVED -> new Paint.Cell(Paint.Color.RED, paint.fit(paint.glyph("✗ ", "") + "removed", 12));
        };
    }

    private List<String> news(List<Stage.News> news, int most) {
        int from = Math.max(0, news.size() - Math.max(LEAST_NEWS, most));
        return news.subList(from, news.size()).stream().map(this::news).toList();
    }

    /** One piece of news on one line. */
    String news(Stage.News news) {
        String time = String.format(Locale.ROOT, " %6.2f  ", news.at().toMillis() / 1000.0);
        return paint.with(Paint.Color.DIM, time)
                + paint.fit(news.text(), paint.width() - time.length()).stripTrailing();
    }

    /** What was promised, with a mark each. */
    List<String> promises(List<Promises.Promise> promises) {
        return promises.stream().map(this::promise).toList();
    }

    private String promise(Promises.Promise promise) {
        String text = promise.what() + (promise.result().isEmpty() ? "" : ": " + promise.result());
        String fitted = paint.fit(text, paint.width() - 4).stripTrailing();
        return switch (promise.status()) {
            case OPEN -> paint.with(Paint.Color.DIM, " " + paint.glyph("·", ".") + "  " + fitted);
            case KEPT -> paint.with(Paint.Color.GREEN, " " + paint.glyph("✓ ", "ok")) + " " + fitted;
            case BROKEN -> paint.with(Paint.Color.RED, " " + paint.glyph("✗ ", "NO") + " " + fitted);
        };
    }

    private static String brief(Duration duration) {
        double seconds = duration.toMillis() / 1000.0;
        return seconds < 100
                ? String.format(Locale.ROOT, "%.1fs", seconds)
                : duration.toMinutes() + "m" + duration.toSecondsPart() + "s";
    }
}
