package dev.peering.node;

import static dev.peering.node.Party.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.peering.core.Admission;
import dev.peering.core.DuplicateRule;
import dev.peering.core.Endpoints;
import dev.peering.core.Handshake;
import dev.peering.core.KnownPeer;
import dev.peering.core.Message;
import dev.peering.core.Moment;
import dev.peering.core.Neighbor;
import dev.peering.core.PeerId;
import dev.peering.core.Progress;
import dev.peering.core.Protocol;
import dev.peering.core.Reason;
import dev.peering.core.ReconnectPolicy;
import dev.peering.core.Refusal;
import dev.peering.core.manual.ManualPeering;
import dev.peering.crypto.KeyException;
import dev.peering.wire.Bytes;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

@ExtendWith(LeakWatch.class)
@Timeout(60)
@DisplayName("Faults of ours or of a listener")
class FaultTest {

    private static final Logger LOG = (Logger) LoggerFactory.getLogger("dev.peering.node");

    @BeforeAll
    static void faultsOnPurposeAreNoNews() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void others() {
        LOG.setLevel(null);
    }

    @Test
    @DisplayName("a fault in a session closes that connection as INTERNAL; the loop and the node go on")
    void session() {
        AtomicBoolean broken = new AtomicBoolean(true);
        Broken.Fault fault = new Broken.Fault(broken, AtomicBoolean::new);
        survives(now -> fault, broken, Reason.INTERNAL);
    }

    @Test
    @DisplayName("a fault in the hall closes the connection that waits for its answer; the hall goes on")
    void hall() {
        AtomicBoolean broken = new AtomicBoolean(true);
        Broken.Fault fault = new Broken.Fault(new AtomicBoolean(), () -> broken);
        survives(now -> fault, broken, Reason.INTERNAL);
    }

    private static void survives(
            java.util.function.Function<Moment, Broken.Fault> faults, AtomicBoolean broken, Reason how) {
        try (Party party = new Party(2)) {
            Witness high = new Witness();
            PeeringNode acceptor =
                    party.start(PeeringNode.builder(now -> new Broken(party.protocol(1, now), faults.apply(now)))
                            .runtime(party.runtime())
                            .listen(Party.LOOPBACK, 0)
                            .peers(party.peer(0))
                            .on(high));
            party.start(party.node(0).peers(party.peer(1, acceptor)));
            eventually("it is refused", () -> high.hasRefused(how));
            assertThat(acceptor.counters().faults()).isPositive();
            assertThat(high.ups).isEmpty();
            broken.set(false);
            eventually("all is well afterwards", () -> high.ups.size() == 1);
        }
    }

    @Test
    @DisplayName("what a listener throws is counted, and neither the connection nor the next listener suffers")
    void listener() {
        NodeListener clumsy = new NodeListener() {
            @Override
            public void up(Neighbor neighbor) {
                throw new IllegalStateException("up");
            }

            @Override
            public void message(Neighbor neighbor, Message message) {
                throw new AssertionError("message");
            }
        };
        try (Party party = new Party(2)) {
            Witness high = new Witness();
            Witness low = new Witness();
            PeeringNode acceptor = party.start(
                    party.listener(1).peers(party.peer(0)).on(clumsy).on(high));
            PeeringNode dialer =
                    party.start(party.node(0).peers(party.peer(1, acceptor)).on(low));
            eventually("up", () -> low.ups.size() == 1);
            dialer.send(party.id(1), ManualPeering.message(Bytes.utf8("a"))).join();
            dialer.send(party.id(1), ManualPeering.message(Bytes.utf8("b"))).join();
            eventually("both arrive", () -> high.messages.size() == 2);
            assertThat(high.story).containsExactly("up", "message", "message");
            assertThat(acceptor.counters().faults()).isEqualTo(3);
        }
    }

    /** A protocol that stumbles on purpose: in the responder's handshake, or when the hall asks it. */
    private record Broken(Protocol sound, Fault fault) implements Protocol {

        record Fault(AtomicBoolean inSession, Supplier<AtomicBoolean> inHall) {}

        @Override
        public String name() {
            return sound.name();
        }

        @Override
        public PeerId self() {
            return sound.self();
        }

        @Override
        public PeerId parse(String text) throws KeyException {
            return sound.parse(text);
        }

        @Override
        public Duration handshakeTimeout() {
            return sound.handshakeTimeout();
        }

        @Override
        public ReconnectPolicy reconnect() {
            return sound.reconnect();
        }

        @Override
        public DuplicateRule duplicates() {
            return sound.duplicates();
        }

        @Override
        public boolean dials(PeerId peer) {
            return sound.dials(peer);
        }

        @Override
        public Optional<Refusal> unsendable(Message message) {
            return sound.unsendable(message);
        }

        @Override
        public Handshake initiator(KnownPeer peer, Endpoints ends, Moment now) {
            return sound.initiator(peer, ends, now);
        }

        @Override
        public Handshake responder(Endpoints ends, Admission admission, Moment now) {
            Handshake handshake = sound.responder(ends, admission, now);
            return new Handshake() {
                @Override
                public Progress start(Moment at) {
                    return handshake.start(at);
                }

                @Override
                public Progress received(ByteBuf in, Moment at) throws dev.peering.wire.MalformedException {
                    if (fault.inSession().get()) {
                        throw new IllegalStateException("a fault on purpose");
                    }
                    return stumble(handshake.received(in, at));
                }
            };
        }

        /** The hall reads the proven peer's identity; this one has none. */
        private Progress stumble(Progress progress) {
            if (fault.inHall().get().get() && progress instanceof Progress.Verified verified) {
                PeerId nobody = new PeerId() {
                    @Override
                    public Bytes bytes() {
                        return Bytes.EMPTY;
                    }

                    @Override
                    public int hashCode() {
                        throw new IllegalStateException("a fault on purpose");
                    }

                    @Override
                    public boolean equals(Object other) {
                        return this == other;
                    }
                };
                return new Progress.Verified(
                        verified.send(), new dev.peering.core.VerifiedPeer(nobody), verified.next());
            }
            return progress;
        }
    }
}
