package dev.peering.conformance.manual;

import static dev.peering.conformance.Level.MUST;
import static dev.peering.conformance.Level.SEC;
import static dev.peering.conformance.Level.SHOULD;
import static dev.peering.conformance.Level.WIRE;

import dev.peering.conformance.CaseSpec.Trait;
import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.Outcome;
import dev.peering.conformance.Trace;
import dev.peering.conformance.control.ListedPeer;
import dev.peering.conformance.net.Line;
import dev.peering.conformance.net.Porch;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/** MP-O-31 to MP-O-34, MP-O-36, MP-O-38, MP-O-39, MP-O-41: whom the target dials, and how several dials get along. */
final class DialOthers {

    private static final double LEAST_SPREAD = 0.2;

    private DialOthers() {}

    static void addTo(Catalogue catalogue) {
        direction(catalogue);
        several(catalogue);
        addresses(catalogue);
    }

    private static void direction(Catalogue catalogue) {
        catalogue
                .add("MP-O-31", MUST, "3.5.2")
                .asks("There is one attempt per peer at a time.")
                .because("Two crossing attempts of one dialer make two sessions, or none.")
                .by("A slow but timely answer, then two intervals of watching.")
                .passes("one connection, no other beside it")
                .fails("a second connection while the first is open")
                .play(e -> {
                    e.porter().session(e.high(), "a slow good answer", dialed -> {
                        sleep(120);
                        return dialed.answer().bytes();
                    });
                    if (e.porter().visitor(e.high(), e.timing().intervals(2)).isPresent()) {
                        throw EndOfCase.fail("a second connection while the first is open");
                    }
                    return Outcome.pass("one connection for two intervals");
                });
        catalogue
                .add("MP-O-32", MUST, "3.5.2 accepted neighbors")
                .asks("The node with the larger key waits and never dials.")
                .because("If both dial, their connections cross and may end each other for ever.")
                .by("Identities with lower keys listen for six intervals (30 s by default).")
                .passes("no connect")
                .fails("a connect")
                .needs(0, 0)
                .within(120)
                .play(e -> {
                    Thread.sleep(e.timing().intervals(6).toMillis());
                    return Outcome.pass(nobodyLowWasDialed(e));
                });
        catalogue
                .add("MP-O-33", MUST, "3.5.2 grouping")
                .asks("With peers on both sides of its key the target dials only those above.")
                .because("The grouping is per peer, not per node.")
                .by("One identity above gets a session; those below are watched.")
                .passes("only the one above was dialed")
                .fails("one below was dialed", "the one above was not")
                .play(e -> {
                    e.porter().session(e.high());
                    return Outcome.pass(
                            e.high() + ", whose key is higher, was dialed and has a session; " + nobodyLowWasDialed(e));
                });
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static String nobodyLowWasDialed(Encounter e) {
        for (TesterKey low : e.keys().lows()) {
            if (low.porch().knocks() > 0) {
                throw EndOfCase.fail(
                        low + " has a lower key and was dialed " + low.porch().knocks() + " times");
            }
        }
        return "none of " + e.keys().lows().size() + " identities with lower keys was dialed";
    }

    private static void several(Catalogue catalogue) {
        catalogue
                .add("MP-O-34", SHOULD, "3.5.2")
                .asks("A peer that never answers does not hold up another.")
                .because("One dead neighbor must not isolate a node.")
                .by("One identity reads requests and is silent, another answers.")
                .passes("the other gets its session in the usual time")
                .fails("it does not")
                .needs(0, 2)
                .play(e -> {
                    e.porter().mustAsk(e.highs().get(0));
                    e.porter().session(e.highs().get(1));
                    return Outcome.pass("a session beside a silent peer");
                });
        catalogue
                .add("MP-O-36", SHOULD, "3.5.2")
                .asks("After a common outage the dials are spread.")
                .because("A thousand nodes that lost one link dial in step otherwise, again and again.")
                .by("All identities above the target drop their sessions at once; the times of the next dials.")
                .passes("spread over at least a fifth of an interval")
                .fails("all at once, every time")
                .trait(Trait.ALONE)
                .needs(0, -1)
                .within(150)
                .play(DialOthers::spread);
    }

    private static Outcome spread(Encounter e) throws Exception {
        long wanted = (long) (e.timing().interval().toMillis() * LEAST_SPREAD);
        long widest = 0;
        // Dials of so many peers do not come close together by chance; those of a few may.
        int rounds = e.highs().size() >= 24 ? 1 : 3;
        for (int round = 0; round < rounds; round++) {
            widest = Math.max(widest, spreadOfRound(e));
            if (widest >= wanted) {
                return Outcome.pass(e.highs().size() + " dials spread over " + widest + " ms");
            }
        }
        throw EndOfCase.proven(e.highs().size() + " dials within " + widest + " ms"
                + (rounds > 1 ? ", " + rounds + " times over" : ""));
    }

    /** Sessions with everybody, dropped together; then the time between the first and the last dial. */
    private static long spreadOfRound(Encounter e) throws Exception {
        ConcurrentLinkedQueue<Line> sessions = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<String> missing = new ConcurrentLinkedQueue<>();
        everywhere(e, missing, high -> sessions.add(new Porter(e).session(high).line()));
        long dropped = System.nanoTime();
        sessions.forEach(Line::close);
        Duration limit = e.timing().redial().plus(e.timing().scaled(1000));
        ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
        everywhere(e, missing, high -> {
            Optional<Line> line = new Porter(e).visitor(high, limit);
            line.ifPresent(Line::close);
            times.add(line.orElseThrow(() -> EndOfCase.fail("not dialed again")).openedNanos() - dropped);
        });
        if (!missing.isEmpty()) {
            throw EndOfCase.fail("not every peer got its session: " + missing);
        }
        long spread = (Collections.max(times) - Collections.min(times)) / 1_000_000;
        e.trace().note("the dials came within " + spread + " ms");
        return spread;
    }

    private interface AtEach {
        void at(TesterKey high) throws Exception;
    }

    /** The same at all identities at once; who fails is named. */
    private static void everywhere(Encounter e, ConcurrentLinkedQueue<String> failed, AtEach work)
            throws InterruptedException {
        List<Thread> workers = new ArrayList<>();
        for (TesterKey high : e.highs()) {
            Thread worker = new Thread(
                    () -> {
                        try {
                            work.at(high);
                        } catch (Exception gone) {
                            failed.add(high + " (" + gone.getMessage() + ")");
                        }
                    },
                    "at-" + high);
            worker.setDaemon(true);
            worker.start();
            workers.add(worker);
        }
        for (Thread worker : workers) {
            worker.join();
        }
    }

    private static void addresses(Catalogue catalogue) {
        catalogue
                .add("MP-O-38", WIRE, "3.5.2 IP address")
                .asks("A peer at an IPv6 address is dialed, and the request names it in brackets.")
                .because("ip:port without brackets cannot be read back.")
                .by("An identity that listens at [::1].")
                .passes("dialed; to is [::1]:port")
                .fails("not dialed", "another to")
                .needs(0, 0)
                .play(DialOthers::ipv6);
        catalogue
                .add("MP-O-39", SHOULD, "seed 001")
                .asks("A peer given by name is looked up at every dial.")
                .because("Home connections change their addresses; a name is given so that this does not matter.")
                .by(
                        "A name that means 127.0.0.1 first and 127.0.0.2 later; needs an adapter that can say what a name means.")
                .passes("the next dial goes to the new address")
                .fails("it goes to the old one")
                .needs(0, 0)
                .play(DialOthers::newAddress);
        catalogue
                .add("MP-O-41", SEC, "3.5.3")
                .asks("An impostor at one address of a peer does not keep the target from another.")
                .because("Taking over one old address must not cut a peer off.")
                .by(
                        "A stranger answers at the peer's first address, the peer at its second; needs a list with several addresses.")
                .passes("a session with the peer within two intervals and two seconds")
                .fails("no session with the peer")
                .needs(0, 0)
                .play(DialOthers::impostor);
    }

    private static Outcome ipv6(Encounter e) throws Exception {
        TesterKey at =
                e.keys().highOnIpv6().orElseThrow(() -> EndOfCase.skip("this machine has no IPv6 loopback address"));
        at.porch().open();
        try {
            Dialed dialed = e.porter().mustAsk(at);
            String to = Fields.bytesIn(dialed.request().data(), 2)
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .orElse("nothing");
            if (!to.equals(at.porch().address())) {
                throw EndOfCase.fail(
                        "to is " + to + ", dialed was " + at.porch().address());
            }
            return Outcome.pass("dialed; to is " + to);
        } finally {
            at.porch().shut();
        }
    }

    private static Outcome newAddress(Encounter e) throws Exception {
        TesterKey peer = e.keys().spareHighs().get(0);
        String name = "peer.conformance.test";
        e.change(control -> control.config(Map.of("host:" + name, "127.0.0.1")));
        e.change(control -> control.add(List.of(
                ListedPeer.of(peer.key().toString(), name + ":" + peer.porch().port()))));
        peer.porch().open();
        try (Porch second =
                new Porch(InetAddress.getByName("127.0.0.2"), peer.porch().port())) {
            second.open();
            e.porter().session(peer).line().close();
            e.change(control -> control.config(Map.of("host:" + name, "127.0.0.2")));
            Optional<Line> moved = second.next(e.timing().redial(), "moved", e.trace());
            if (moved.isEmpty()) {
                throw EndOfCase.fail("the new address was not dialed within an interval and a second");
            }
            moved.get().close();
            return Outcome.pass("the next dial went to the new address");
        } finally {
            peer.porch().shut();
            e.refused(control -> control.remove(List.of(peer.key().toString())));
        }
    }

    private static Outcome impostor(Encounter e) throws Exception {
        TesterKey peer = e.keys().spareHighs().get(4);
        TesterKey thief = e.keys().spareHighs().get(5);
        if (e.refused(control -> control.add(List.of(new ListedPeer(
                peer.key().toString(),
                List.of(thief.porch().address(), peer.porch().address()),
                "",
                ""))))) {
            throw EndOfCase.unsupported("the list takes one address per peer");
        }
        thief.porch().open();
        peer.porch().open();
        try {
            Thread answering = new Thread(() -> impersonate(e, thief), "impostor");
            answering.setDaemon(true);
            answering.start();
            Duration limit = e.timing().redial().multipliedBy(2);
            Optional<Line> line = e.porter().visitor(peer, limit);
            answering.interrupt();
            answering.join();
            if (line.isEmpty()) {
                throw EndOfCase.fail("the peer's own address was not dialed within " + limit.toMillis() + " ms");
            }
            Dialed dialed = e.porter().read(peer, line.get());
            dialed.line().send(dialed.answer().bytes(), "the peer's answer");
            if (dialed.line().hear(1, e.timing().scaled(400)).ended()) {
                throw EndOfCase.fail("the peer's good answer was refused");
            }
            return Outcome.pass("a session with the peer behind its impostor");
        } finally {
            thief.porch().shut();
            peer.porch().shut();
            e.refused(control -> control.remove(List.of(peer.key().toString())));
        }
    }

    private static void impersonate(Encounter e, TesterKey thief) {
        Trace trace = e.trace();
        Porter porter = new Porter(e);
        try {
            while (!Thread.interrupted()) {
                Optional<Line> line = porter.visitor(thief, Duration.ofMillis(200));
                if (line.isPresent()) {
                    Dialed dialed = porter.read(thief, line.get());
                    dialed.line().send(dialed.answer().bytes(), "an impostor's answer");
                }
            }
        } catch (IOException | EndOfCase gone) {
            trace.note("the impostor stopped: " + gone.getMessage());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
