package dev.peering.node;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** So many connections that say nothing; one that is closed comes again, until they are let go. */
final class SilentCrowd implements AutoCloseable {

    private final InetSocketAddress target;
    private final Duration pause;
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger comings = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicLong longestLife = new AtomicLong();
    private volatile boolean letGo;

    /** A crowd whose members, once closed, come again after a pause. */
    SilentCrowd(InetSocketAddress target, int size, Duration pause) {
        this.target = target;
        this.pause = pause;
        for (int i = 0; i < size; i++) {
            come();
        }
    }

    private void come() {
        comings.incrementAndGet();
        open.incrementAndGet();
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .handler(new Silent())
                .connect(target)
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        failed.incrementAndGet();
                        open.decrementAndGet();
                    }
                });
    }

    void letGo() {
        letGo = true;
    }

    /** Connections made so far, first ones and later ones. */
    int comings() {
        return comings.get();
    }

    int open() {
        return open.get();
    }

    /** Connections that never came to be; a crowd with holes proves nothing. */
    int closedByThemselves() {
        return failed.get();
    }

    long longestLife() {
        return longestLife.get();
    }

    @Override
    public void close() {
        letGo();
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Silent extends ChannelInboundHandlerAdapter {

        private long born;

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            born = System.nanoTime();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            longestLife.accumulateAndGet(System.nanoTime() - born, Math::max);
            open.decrementAndGet();
            if (!letGo) {
                ctx.executor()
                        .schedule(SilentCrowd.this::come, pause.toMillis(), TimeUnit.MILLISECONDS)
                        .addListener(again -> {});
            }
        }
    }
}
