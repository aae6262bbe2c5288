package dev.peering.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class that lost a buffer. Netty looks for them only while its log takes errors. */
final class LeakWatch implements BeforeAllCallback, AfterAllCallback {

    /** The collector hands its finds over in its own time. */
    private static final int ROUNDS = 4;

    private static final long PAUSE_NANOS = 20_000_000;

    private final List<String> leaks = new CopyOnWriteArrayList<>();

    @Override
    public void beforeAll(ExtensionContext context) {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        ByteBufUtil.setLeakListener((type, records) -> leaks.add(type + " " + records));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        for (int i = 0; i < ROUNDS && leaks.isEmpty(); i++) {
            System.gc();
            // A find is told when the next buffer is made.
            ByteBufAllocator.DEFAULT.buffer(1).release();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        assertThat(leaks).isEmpty();
    }
}
