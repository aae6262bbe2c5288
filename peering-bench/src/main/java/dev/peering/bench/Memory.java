package dev.peering.bench;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.lang.management.ManagementFactory;

/**
 * What is really in use, after garbage collection.
 *
 * @param heapBytes on the heap
 * @param bufferBytes in Netty's buffers beside it
 */
record Memory(long heapBytes, long bufferBytes) {

    private static final int COLLECTIONS = 3;

    /** Collects and looks. */
    static Memory used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long buffers = ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider measured
                ? measured.metric().usedDirectMemory()
                : 0;
        return new Memory(heap, buffers);
    }

    @Override
    public String toString() {
        return "heap %.1f MB, buffers %.1f MB".formatted(heapBytes / 1e6, bufferBytes / 1e6);
    }
}
