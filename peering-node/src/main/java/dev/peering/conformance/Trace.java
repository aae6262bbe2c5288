package dev.peering.conformance;

import dev.peering.wire.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The timeline of one case: what went over which connection and when. Bounded: at most {@value #MOST_ENTRIES} entries of at most
 * {@value #MOST_BYTES} bytes each; what does not fit is counted. Safe for several threads.
 */
public final class Trace {

    /** Entries kept. */
    public static final int MOST_ENTRIES = 240;

    /** Bytes kept of one entry. */
    public static final int MOST_BYTES = 320;

    private final LongSupplier nanos;
    private long origin;
    private final List<Entry> entries = new ArrayList<>();
    private int dropped;
    private boolean muted;

    /** What kind of thing happened. */
    public enum Kind {
        /** A connection began. */
        OPENED,
        /** We sent bytes. */
        SENT,
        /** The target sent bytes. */
        HEARD,
        /** A connection ended. */
        CLOSED,
        /** Something worth saying. */
        NOTE
    }

    /**
     * One line of the timeline.
     *
     * @param micros microseconds since the case began
     * @param line which connection, empty for a remark
     * @param kind what kind of thing
     * @param text in words
     * @param bytes the first bytes, or none
     * @param length how many bytes there were in all
     */
    public record Entry(long micros, String line, Kind kind, String text, Bytes bytes, int length) {}

    /** Empty; times are counted from now. */
    public Trace() {
        this(System::nanoTime);
    }

    Trace(LongSupplier nanos) {
        this.nanos = nanos;
        this.origin = nanos.getAsLong();
    }

    /** The case begins now: times are counted from here. */
    synchronized void begin() {
        origin = nanos.getAsLong();
    }

    /**
     * Adds bytes that travelled.
     *
     * @param line which connection
     * @param kind SENT or HEARD
     * @param text what they are
     * @param bytes all of them
     */
    public void bytes(String line, Kind kind, String text, byte[] bytes) {
        add(line, kind, text, bytes);
    }

    /**
     * Adds something without bytes.
     *
     * @param line which connection
     * @param kind what kind of thing
     * @param text in words
     */
    public void event(String line, Kind kind, String text) {
        add(line, kind, text, new byte[0]);
    }

    /**
     * Adds a remark.
     *
     * @param text in words
     */
    public void note(String text) {
        add("", Kind.NOTE, text, new byte[0]);
    }

    /** From here on nothing but remarks is kept: a flood is described, not listed. */
    public synchronized void mute() {
        muted = true;
    }

    /** Ends {@link #mute}. */
    public synchronized void unmute() {
        muted = false;
    }

    private synchronized void add(String line, Kind kind, String text, byte[] bytes) {
        if ((muted && kind != Kind.NOTE) || entries.size() >= MOST_ENTRIES) {
            dropped++;
            return;
        }
        long micros = (nanos.getAsLong() - origin) / 1_000;
        byte[] kept = bytes.length > MOST_BYTES ? Arrays.copyOf(bytes, MOST_BYTES) : bytes;
        entries.add(new Entry(micros, line, kind, text, Bytes.of(kept), bytes.length));
    }

    /**
     * The timeline so far.
     *
     * @return in order
     */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /**
     * How many entries were not kept.
     *
     * @return their number
     */
    public synchronized int dropped() {
        return dropped;
    }
}
