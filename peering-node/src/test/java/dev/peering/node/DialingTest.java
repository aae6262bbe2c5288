package dev.peering.node;

import static dev.peering.node.Party.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peering.core.PeerAddress;
import dev.peering.core.Reason;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatch.class)
@Timeout(60)
@DisplayName("Dials that lead nowhere")
class DialingTest {

    @Test
    @DisplayName("a refused connection is a trouble, and is tried again; a kick does not wait")
    void refused() {
        try (Party party = new Party(2)) {
            Witness low = new Witness();
            PeeringNode dialer = party.start(
                    party.node(0).peers(party.peer(1, Ports.unused())).on(low));
            eventually("tried twice", () -> low.troubles.size() >= 2);
            assertThat(low.hasTrouble(Reason.CONNECT_FAILED)).isTrue();
            assertThat(dialer.kick(party.id(1)).join()).isTrue();
            assertThat(dialer.kick(party.id(0)).join()).isFalse();
            assertThat(dialer.counters().failures()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX) // elsewhere a full backlog answers with a reset
    @DisplayName("an address that does not answer at all is given up after three seconds")
    void noAnswer() throws IOException {
        try (Party party = new Party(2);
                BlackHole hole = new BlackHole()) {
            Witness low = new Witness();
            long begin = System.nanoTime();
            party.start(party.node(0).peers(party.peer(1, hole.address())).on(low));
            eventually("it is given up", () -> low.hasTrouble(Reason.CONNECT_FAILED));
            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(3_000_000_000L);
            assertThat(low.troubles.get(0).why().detail()).contains("timed out");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @DisplayName("a dial that is called off ends at once: when the address begins to answer, nobody comes")
    void calledOff() throws IOException {
        try (Party party = new Party(2);
                BlackHole hole = new BlackHole()) {
            Witness low = new Witness();
            PeeringNode dialer = party.start(
                    party.node(0).peers(party.peer(1, hole.address())).on(low));
            eventually("it dials", () -> low.dials.size() == 1);
            assertThat(dialer.remove(party.id(1)).join()).isTrue();
            settled(party.runtime());
            hole.open();
            // The system repeats an unanswered request for a connection after one second.
            assertThatThrownBy(() -> hole.next(2_500)).isInstanceOf(SocketTimeoutException.class);
            assertThat(low.troubles).isEmpty();
        }
    }

    /** Every loop has carried out what the hall ordered until now, and let go of what it closed. */
    private static void settled(PeeringRuntime runtime) {
        for (EventExecutor loop : runtime.eventLoops()) {
            CountDownLatch selected = new CountDownLatch(1);
            loop.execute(() -> Edge.afterSelect(loop, selected::countDown));
            HallThread.waitFor(selected);
        }
    }

    /** Listens with a full backlog, so that further requests for a connection are not even refused. */
    private static final class BlackHole implements AutoCloseable {

        private static final int BACKLOG = 1;

        private final ServerSocket socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        private final List<Socket> filling = new ArrayList<>();

        BlackHole() throws IOException {
            // Linux takes one more than it is told.
            for (int i = 0; i <= BACKLOG; i++) {
                Socket filler = new Socket();
                filler.connect(socket.getLocalSocketAddress(), 2_000);
                filling.add(filler);
            }
        }

        PeerAddress address() {
            return new PeerAddress(Party.LOOPBACK, socket.getLocalPort());
        }

        /** Makes room. */
        void open() throws IOException {
            for (int i = 0; i <= BACKLOG; i++) {
                socket.accept().close();
            }
        }

        void next(int millis) throws IOException {
            socket.setSoTimeout(millis);
            socket.accept().close();
        }

        @Override
        public void close() throws IOException {
            for (Socket filler : filling) {
                filler.close();
            }
            socket.close();
        }
    }
}
