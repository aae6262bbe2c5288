package dev.peering.node;

import dev.peering.core.Caller;
import dev.peering.core.ConnectionId;
import dev.peering.core.Effect;
import dev.peering.core.Event;
import dev.peering.core.Moment;
import dev.peering.core.Neighbor;
import dev.peering.core.News;
import dev.peering.core.PeerId;
import dev.peering.core.PeerStatus;
import dev.peering.core.Peering;
import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import dev.peering.core.VerifiedPeer;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The hall thread's side of one network: gives {@link Peering} its events one by one and carries out the effects.
 * Notes gather in a queue and the thread is woken once for all of them, so that many loops cost one wake-up.
 *
 * <p>The queue is bounded by what causes the notes: two per connection that the hall knows, whose number is limited,
 * and for strangers a limit of its own, beyond which news about them is counted and forgotten. News about neighbors
 * is never forgotten.
 */
final class Hall {

    private static final int BATCH = 256;

    /** Several who ask at once get one reading, which matters with ten thousand peers. */
    private static final Duration READING_GOOD_FOR = Duration.ofMillis(50);

    private final Edge edge;
    private final Peering peering;
    private final EventExecutor thread;
    private final Dialer dialer;
    private final Alarm alarm;
    private final Queue<Runnable> notes = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final AtomicInteger strangerNews = new AtomicInteger();
    private final Map<ConnectionId, Connection> connections = new HashMap<>();
    private List<PeerStatus> peers = List.of();
    private long peersReadAgainAt = Long.MIN_VALUE;

    Hall(Edge edge, Peering peering, EventExecutor thread) {
        this.edge = edge;
        this.peering = peering;
        this.thread = thread;
        this.dialer = new Dialer(edge, this);
        this.alarm = new Alarm(() -> thread, edge.clock(), () -> note(() -> on(new Event.Ticked())));
    }

    // ---- from any thread ----

    /** Something happened; the answer is what the hall did about it. */
    CompletableFuture<List<Effect>> tell(Event event) {
        return ask(() -> on(event));
    }

    /** Runs a question on the hall thread. */
    <T> CompletableFuture<T> ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        boolean taken = note(() -> {
            try {
                answer.complete(question.get());
            } catch (Throwable fault) {
                answer.completeExceptionally(fault);
                throw fault;
            }
        });
        if (!taken) {
            answer.completeExceptionally(new IllegalStateException("this node is closed"));
        }
        return answer;
    }

    /** Runs something on the hall thread after all that was noted before; false when that thread has ended. */
    boolean note(Runnable note) {
        notes.add(note);
        return wake();
    }

    boolean isCurrentThread() {
        return thread.inEventLoop();
    }

    // ---- from the loops ----

    void proven(Connection connection, InetSocketAddress remote, VerifiedPeer peer) {
        noteFromLoop(connection, () -> {
            connections.put(connection.id(), connection);
            try {
                on(new Event.Proven(connection.id(), remote, peer));
            } catch (Throwable fault) {
                connection.end(Reason.INTERNAL.because("a fault of this program"));
                throw fault;
            }
        });
    }

    void lost(Connection connection, InetSocketAddress remote, Refusal why, Optional<Caller> caller) {
        Event.Lost lost = new Event.Lost(connection.id(), remote, why, caller);
        if (connection.isKnownToHall()) {
            noteFromLoop(connection, () -> lost(lost));
        } else if (caller.isPresent()) {
            strangerLost(connection, lost);
        }
        // Of any other stranger the hall has never heard and could learn nothing.
    }

    /** Bounded like messages: a connection reads on only when this step is over, and a session passes on few news in each. */
    void told(Connection connection, News news) {
        noteFromLoop(connection, () -> on(new Event.Told(connection.id(), news)));
    }

    /** A dialed connection was open for so short that it never had a session. */
    void notOpened(Connection connection, String how) {
        if (connection.isKnownToHall()) {
            note(() -> {
                notOpened(connection);
                dialer.callOff(connection.id());
                on(new Event.DialFailed(connection.id(), Reason.CONNECTION_LOST.because(how)));
            });
        }
    }

    private void strangerLost(Connection connection, Event.Lost lost) {
        if (strangerNews.incrementAndGet() > edge.limits().strangerNews()) {
            strangerNews.decrementAndGet();
            edge.counters().unheardNews.increment();
            return;
        }
        noteFromLoop(connection, () -> {
            strangerNews.decrementAndGet();
            on(lost);
        });
    }

    /**
     * Wakes the hall once the loop has worked off what it is reading now. A wake-up costs more than the note itself,
     * and until then the loop could not carry out an answer anyway; so notes of many connections cost one.
     */
    private void noteFromLoop(Connection connection, Runnable note) {
        notes.add(note);
        connection.relay().afterReading(this::wakeIfNoted);
    }

    private void wakeIfNoted() {
        if (!notes.isEmpty()) {
            wake();
        }
    }

    // ---- on the hall thread ----

    private void lost(Event.Lost lost) {
        on(lost);
        dialer.ended(lost.connection());
        connections.remove(lost.connection());
    }

    /** Read from the machine when something happened since, or when the waits in the last reading have become wrong. */
    List<PeerStatus> peers() {
        Moment now = edge.clock().now();
        if (now.nanos() >= peersReadAgainAt) {
            peers = peering.status(now);
            peersReadAgainAt = now.in(READING_GOOD_FOR);
        }
        return peers;
    }

    Optional<PeerStatus> peer(PeerId id) {
        return peering.status(id, edge.clock().now());
    }

    Peering peering() {
        return peering;
    }

    /** A dial opens this connection; from now on orders for it go there. */
    void opening(Connection connection) {
        connections.put(connection.id(), connection);
    }

    /** This attempt to open it came to nothing. */
    void notOpened(Connection connection) {
        connections.remove(connection.id(), connection);
    }

    List<Effect> on(Event event) {
        List<Effect> effects = peering.on(event, edge.clock().now());
        peersReadAgainAt = Long.MIN_VALUE;
        effects.forEach(this::carryOut);
        return effects;
    }

    private void carryOut(Effect effect) {
        if (effect instanceof Effect.Dial dial) {
            dialer.dial(dial);
        } else if (effect instanceof Effect.Admit admit) {
            admit(admit.neighbor());
        } else if (effect instanceof Effect.Close close) {
            dialer.callOff(close.connection());
            connection(close.connection()).ifPresent(connection -> connection.end(close.why()));
        } else if (effect instanceof Effect.Down down) {
            connection(down.neighbor().connection())
                    .ifPresent(connection -> connection.down(down.neighbor(), down.why()));
        } else if (effect instanceof Effect.Failed failed) {
            edge.failed(failed.peer(), failed.trouble());
        } else if (effect instanceof Effect.Unwanted unwanted) {
            edge.unwanted(unwanted.peer(), unwanted.why(), unwanted.rest());
        } else if (effect instanceof Effect.Knocked knocked) {
            edge.knocked(knocked.stranger());
        } else if (effect instanceof Effect.Warned warned) {
            connection(warned.neighbor().connection())
                    .ifPresent(connection -> connection.warned(warned.neighbor(), warned.warning()));
        } else if (effect instanceof Effect.Declined declined) {
            edge.declined(declined.peer(), declined.why());
        } else if (effect instanceof Effect.Publish publish) {
            edge.door().list(publish.admission());
        } else if (effect instanceof Effect.Probe probe) {
            connection(probe.connection()).ifPresent(Connection::probe);
        } else if (effect instanceof Effect.Learned learned) {
            connection(learned.neighbor().connection())
                    .ifPresent(connection -> connection.learned(learned.neighbor(), learned.profile()));
        } else if (effect instanceof Effect.Remember remember) {
            edge.remember(remember.record());
        } else {
            throw new AssertionError(effect);
        }
    }

    private void admit(Neighbor neighbor) {
        dialer.admitted(neighbor.connection());
        connection(neighbor.connection()).ifPresent(connection -> edge.admit(neighbor, connection));
    }

    private Optional<Connection> connection(ConnectionId id) {
        return Optional.ofNullable(connections.get(id));
    }

    private boolean wake() {
        if (!awake.compareAndSet(false, true)) {
            return true;
        }
        try {
            thread.execute(this::drain);
            return true;
        } catch (RejectedExecutionException threadEnded) {
            awake.set(false);
            notes.clear();
            return false;
        }
    }

    private void drain() {
        for (int i = 0; i < BATCH; i++) {
            Runnable note = notes.poll();
            if (note == null) {
                break;
            }
            try {
                note.run();
            } catch (Throwable fault) {
                edge.journal().fault("in the hall", fault);
            }
        }
        awake.set(false);
        if (!notes.isEmpty()) {
            wake();
        }
        alarm.set(peering.deadline());
    }
}
