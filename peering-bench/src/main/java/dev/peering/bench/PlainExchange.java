package dev.peering.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The floor of a handshake over loopback: connect, 125 bytes there, 136 back, close. Nothing but Netty, with the same kind of
 * sockets, the same options and the same loops for both ends as our nodes have; what the bytes say is up to {@link Words}.
 */
final class PlainExchange implements AutoCloseable {

    /** What is said. Called on the event loops. */
    interface Words {

        /** The dialer's bytes, as many as there is room for. */
        void request(int caller, ByteBuf out);

        /** The acceptor's answer, as many bytes as there is room for. */
        void answer(ByteBuf request, ByteBuf out);

        /** The dialer looks at the answer. */
        void check(ByteBuf answer);
    }

    private static final RecvByteBufAllocator READ_SIZES = new AdaptiveRecvByteBufAllocator(64, 512, 65_536);

    private final EventLoopGroup loops;
    private final InFlight inFlight;
    private final Words words;
    private final Channel listener;
    private int caller;

    PlainExchange(int loopCount, Words words, InFlight inFlight) {
        this.words = words;
        this.inFlight = inFlight;
        this.loops = new MultiThreadIoEventLoopGroup(
                loopCount, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        this.listener = new ServerBootstrap()
                .group(loops)
                .channelFactory(Epoll.isAvailable() ? EpollServerSocketChannel::new : NioServerSocketChannel::new)
                .option(ChannelOption.SO_BACKLOG, 4_096)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, READ_SIZES)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Acceptor());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    /** Starts one exchange once there is a place for it. */
    void next(int callers) throws InterruptedException {
        inFlight.enter();
        caller = (caller + 1) % callers;
        new Bootstrap()
                .group(loops)
                .channelFactory(Epoll.isAvailable() ? EpollSocketChannel::new : NioSocketChannel::new)
                .disableResolver()
                .option(ChannelOption.RECVBUF_ALLOCATOR, READ_SIZES)
                .handler(new Dialer(caller))
                .connect(listener.localAddress())
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        inFlight.failed("no connection: " + connected.cause());
                    }
                });
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Acceptor extends ByteToMessageDecoder {

        @Override
        protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
            if (in.readableBytes() < Samples.REQUEST_PACKET_LENGTH) {
                return;
            }
            ByteBuf answer = ctx.alloc().ioBuffer(Samples.RESPONSE_PACKET_LENGTH, Samples.RESPONSE_PACKET_LENGTH);
            words.answer(in.readSlice(Samples.REQUEST_PACKET_LENGTH), answer);
            ctx.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
    }

    private final class Dialer extends ByteToMessageDecoder {

        private final int number;

        private Dialer(int number) {
            this.number = number;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ByteBuf request = ctx.alloc().ioBuffer(Samples.REQUEST_PACKET_LENGTH, Samples.REQUEST_PACKET_LENGTH);
            words.request(number, request);
            ctx.writeAndFlush(request).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }

        @Override
        protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
            if (in.readableBytes() < Samples.RESPONSE_PACKET_LENGTH) {
                return;
            }
            words.check(in.readSlice(Samples.RESPONSE_PACKET_LENGTH));
            ctx.close().addListener(closed -> inFlight.leave());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            inFlight.failed(cause.toString());
        }
    }
}
