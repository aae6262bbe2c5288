package dev.peering.node;

import dev.peering.core.ConnectionId;
import dev.peering.core.Direction;
import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import dev.peering.core.Session;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.util.internal.PlatformDependent;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Listens, lets newcomers in while there is room for their handshakes, and closes the others at once, before they
 * cost more than that.
 */
final class Acceptor {

    /** As many as Linux lets wait by default; a smaller bound of the system wins. */
    private static final int BACKLOG = 4_096;

    /** Long enough for some connections to end. */
    private static final Duration REST = Duration.ofMillis(250);

    /** Binding takes no time, a loop that is kept busy does. */
    private static final Duration BIND_LIMIT = Duration.ofSeconds(10);

    private final Edge edge;

    Acceptor(Edge edge) {
        this.edge = edge;
    }

    /** Binds and waits for it; accepts nothing before {@link #open}. */
    Channel bind(InetSocketAddress address) {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(edge.loops())
                .channelFactory(edge.transport().listener())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, Edge.READ_SIZES)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel listener) {
                        listener.pipeline().addLast(new Doorkeeper(listener));
                    }
                })
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(connection(channel));
                    }
                });
        if (!PlatformDependent.isWindows()) {
            // There it would let another program take the port; elsewhere it lets a restarted node have its port back
            // at once.
            bootstrap.option(ChannelOption.SO_REUSEADDR, true);
        }
        ChannelFuture bound = bootstrap.bind(address);
        if (!bound.awaitUninterruptibly(BIND_LIMIT.toMillis())) {
            // A loop that a listener keeps busy; should it bind after all, nobody would ever close it.
            bound.addListener(ChannelFutureListener.CLOSE);
            throw new StartException(
                    "cannot listen on " + address.getHostString() + " port " + address.getPort() + " within "
                            + BIND_LIMIT.toSeconds()
                            + " s, the threads of the runtime are busy: let listeners return sooner",
                    new TimeoutException("bind"));
        }
        if (!bound.isSuccess()) {
            throw new StartException(
                    "cannot listen on " + address.getHostString() + " port " + address.getPort()
                            + (address.isUnresolved()
                                    ? ""
                                    : " (" + bound.cause().getMessage() + ")") + ": "
                            + remedy(address),
                    bound.cause());
        }
        return bound.channel();
    }

    static void open(Channel listener) {
        listener.config().setAutoRead(true);
    }

    private static String remedy(InetSocketAddress address) {
        if (address.isUnresolved()) {
            return "the name has no address; use an IP address of this machine";
        }
        return address.getPort() > 0 && address.getPort() < 1_024
                ? "choose a port from 1024 on, or give this program the right to use it"
                : "stop the program that uses this port, choose another port, or check that the address is one of this machine";
    }

    private Connection connection(Channel channel) {
        return new Connection(
                edge,
                new ConnectionId(Direction.INBOUND, edge.nextInbound()),
                channel,
                (ends, now) -> Session.inbound(edge.protocol(), ends, edge.door(), now));
    }

    /** Sits in front of Netty's acceptor and sees each newcomer before it costs an event loop anything. */
    private final class Doorkeeper extends ChannelInboundHandlerAdapter {

        private final Alarm rested;

        private Doorkeeper(Channel listener) {
            this.rested = new Alarm(listener::eventLoop, edge.clock(), () -> open(listener));
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object newcomer) {
            Channel channel = (Channel) newcomer;
            edge.counters().accepted.increment();
            InetSocketAddress remote = (InetSocketAddress) channel.remoteAddress();
            if (remote == null) {
                channel.unsafe().closeForcibly(); // gone before we looked
                return;
            }
            Optional<Refusal> full = edge.door().full(remote.getAddress());
            if (full.isPresent()) {
                channel.unsafe().closeForcibly();
                edge.counters().ended(Reason.TOO_MANY_CONNECTIONS);
                edge.refused(remote, full.get());
                return;
            }
            edge.door().enter(channel, remote.getAddress());
            ctx.fireChannelRead(newcomer);
        }

        /** Mostly no file descriptor is left. Accepting at once again would spin; a short rest lets connections end. */
        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            edge.journal().acceptFailed(cause);
            ctx.channel().config().setAutoRead(false);
            rested.set(edge.clock().now().in(REST));
        }
    }
}
