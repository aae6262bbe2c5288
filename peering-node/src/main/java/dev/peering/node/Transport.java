package dev.peering.node;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;

/**
 * Which kind of sockets: epoll where its native library happens to be on the path, else what every JDK has.
 *
 * @param name {@code epoll} or {@code nio}
 * @param io makes the part of an event loop that waits for sockets
 * @param connection makes sockets to dial with; Netty switches Nagle's algorithm off on each of them and on accepted
 *     ones
 * @param listener makes sockets to listen with
 * @param keepAlive what to set on a connection so that a vanished neighbor is noticed; only options this platform has
 */
record Transport(
        String name,
        IoHandlerFactory io,
        ChannelFactory<? extends Channel> connection,
        ChannelFactory<? extends ServerChannel> listener,
        Map<ChannelOption<?>, Object> keepAlive) {

    /**
     * Idle time before the first probe and time between probes, in seconds: what Go's net package sets, and so the
     * original.
     */
    private static final int KEEP_ALIVE_SECONDS = 15;

    /** The best kind this machine has. */
    static Transport best() {
        return Epoll.isAvailable() ? epoll() : nio();
    }

    private static Transport epoll() {
        return new Transport(
                "epoll",
                EpollIoHandler.newFactory(),
                EpollSocketChannel::new,
                EpollServerSocketChannel::new,
                Map.of(
                        ChannelOption.SO_KEEPALIVE, true,
                        EpollChannelOption.TCP_KEEPIDLE, KEEP_ALIVE_SECONDS,
                        EpollChannelOption.TCP_KEEPINTVL, KEEP_ALIVE_SECONDS));
    }

    private static Transport nio() {
        Map<ChannelOption<?>, Object> keepAlive = new LinkedHashMap<>();
        Set<SocketOption<?>> supported = supported();
        keepAlive.put(ChannelOption.SO_KEEPALIVE, true);
        keepAlive(keepAlive, supported, ExtendedSocketOptions.TCP_KEEPIDLE, KEEP_ALIVE_SECONDS);
        keepAlive(keepAlive, supported, ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEP_ALIVE_SECONDS);
        return new Transport(
                "nio", NioIoHandler.newFactory(), NioSocketChannel::new, NioServerSocketChannel::new, keepAlive);
    }

    private static <T> void keepAlive(
            Map<ChannelOption<?>, Object> options, Set<SocketOption<?>> supported, SocketOption<T> option, T value) {
        if (supported.contains(option)) {
            options.put(NioChannelOption.of(option), value);
        }
    }

    private static Set<SocketOption<?>> supported() {
        try (SocketChannel probe = SocketChannel.open()) {
            return probe.supportedOptions();
        } catch (IOException noSocketToAsk) {
            return Set.of(); // connections work without; only a vanished neighbor is noticed later
        }
    }

    /** Sets the keepalive options; a connection that has just closed has none to set. */
    @SuppressWarnings("unchecked")
    void keepAlive(Channel connection) {
        try {
            keepAlive.forEach((option, value) -> connection.config().setOption((ChannelOption<Object>) option, value));
        } catch (ChannelException closed) {
            // The connection hears of it in its own way.
        }
    }
}
