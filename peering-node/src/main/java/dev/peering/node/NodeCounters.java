package dev.peering.node;

import dev.peering.core.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a node has done so far and holds right now. Written by the edge, read by anybody at any time; sums only grow
 * while the node lives.
 */
public final class NodeCounters {

    final LongAdder accepted = new LongAdder();
    final LongAdder dials = new LongAdder();
    final LongAdder ups = new LongAdder();
    final LongAdder downs = new LongAdder();
    final LongAdder failures = new LongAdder();
    final LongAdder knocks = new LongAdder();
    final LongAdder unheardNews = new LongAdder();
    final LongAdder messagesIn = new LongAdder();
    final LongAdder messagesOut = new LongAdder();
    final LongAdder messagesUnsent = new LongAdder();
    final LongAdder bytesIn = new LongAdder();
    final LongAdder bytesOut = new LongAdder();
    final LongAdder faults = new LongAdder();
    final AtomicLong pending = new AtomicLong();
    /** Filled once with every reason, then only read. */
    private final Map<Reason, LongAdder> ended = new EnumMap<>(Reason.class);

    NodeCounters() {
        for (Reason reason : Reason.values()) {
            ended.put(reason, new LongAdder());
        }
    }

    void ended(Reason reason) {
        ended.getOrDefault(reason, faults).increment();
    }

    /** Connections that others opened to us. */
    public long accepted() {
        return accepted.sum();
    }

    /** Dials begun; one dial may try several addresses of a name. */
    public long dials() {
        return dials.sum();
    }

    /** Neighbors that came up. */
    public long ups() {
        return ups.sum();
    }

    /** Neighbors that went down. */
    public long downs() {
        return downs.sum();
    }

    /** Neighbors that are up now. */
    public long neighbors() {
        return Math.max(0, ups.sum() - downs.sum());
    }

    /** Attempts to reach a listed peer, or its attempts to reach us, that came to nothing. */
    public long failures() {
        return failures.sum();
    }

    /** Proven keys that nobody listed, each time they came. */
    public long knocks() {
        return knocks.sum();
    }

    /** News about strangers that was forgotten because too much of it was waiting. */
    public long unheardNews() {
        return unheardNews.sum();
    }

    /** Messages received. */
    public long messagesIn() {
        return messagesIn.sum();
    }

    /** Messages written to the network. */
    public long messagesOut() {
        return messagesOut.sum();
    }

    /** Messages that were not sent; whoever sent them was told. */
    public long messagesUnsent() {
        return messagesUnsent.sum();
    }

    /** Bytes received, handshakes included. */
    public long bytesIn() {
        return bytesIn.sum();
    }

    /** Bytes handed to the network, handshakes included. */
    public long bytesOut() {
        return bytesOut.sum();
    }

    /** Faults of this program or of a listener, each of them in the log. Should be zero. */
    public long faults() {
        return faults.sum();
    }

    /** Connections opened to us whose handshake is not finished. */
    public long pendingHandshakes() {
        return pending.get();
    }

    /** Ended connections and refused ones, by reason. */
    public Map<Reason, Long> endings() {
        Map<Reason, Long> sums = new EnumMap<>(Reason.class);
        ended.forEach((reason, count) -> {
            long sum = count.sum();
            if (sum > 0) {
                sums.put(reason, sum);
            }
        });
        return sums;
    }
}
