package dev.peering.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Places for pending handshakes")
class DoorTest {

    private final NodeCounters counters = new NodeCounters();
    private final Door door = new Door(EdgeLimits.DEFAULT.withPending(4, 2, 3), counters);

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getAllByName(text)[0];
    }

    private EmbeddedChannel enter(String from) throws UnknownHostException {
        EmbeddedChannel channel = new EmbeddedChannel();
        door.enter(channel, address(from));
        return channel;
    }

    @Test
    @DisplayName("an origin is one IPv4 address, or all IPv6 addresses with the same first 64 bits")
    void origins() throws UnknownHostException {
        enter("192.0.2.1");
        enter("192.0.2.1");
        assertThat(door.full(address("192.0.2.1"))).isPresent();
        assertThat(door.full(address("192.0.2.2"))).isEmpty();
        enter("2001:db8::1");
        enter("2001:db8::ffff:1");
        assertThat(door.full(address("2001:db8:0:0:1234::"))).isPresent();
        assertThat(door.full(address("2001:db8:0:1::1"))).isEmpty();
    }

    @Test
    @DisplayName("a place is given back once, by the neighbor that came up or by the end of the channel")
    void givenBack() throws UnknownHostException {
        EmbeddedChannel up = enter("192.0.2.1");
        EmbeddedChannel silent = enter("192.0.2.1");
        assertThat(counters.pendingHandshakes()).isEqualTo(2);
        Door.leave(up);
        Door.leave(up);
        assertThat(counters.pendingHandshakes()).isEqualTo(1);
        up.close().syncUninterruptibly();
        assertThat(counters.pendingHandshakes()).isEqualTo(1);
        silent.close().syncUninterruptibly();
        assertThat(counters.pendingHandshakes()).isZero();
        assertThat(door.full(address("192.0.2.1"))).isEmpty();
        Door.leave(new EmbeddedChannel());
    }

    @Test
    @DisplayName("from the watermark on the node is crowded, and no longer below it")
    void crowded() throws UnknownHostException {
        enter("192.0.2.1");
        enter("192.0.2.2");
        assertThat(door.crowded()).isFalse();
        EmbeddedChannel third = enter("192.0.2.3");
        assertThat(door.crowded()).isTrue();
        third.close().syncUninterruptibly();
        assertThat(door.crowded()).isFalse();
    }

    @Test
    @DisplayName("if room is not made as fast as newcomers come, they are refused at twice the limit")
    void twice() throws UnknownHostException {
        for (int i = 0; i < 8; i++) {
            assertThat(door.full(address("192.0.2." + i))).isEmpty();
            enter("192.0.2." + i); // nobody listens on these channels, so nobody goes when asked to
        }
        assertThat(door.full(address("192.0.2.9"))).isPresent();
    }
}
