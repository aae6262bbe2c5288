package dev.peering.node;

import static dev.peering.node.Party.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.Message;
import dev.peering.core.Neighbor;
import dev.peering.core.Reason;
import dev.peering.core.manual.ManualPeering;
import dev.peering.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatch.class)
@Timeout(60)
@DisplayName("Messages to a neighbor: bounded, in order, none lost in silence")
class SendingTest {

    private static final int LENGTH = 32 << 10;

    @Test
    @DisplayName(
            "a neighbor that does not take them makes further ones fail as OVERFLOW; what was accepted arrives in order later")
    void overflow() {
        CountDownLatch busy = new CountDownLatch(1);
        List<Integer> arrived = java.util.Collections.synchronizedList(new ArrayList<>());
        NodeListener slow = new NodeListener() {
            @Override
            public void message(Neighbor neighbor, Message message) {
                waitFor(busy);
                arrived.add(ByteBuffer.wrap(message.body().toByteArray()).getInt());
            }
        };
        // The slow listener holds up a loop, so the sender must live on another.
        try (PeeringRuntime other = PeeringRuntime.builder().loops(1).build();
                Party party = new Party(2)) {
            PeeringNode acceptor =
                    party.start(party.listener(1).peers(party.peer(0)).on(slow).runtime(other));
            Witness low = new Witness();
            PeeringNode dialer =
                    party.start(party.node(0).peers(party.peer(1, acceptor)).on(low));
            eventually("up", () -> low.ups.size() == 1);

            List<Integer> accepted = new ArrayList<>();
            List<CompletableFuture<Void>> sent = new ArrayList<>();
            Reason refusal = null;
            for (int number = 0; refusal == null && number < 10_000; number++) {
                CompletableFuture<Void> future = dialer.send(party.id(1), numbered(number));
                refusal = refusal(future);
                if (refusal == null) {
                    accepted.add(number);
                    sent.add(future);
                }
            }
            assertThat(refusal).isEqualTo(Reason.OVERFLOW);
            assertThat(dialer.counters().messagesUnsent()).isEqualTo(1);
            assertThat(low.downs).isEmpty();

            busy.countDown();
            eventually("all accepted ones arrive", () -> arrived.size() == accepted.size());
            assertThat(arrived).isEqualTo(accepted);
            // The other end can have the last one before our loop knows that the system took it.
            assertThat(sent).allSatisfy(future -> assertThat(future).succeedsWithin(Party.PATIENCE));
            assertThat(dialer.counters().messagesOut()).isEqualTo(accepted.size());
            assertThat(refusal(dialer.send(party.id(1), numbered(0)))).isNull();
        }
    }

    @Test
    @DisplayName("many threads at once: each thread's messages arrive in its order")
    void threads() throws Exception {
        int threads = 4;
        int each = 500;
        try (Pair pair = new Pair()) {
            List<Thread> senders = IntStream.range(0, threads)
                    .mapToObj(thread -> new Thread(() -> IntStream.range(0, each)
                            .forEach(number -> pair.dialer
                                    .send(
                                            pair.party.id(1),
                                            ManualPeering.message(
                                                    Bytes.of((byte) thread, (byte) (number >> 8), (byte) number)))
                                    .join())))
                    .toList();
            senders.forEach(Thread::start);
            for (Thread sender : senders) {
                sender.join();
            }
            eventually("all have arrived", () -> pair.high.messages.size() == threads * each);
            for (int thread = 0; thread < threads; thread++) {
                int of = thread;
                List<Integer> numbers = pair.high.messages.stream()
                        .filter(message -> message.body().at(0) == of)
                        .map(message ->
                                message.body().at(1) << 8 | message.body().at(2))
                        .toList();
                assertThat(numbers).isEqualTo(IntStream.range(0, each).boxed().toList());
            }
        }
    }

    @Test
    @DisplayName("a message that the protocol holds back for a moment is reported when it leaves, not before")
    void heldBack() {
        CompletableFuture<CompletableFuture<Void>> sent = new CompletableFuture<>();
        try (Party party = new Party(2);
                PeeringNode acceptor =
                        acceptor(party, (self, neighbor) -> sent.complete(self.send(neighbor.id(), numbered(7))))) {
            Witness low = new Witness();
            party.start(party.node(0).peers(party.peer(1, acceptor)).on(low));
            eventually("it arrives", () -> low.messages.equals(List.of(numbered(7))));
            assertThat(sent.join()).succeedsWithin(Party.PATIENCE);
            assertThat(acceptor.counters().messagesOut()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("a message that was held back when the connection ended is reported as not sent")
    void heldBackForNothing() {
        CompletableFuture<CompletableFuture<Void>> sent = new CompletableFuture<>();
        CompletableFuture<CompletableFuture<Boolean>> removed = new CompletableFuture<>();
        try (Party party = new Party(2);
                PeeringNode acceptor = acceptor(party, (self, neighbor) -> {
                    sent.complete(self.send(neighbor.id(), numbered(7)));
                    removed.complete(self.remove(neighbor.id()));
                })) {
            party.start(party.node(0).peers(party.peer(1, acceptor)));
            eventually("its fate is known", () -> sent.isDone() && sent.join().isDone());
            assertThat(refusal(sent.join())).isEqualTo(Reason.NOT_CONNECTED);
        }
    }

    /** A started node that waits for node 0 and does this as soon as it is up. */
    private static PeeringNode acceptor(Party party, BiConsumer<PeeringNode, Neighbor> whenUp) {
        CompletableFuture<PeeringNode> self = new CompletableFuture<>();
        self.complete(party.listener(1)
                .peers(party.peer(0))
                .on(new NodeListener() {
                    @Override
                    public void up(Neighbor neighbor) {
                        whenUp.accept(self.join(), neighbor);
                    }
                })
                .build());
        return self.join().start();
    }

    private static Message numbered(int number) {
        return ManualPeering.message(
                Bytes.of(ByteBuffer.allocate(LENGTH).putInt(number).array()));
    }

    private static @org.jspecify.annotations.Nullable Reason refusal(CompletableFuture<Void> sent) {
        if (!sent.isCompletedExceptionally()) {
            return null;
        }
        try {
            sent.join();
            return null;
        } catch (java.util.concurrent.CompletionException failed) {
            return failed.getCause() instanceof NotSentException unsent
                    ? unsent.why().reason()
                    : Reason.UNKNOWN;
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
