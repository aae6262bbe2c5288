package dev.peering.node;

import static dev.peering.node.Party.eventually;
import static dev.peering.node.Party.socket;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.PeerAddress;
import dev.peering.core.Reason;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatch.class)
@Timeout(60)
@DisplayName("Peers listed by name")
class NamesTest {

    private static final String NAME = "peer.example";

    /** A name service under the test's control. */
    private static final class Service implements NameLookup {

        final AtomicInteger asked = new AtomicInteger();
        private volatile List<InetAddress> answer = List.of();

        void answers(String... addresses) throws UnknownHostException {
            List<InetAddress> parsed = new java.util.ArrayList<>();
            for (String address : addresses) {
                parsed.addAll(List.of(InetAddress.getAllByName(address)));
            }
            answer = parsed;
        }

        @Override
        public List<InetAddress> addresses(String host) throws UnknownHostException {
            asked.incrementAndGet();
            if (!host.equals(NAME) || answer.isEmpty()) {
                throw new UnknownHostException(host);
            }
            return answer;
        }
    }

    private final Service service = new Service();

    private Party party(int size) {
        return new Party(size, PeeringRuntime.builder().loops(1).names(service).build());
    }

    private static PeerAddress named(PeeringNode node) {
        return new PeerAddress(NAME, socket(node).getPort());
    }

    @Test
    @DisplayName("a name without an address is a named trouble, asked again at each dial, and works once it has one")
    void laterResolved() throws Exception {
        try (Party party = party(2)) {
            Witness low = new Witness();
            PeeringNode acceptor = party.start(party.listener(1).peers(party.peer(0)));
            party.start(party.node(0).peers(party.peer(1, named(acceptor))).on(low));
            eventually("the trouble is told, more than once", () -> low.troubles.size() >= 2);
            assertThat(low.hasTrouble(Reason.UNRESOLVED_NAME)).isTrue();
            assertThat(low.troubles.get(0).why().detail()).contains(NAME);
            service.answers("127.0.0.1");
            eventually("up", () -> low.ups.size() == 1);
            assertThat(service.asked.get()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    @DisplayName("all addresses of a name are tried in one dial")
    void allAddresses() throws Exception {
        // Nobody listens at the first two: the acceptor is bound to 127.0.0.1 alone.
        service.answers("127.0.0.3", "127.0.0.2", "127.0.0.1");
        try (Party party = party(2)) {
            Witness low = new Witness();
            PeeringNode acceptor = party.start(party.listener(1).peers(party.peer(0)));
            party.start(party.node(0).peers(party.peer(1, named(acceptor))).on(low));
            eventually("up", () -> low.ups.size() == 1);
            assertThat(low.dials).hasSize(1);
            assertThat(low.troubles).isEmpty();
        }
    }

    @Test
    @DisplayName("a wrong peer at the first address does not hide the right one at the second for ever")
    void wrongPeerFirst() throws Exception {
        try (Party party = party(3)) {
            Witness low = new Witness();
            PeeringNode right = party.start(party.listener(1).peers(party.peer(0)));
            party.start(
                    party.node(2).listen("127.0.0.2", socket(right).getPort()).peers(party.peer(0)));
            service.answers("127.0.0.2", "127.0.0.1");
            party.start(party.node(0).peers(party.peer(1, named(right))).on(low));
            eventually("the right one is found", () -> low.ups.size() == 1);
            assertThat(low.hasTrouble(Reason.UNEXPECTED_IDENTITY)).isTrue();
        }
    }

    @Test
    @DisplayName("the last good address is kept while the name service fails")
    void lastGood() throws Exception {
        service.answers("127.0.0.1");
        try (Party party = party(2)) {
            Witness low = new Witness();
            PeeringNode acceptor = party.start(party.listener(1).peers(party.peer(0)));
            party.start(party.node(0).peers(party.peer(1, named(acceptor))).on(low));
            eventually("up", () -> low.ups.size() == 1);
            service.answers();
            acceptor.drop(party.id(0)).join();
            eventually("up again", () -> low.ups.size() == 2);
            assertThat(low.hasTrouble(Reason.UNRESOLVED_NAME)).isFalse();
        }
    }

    @Test
    @DisplayName("a name service that does not answer is given up after five seconds, and asked again later")
    void noAnswer() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        NameLookup hanging = host -> {
            HallThread.waitFor(never);
            return List.of();
        };
        try (Party party =
                new Party(2, PeeringRuntime.builder().loops(1).names(hanging).build())) {
            Witness low = new Witness();
            party.start(
                    party.node(0).peers(party.peer(1, new PeerAddress(NAME, 1))).on(low));
            eventually("it is given up", () -> low.hasTrouble(Reason.UNRESOLVED_NAME));
            eventually("it is asked again", () -> low.dials.size() == 2);
        } finally {
            never.countDown();
        }
    }

    @Test
    @DisplayName("a peer removed while its name is looked up is not dialed; others are, whoever is slow")
    void calledOff() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        NameLookup hanging = host -> {
            asked.countDown();
            try {
                slow.await();
            } catch (InterruptedException e) {
                throw new UnknownHostException(host);
            }
            return List.of(InetAddress.getLoopbackAddress());
        };
        try (Party party =
                new Party(3, PeeringRuntime.builder().loops(1).names(hanging).build())) {
            Witness low = new Witness();
            PeeringNode one = party.start(party.listener(1).peers(party.peer(0)));
            PeeringNode two = party.start(party.listener(2).peers(party.peer(0)));
            PeeringNode dialer =
                    party.start(party.node(0).peers(party.peer(1, named(one))).on(low));
            asked.await();
            dialer.add(party.peer(2, two)).join();
            eventually("the other is up", () -> low.ups.size() == 1);
            assertThat(dialer.remove(party.id(1)).join()).isTrue();
            slow.countDown();
            // The hall takes notes in order, so after this answer the lookup's has been taken too, if it had come.
            eventually("the lookup has ended", () -> lookupThreadsIdle());
            assertThat(dialer.peers()).hasSize(1);
            assertThat(one.counters().accepted()).isZero();
        }
    }

    /** Every lookup thread waits for its next question, so whatever the answers led to has been noted. */
    private static boolean lookupThreadsIdle() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().startsWith("peering-names"))
                .allMatch(thread -> Arrays.stream(thread.getValue())
                        .anyMatch(frame -> frame.getMethodName().equals("getTask")));
    }
}
