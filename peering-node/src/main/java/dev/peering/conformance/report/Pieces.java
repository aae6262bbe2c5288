package dev.peering.conformance.report;

import dev.peering.conformance.Trace;
import dev.peering.wire.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of a timeline as they are shown: what the target said on a connection in pieces close to each other is one line. Often the suite itself cut it: it
 * waits for a first byte and then reads the rest, and a lone byte looks like a habit of the target.
 */
final class Pieces {

    /** The suite's own second look comes within 50 ms; twice that, for a busy machine. */
    private static final long CLOSE_MICROS = 100_000;

    /**
     * One line.
     *
     * @param entry all of it, at the time of the first piece
     * @param pieces how many entries of the trace it is
     * @param spanMicros from the first piece to the last
     */
    record Shown(Trace.Entry entry, int pieces, long spanMicros) {

        private boolean continuedBy(Trace.Entry next) {
            boolean whole = entry.bytes().length() == entry.length();
            return entry.kind() == Trace.Kind.HEARD
                    && next.kind() == Trace.Kind.HEARD
                    && whole
                    && next.text().equals(entry.text())
                    && next.micros() - entry.micros() <= CLOSE_MICROS;
        }

        private Shown with(Trace.Entry next) {
            Bytes all = Bytes.concat(entry.bytes(), next.bytes());
            Trace.Entry longer = new Trace.Entry(
                    entry.micros(), entry.line(), entry.kind(), entry.text(), all, entry.length() + next.length());
            return new Shown(longer, pieces + 1, next.micros() - entry.micros());
        }
    }

    private Pieces() {}

    static List<Shown> of(List<Trace.Entry> entries) {
        List<Shown> shown = new ArrayList<>();
        for (Trace.Entry entry : entries) {
            int last = lastOf(entry.line(), shown);
            if (last >= 0 && shown.get(last).continuedBy(entry)) {
                shown.set(last, shown.get(last).with(entry));
            } else {
                shown.add(new Shown(entry, 1, 0));
            }
        }
        return shown;
    }

    /** What stands between two pieces on another connection does not part them; on their own it does. */
    private static int lastOf(String line, List<Shown> shown) {
        for (int i = shown.size() - 1; i >= 0; i--) {
            if (shown.get(i).entry().line().equals(line)) {
                return i;
            }
        }
        return -1;
    }
}
