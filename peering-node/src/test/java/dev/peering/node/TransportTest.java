package dev.peering.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayName("Options of connections")
class TransportTest {

    @Test
    @DisplayName(
            "small frames leave at once, and a neighbor that vanished is noticed by keepalive: 15 s idle, 15 s between probes")
    void options() throws IOException {
        try (PeeringRuntime runtime = PeeringRuntime.builder().loops(1).build();
                ServerSocket there = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Transport transport = runtime.sockets();
            Channel channel = new Bootstrap()
                    .group(runtime.eventLoops())
                    .channelFactory(transport.connection())
                    .handler(new ChannelInboundHandlerAdapter())
                    .connect(there.getLocalSocketAddress())
                    .syncUninterruptibly()
                    .channel();
            assertThat(channel.config().getOption(ChannelOption.TCP_NODELAY)).isTrue();
            assertThat(channel.config().getOption(ChannelOption.SO_KEEPALIVE)).isFalse();

            transport.keepAlive(channel);

            assertThat(transport.keepAlive()).containsKey(ChannelOption.SO_KEEPALIVE);
            transport
                    .keepAlive()
                    .forEach((option, value) -> assertThat(
                                    (Object) channel.config().getOption(option))
                            .isEqualTo(value));
            channel.close().syncUninterruptibly();
            assertThatCode(() -> transport.keepAlive(channel)).doesNotThrowAnyException();
        }
    }
}
