package dev.peering.conformance.report;

import dev.peering.conformance.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A case at one look, as SVG: one lane for each connection, a bar while it was open, a mark above it for what we sent and below it for what we heard. */
final class TimelinePicture {

    private static final int MOST_LANES = 12;
    private static final int WIDTH = 1000;
    private static final int LEFT = 120;
    private static final int LANE = 26;
    private static final int AXIS = 22;
    private static final long LEAST_SPAN_MICROS = 1_000;

    private record Lane(String name, List<Trace.Entry> entries) {}

    private final long span;
    private final List<Lane> lanes;
    private final int left;

    private TimelinePicture(long span, List<Lane> lanes, int left) {
        this.span = span;
        this.lanes = lanes;
        this.left = left;
    }

    /** Empty when there is nothing to draw. */
    static String of(List<Trace.Entry> entries) {
        Map<String, List<Trace.Entry>> byLine = new LinkedHashMap<>();
        long last = 0;
        for (Trace.Entry entry : entries) {
            last = Math.max(last, entry.micros());
            if (!entry.line().isEmpty()) {
                byLine.computeIfAbsent(entry.line(), name -> new ArrayList<>()).add(entry);
            }
        }
        List<Lane> lanes = byLine.entrySet().stream()
                .limit(MOST_LANES)
                .map(line -> new Lane(line.getKey(), line.getValue()))
                .toList();
        if (lanes.isEmpty()) {
            return "";
        }
        return new TimelinePicture(Math.max(last, LEAST_SPAN_MICROS), lanes, byLine.size() - lanes.size()).draw();
    }

    private String draw() {
        int height = lanes.size() * LANE + AXIS;
        StringBuilder svg = new StringBuilder();
        svg.append("<div class=\"lanes\"><svg class=\"picture\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(height);
        svg.append("\" role=\"img\" aria-label=\"The connections of this case over time\">\n");
        for (int i = 0; i < lanes.size(); i++) {
            lane(svg, lanes.get(i), i * LANE + LANE / 2);
        }
        for (int quarter = 0; quarter <= 4; quarter++) {
            long micros = span * quarter / 4;
            String anchor = quarter == 0 ? "start" : quarter == 4 ? "end" : "middle";
            text(svg, x(micros), height - 6, anchor, time(micros));
        }
        svg.append("</svg></div>\n");
        if (left > 0) {
            svg.append("<p>").append(left).append(" more connections are in the table.</p>\n");
        }
        return svg.toString();
    }

    private void lane(StringBuilder svg, Lane lane, int middle) {
        text(svg, 0, middle + 5, "start", lane.name());
        long opened = lane.entries().get(0).micros();
        long closed = lane.entries().stream()
                .filter(entry -> entry.kind() == Trace.Kind.CLOSED)
                .mapToLong(Trace.Entry::micros)
                .max()
                .orElse(span);
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"open\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"4\"/>\n",
                x(opened),
                middle - 2,
                Math.max(2, x(closed) - x(opened))));
        for (Trace.Entry entry : lane.entries()) {
            boolean sent = entry.kind() == Trace.Kind.SENT;
            if (sent || entry.kind() == Trace.Kind.HEARD) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"3\" height=\"9\"><title>%s: %s, %d %s</title></rect>\n",
                        entry.kind(),
                        x(entry.micros()),
                        sent ? middle - 11 : middle + 2,
                        time(entry.micros()),
                        Html.escape(entry.text()),
                        entry.length(),
                        entry.length() == 1 ? "byte" : "bytes"));
            }
        }
    }

    private double x(long micros) {
        return LEFT + (double) micros / span * (WIDTH - LEFT - 4);
    }

    private static String time(long micros) {
        return micros < 10_000
                ? String.format(Locale.ROOT, "%.1f ms", micros / 1000.0)
                : micros < 10_000_000 ? micros / 1000 + " ms" : String.format(Locale.ROOT, "%.1f s", micros / 1e6);
    }

    private static void text(StringBuilder svg, double x, int y, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>\n",
                x,
                y,
                anchor,
                Html.escape(text)));
    }
}
