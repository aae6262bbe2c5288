package dev.peering.bench;

import dev.peering.bench.Dialogue.Side;
import dev.peering.bench.Dialogue.Turn;
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
 * The floor of a handshake over loopback: connect, say what the handshake says, as many bytes in as many messages, close. Nothing but Netty,
 * with the same kind of sockets, the same options and the same loops for both ends as our nodes have; what the bytes say is up to {@link Words}.
 */
final class PlainExchange implements AutoCloseable {

    /** What is said. Asked on the event loops. */
    interface Words {

        /** The dialer of one exchange. */
        Speaker dialer(int caller);

        /** The acceptor of one exchange. */
        Speaker acceptor();
    }

    /** One end of one exchange. Called on its event loop; turns are counted over both ends, from 0. */
    interface Speaker {

        /** Its own turn: as many bytes as there is room for. */
        void say(int turn, ByteBuf out);

        /** The other end's turn, all of it. */
        void hear(int turn, ByteBuf in);
    }

    private static final RecvByteBufAllocator READ_SIZES = new AdaptiveRecvByteBufAllocator(64, 512, 65_536);

    private final EventLoopGroup loops;
    private final List<Turn> turns;
    private final Words words;
    private final InFlight inFlight;
    private final Channel listener;
    private int caller;

    PlainExchange(int loopCount, Dialogue dialogue, Words words, InFlight inFlight) {
        this.turns = dialogue.turns();
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
                        channel.pipeline().addLast(new End(Side.ACCEPTOR, words.acceptor()));
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
                .handler(new End(Side.DIALER, words.dialer(caller)))
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

    private final class End extends ByteToMessageDecoder {

        private final Side side;
        private final Speaker speaker;
        private int turn;

        private End(Side side, Speaker speaker) {
            this.side = side;
            this.speaker = speaker;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            speak(ctx);
        }

        @Override
        protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
            if (turn < turns.size() && in.readableBytes() >= turns.get(turn).length()) {
                speaker.hear(turn, in.readSlice(turns.get(turn).length()));
                turn++;
                speak(ctx);
            }
        }

        /** Everything up to the other end's next turn, or the end, with one flush, as a node does. */
        private void speak(ChannelHandlerContext ctx) {
            for (; turn < turns.size() && turns.get(turn).side() == side; turn++) {
                int length = turns.get(turn).length();
                ByteBuf out = ctx.alloc().ioBuffer(length, length);
                speaker.say(turn, out);
                ctx.write(out).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
            }
            ctx.flush();
            if (turn == turns.size() && side == Side.DIALER) {
                ctx.close().addListener(closed -> inFlight.leave());
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            inFlight.failed(cause.toString());
        }
    }
}
