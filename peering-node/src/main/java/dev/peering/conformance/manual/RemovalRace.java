package dev.peering.conformance.manual;

import static dev.peering.conformance.Level.SHOULD;

import dev.peering.conformance.CaseSpec.Trait;
import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.Outcome;
import dev.peering.conformance.RunException;
import dev.peering.conformance.control.Control;
import dev.peering.conformance.control.ControlException;
import dev.peering.conformance.net.Line;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * MP-L-17: peers are removed in the very moment they connect. Nobody outside can hit that moment on purpose, so many rounds aim at it, each a little
 * later than the one before: from a removal that is through before the last message of the handshake is sent, to one that comes behind it.
 */
final class RemovalRace implements AutoCloseable {

    /** Each makes one request a second, for two of one second may be the same bytes. */
    private static final int PEERS_BELOW = 12;

    private static final int PEERS_ABOVE = 4;

    /** Rounds with peers of either side; together they cover the span from too early to too late. */
    private static final int STEPS = 24;

    private static final long ROUNDS_MILLIS = 10_000;

    /** How long a target may take, at the most, from the last message of a handshake until the connection is in its books. */
    private static final Duration BOOKKEEPING = Duration.ofMillis(2);

    /** A removal this long before the last message finds a target that waits for it; shorter than anybody's patience. */
    private static final Duration MIDDLE_OF_HANDSHAKE = Duration.ofMillis(50);

    private static final Duration MOST_ROUND_TRIP = Duration.ofMillis(20);
    private static final Duration LEAD = Duration.ofMillis(2);
    private static final long ANSWER_MILLIS = 5_000;

    private final Encounter encounter;
    private final List<TesterKey> lows = new ArrayList<>();
    private final List<TesterKey> highs = new ArrayList<>();
    private final ExecutorService remover = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "remover");
        thread.setDaemon(true);
        return thread;
    });

    private RemovalRace(Encounter encounter) throws RunException {
        this.encounter = encounter;
        for (int i = 1; i <= PEERS_BELOW; i++) {
            lows.add(make("V" + i, false));
        }
        for (int i = 1; i <= PEERS_ABOVE; i++) {
            highs.add(make("W" + i, true));
        }
    }

    static void addTo(Catalogue catalogue) {
        catalogue
                .add("MP-L-17", SHOULD, "3.5.2")
                .trait(Trait.LAST)
                .asks(
                        "A peer removed in the very moment it connects leaves a list that still answers, and may come back.")
                .because(
                        "A node whose list hangs has to be killed; one that believes in a lost peer never sees it again.")
                .by("Up to 48 handshakes, half of them dialed by the target, each with a removal before, during or "
                        + "right after its last message; then all these peers are added again.")
                .passes("every removal and the list are answered within 5 s, no connection of a removed peer stays "
                        + "open, and every one of them gets a session again")
                .fails(
                        "a removal or the list is not answered",
                        "a removed peer stays on the list or connected",
                        "a peer that was removed gets no session any more")
                .within(180)
                .play(e -> {
                    // The answer of the adapter decides first whether the target's list can be asked and shortened at
                    // all.
                    e.controlled(control -> control.list(false));
                    e.refused(control -> control.remove(List.of(ListChanges.text(e.stranger()))));
                    try (RemovalRace race = new RemovalRace(e)) {
                        return race.run();
                    } catch (RunException noPort) {
                        throw EndOfCase.skip(String.valueOf(noPort.getMessage()));
                    }
                });
    }

    private TesterKey make(String name, boolean above) throws RunException {
        KeyRing keys = encounter.keys();
        return keys.tryMake(name, above ? keys::above : keys::below, InetAddress.getLoopbackAddress())
                .orElseThrow(() -> EndOfCase.skip("no key was found on one side of the target's"));
    }

    private Outcome run() throws Exception {
        Duration trip = roundTrip();
        encounter.trace().note("the list answers within " + trip.toNanos() / 1_000 + " µs");
        encounter.trace().mute();
        long end = System.nanoTime() + encounter.timing().scaled(ROUNDS_MILLIS).toNanos();
        int rounds = 0;
        for (; rounds < 2 * STEPS && System.nanoTime() < end; rounds++) {
            round(rounds, offset(rounds / 2, trip.toNanos()));
        }
        encounter.trace().unmute();
        comeBack();
        return Outcome.pass(rounds + " removals in the moment of connecting, the list answers and all "
                + (PEERS_BELOW + PEERS_ABOVE) + " peers came back");
    }

    /** How long a change of the list takes on its way, so that removals can be sent early enough. */
    private Duration roundTrip() {
        long best = MOST_ROUND_TRIP.toNanos();
        for (int i = 0; i < 5; i++) {
            long begin = System.nanoTime();
            encounter.controlled(control -> control.list(true));
            best = Math.min(best, System.nanoTime() - begin);
        }
        return Duration.ofNanos(best);
    }

    /** When the removal is sent, counted from the last message of the handshake. */
    private static long offset(int step, long tripNanos) {
        if (step == 0) {
            return -MIDDLE_OF_HANDSHAKE.toNanos();
        }
        long span = 2 * tripNanos + BOOKKEEPING.toNanos();
        return (step - 1) * span / (STEPS - 2) - tripNanos;
    }

    // ---- one round ----

    private void round(int number, long offsetNanos) throws InterruptedException, IOException {
        boolean dialed = number % 2 == 1;
        TesterKey key = dialed ? highs.get(number / 2 % PEERS_ABOVE) : lows.get(number / 2 % PEERS_BELOW);
        if (dialed) {
            key.porch().open();
        }
        byte[] request = dialed ? new byte[0] : encounter.request(key).bytes();
        ListChanges.add(encounter, key);
        try {
            Optional<Line> line =
                    dialed ? encounter.porter().visitor(key, encounter.timing().redial()) : dial(key);
            if (line.isEmpty()) {
                throw EndOfCase.fail("the target did not dial " + key + " within "
                        + encounter.timing().redial().toMillis() + " ms after it was added");
            }
            byte[] last =
                    dialed ? encounter.porter().read(key, line.get()).answer().bytes() : request;
            race(number, key, line.get(), last, offsetNanos);
        } finally {
            key.porch().shut();
        }
    }

    /** A little after the peer was added, for a target that does not await it yet has nothing to mix up. */
    private Optional<Line> dial(TesterKey key) throws InterruptedException, IOException {
        Thread.sleep(LEAD.toMillis());
        return Optional.of(encounter.dial(key.name()));
    }

    private void race(int number, TesterKey key, Line line, byte[] last, long offsetNanos) throws InterruptedException {
        Control control = encounter.control();
        long send = System.nanoTime() + LEAD.toNanos() + Math.max(0, -offsetNanos);
        Future<String> removal = remover.submit(() -> {
            waitUntil(send + offsetNanos);
            try {
                control.remove(List.of(ListChanges.text(key)));
                return "removed";
            } catch (ControlException e) {
                return e.text();
            }
        });
        waitUntil(send);
        line.send(last, "the last message of a handshake with " + key);
        String round = "round " + (number + 1) + ", " + key
                + (number % 2 == 1 ? ", which the target dialed" : ", which dialed the target") + ", removal sent "
                + moment(offsetNanos / 1_000) + " the last message of the handshake";
        String told = inTime(removal, round + ": the removal");
        boolean listed = inTime(remover.submit(list(control, key)), round + ": the list after it");
        if (listed) {
            throw EndOfCase.proven(round + ": still on the list; the removal was answered: " + told);
        }
        var heard = line.hearUntil(4096, encounter.timing().close(), bytes -> false);
        encounter.trace().note(round + ": " + told + ", " + heard.text());
        if (!heard.ended()) {
            throw EndOfCase.proven(round + ": the connection stays open");
        }
        line.close();
    }

    private static String moment(long micros) {
        long distance = Math.abs(micros);
        return (distance % 1_000 == 0 ? distance / 1_000 + " ms" : distance + " µs")
                + (micros < 0 ? " before" : " after");
    }

    private static Callable<Boolean> list(Control control, TesterKey key) {
        return () ->
                control.list(false).stream().anyMatch(peer -> peer.publicKey().equals(ListChanges.text(key)));
    }

    private static void waitUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            if (left > 200_000) {
                LockSupport.parkNanos(left - 100_000);
            } else {
                Thread.onSpinWait();
            }
        }
    }

    /** What hangs is started anew, if somebody can, so that whatever comes next finds a target that answers. */
    private <T> T inTime(Future<T> asked, String what) throws InterruptedException {
        long limit = encounter.timing().scaled(ANSWER_MILLIS).toMillis();
        String why;
        try {
            return asked.get(limit, TimeUnit.MILLISECONDS);
        } catch (TimeoutException hangs) {
            why = " was not answered within " + limit + " ms";
        } catch (ExecutionException e) {
            why = " failed: " + e.getCause();
        }
        try {
            encounter.control().restart();
        } catch (ControlException cannot) {
            encounter.trace().note("the target could not be started anew: " + cannot.text());
        }
        throw EndOfCase.proven(what + why);
    }

    // ---- afterwards ----

    private void comeBack() throws Exception {
        for (TesterKey low : lows) {
            again(
                    low,
                    () -> encounter
                            .accepted(low, "a good request of " + low + ", which was removed", d -> d)
                            .line());
        }
        for (TesterKey high : highs) {
            high.porch().open();
            again(high, () -> encounter.porter().session(high).line());
            high.porch().shut();
        }
    }

    private void again(TesterKey key, Callable<Line> session) throws Exception {
        ListChanges.add(encounter, key);
        try {
            Line line = session.call();
            ListChanges.settle(encounter, key);
            ListChanges.remove(encounter, key);
            line.close();
        } catch (EndOfCase end) {
            encounter.refused(control -> control.remove(List.of(ListChanges.text(key))));
            throw end;
        }
    }

    @Override
    public void close() {
        remover.shutdown();
        lows.forEach(key -> key.porch().close());
        highs.forEach(key -> key.porch().close());
    }
}
