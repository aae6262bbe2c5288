package dev.peering.conformance.manual;

import static dev.peering.conformance.Level.SEC;
import static dev.peering.conformance.Level.SHOULD;
import static dev.peering.conformance.Level.WIRE;

import dev.peering.conformance.CaseSpec.Trait;
import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.Outcome;
import dev.peering.conformance.control.ListedPeer;
import dev.peering.conformance.net.Heard;
import dev.peering.conformance.net.Line;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** MP-L-12, MP-L-14 to MP-L-16: starting, stopping, remembering. */
final class LifeCycle {

    private static final int CYCLES = 500;
    private static final int CYCLES_SLOW = 10_000;
    private static final long NANOS_PER_CYCLE = 10_000_000;
    private static final Map<String, Long> MOST_GROWTH = Map.of("threads", 10L, "sockets", 10L, "bytes", 20_000_000L);

    private LifeCycle() {}

    static void addTo(Catalogue catalogue) {
        restarts(catalogue);
        cycles(catalogue);
    }

    private static void restarts(Catalogue catalogue) {
        catalogue
                .add("MP-L-12", SHOULD, "seed 001")
                .trait(Trait.LAST)
                .asks("The list survives a crash.")
                .because("Peers added at run time are gone otherwise, and nobody notices before they are needed.")
                .by("A peer is added; kill -9; start; the list is asked for.")
                .passes("the list is the same")
                .fails("entries are missing or others are there")
                .within(120)
                .play(e -> {
                    requireStopping(e);
                    TesterKey low = e.keys().spareLows().get(3);
                    ListChanges.add(e, low);
                    Set<String> before = keysOf(e);
                    e.change(control -> control.restart());
                    Set<String> after = keysOf(e);
                    relist(e, after);
                    e.refused(control -> control.remove(List.of(ListChanges.text(low))));
                    if (!before.equals(after)) {
                        throw EndOfCase.fail(before.size() + " entries before, " + after.size() + " after");
                    }
                    return Outcome.pass("the same " + after.size() + " entries");
                });
        catalogue
                .add("MP-L-14", SHOULD, "3.5.2: or the node shuts down")
                .trait(Trait.LAST)
                .asks("A shutdown closes all connections and ends well.")
                .because("Neighbors should see at once that the node is gone; supervisors read the exit code.")
                .by("A session of either direction, then an orderly stop.")
                .passes("both closed within 5 s, exit code 0")
                .fails("a connection left open", "another exit code")
                .needs(1, 1)
                .within(120)
                .play(LifeCycle::shutdown);
        catalogue
                .add("MP-L-15", WIRE, "seed 001: manualPeering.knownPeers")
                .trait(Trait.LAST)
                .asks("The configured list is read at the start.")
                .because("That is how the specification tells operators to set neighbors.")
                .by("knownPeers set to one peer; stop; start.")
                .passes("that peer is answered")
                .fails("not answered")
                .within(120)
                .play(e -> {
                    TesterKey low = e.keys().spareLows().get(3);
                    String json = Lines.oneLine(List.of(low.listed()));
                    // Configured before it is stopped, so that a target that cannot be configured is left running.
                    e.change(control -> control.config(Map.of("knownPeers", json)));
                    e.controlled(control -> control.stop(e.timing().scaled(5000)));
                    e.change(control -> control.start());
                    e.accepted(low);
                    ListChanges.settle(e, low);
                    relist(e, keysOf(e));
                    e.refused(control -> control.remove(List.of(ListChanges.text(low))));
                    return Outcome.pass("the configured peer is answered");
                });
    }

    private static Set<String> keysOf(Encounter e) {
        Set<String> keys = new HashSet<>();
        e.controlled(control -> control.list(false)).forEach(peer -> keys.add(peer.publicKey()));
        return keys;
    }

    /** What a restart forgot is added again, for the cases that follow. */
    private static void relist(Encounter e, Set<String> listed) {
        List<ListedPeer> missing = e.keys().toList().stream()
                .filter(key -> !listed.contains(ListChanges.text(key)))
                .map(TesterKey::listed)
                .toList();
        if (!missing.isEmpty()) {
            e.change(control -> control.add(missing));
        }
    }

    /** The strongest need first: who is sent to the web API for the list should not be sent on from there. */
    private static void requireStopping(Encounter e) {
        if (!e.control().canStop()) {
            throw EndOfCase.unsupported("stopping and starting the target needs --adapter");
        }
    }

    private static Outcome shutdown(Encounter e) throws Exception {
        requireStopping(e);
        // The answer of the adapter decides first whether the target can be stopped at all.
        e.controlled(control -> control.list(false));
        Line outbound = e.porter().session(e.high()).line();
        Line inbound = e.accepted(e.low()).line();
        ListChanges.settle(e, e.low());
        int code = e.controlled(control -> control.stop(e.timing().scaled(5000)));
        Heard one = outbound.hear(64, e.timing().scaled(1000));
        Heard two = inbound.hear(64, e.timing().scaled(1000));
        e.change(control -> control.start());
        relist(e, keysOf(e));
        if (!one.ended() || !two.ended()) {
            throw EndOfCase.fail("a connection was left open by the shutdown");
        }
        if (code != 0) {
            throw EndOfCase.fail("exit code " + code);
        }
        return Outcome.pass("both closed, exit code 0");
    }

    private static void cycles(Catalogue catalogue) {
        catalogue
                .add("MP-L-16", SEC, "3.5.2")
                .trait(Trait.LAST)
                .asks("Adding and removing leaves nothing behind.")
                .because("A worker or a timer per change fills a node that is managed by scripts.")
                .by(
                        "A peer is added and removed 500 times or as often as fits in 5 s (with --slow 10,000 times, or 100 s), then an interval of rest; "
                                + "the adapter tells threads, sockets, memory. Twice, for a garbage collector may hide one round's growth.")
                .passes("no more threads or sockets than before, give or take ten; less than 20 MB")
                .fails("growth")
                .within(1_200)
                .play(e -> {
                    List<String> rounds = new ArrayList<>();
                    for (int round = 1; round <= 2; round++) {
                        rounds.add(cycle(e));
                    }
                    return Outcome.pass(String.join("; ", rounds));
                });
    }

    private static String cycle(Encounter e) throws InterruptedException {
        TesterKey high = e.keys().spareHighs().get(3);
        Map<String, Long> before = e.controlled(control -> control.usage());
        int most = e.settings().manner().slow() ? CYCLES_SLOW : CYCLES;
        long end = System.nanoTime() + most * NANOS_PER_CYCLE;
        int cycles = 0;
        for (; cycles < most && System.nanoTime() < end; cycles++) {
            ListChanges.add(e, high);
            ListChanges.remove(e, high);
        }
        long rested = System.nanoTime() + e.timing().intervals(1).toNanos();
        while (true) {
            Map<String, Long> after = e.controlled(control -> control.usage());
            Optional<String> growth = growth(before, after);
            if (growth.isEmpty()) {
                return cycles + " cycles, before " + before + ", after " + after;
            }
            if (System.nanoTime() > rested) {
                throw EndOfCase.proven(growth.get() + " after " + cycles + " cycles");
            }
            Thread.sleep(200);
        }
    }

    private static Optional<String> growth(Map<String, Long> before, Map<String, Long> after) {
        return MOST_GROWTH.entrySet().stream()
                .filter(most -> grown(before, after, most.getKey()) > most.getValue())
                .map(most -> grown(before, after, most.getKey()) + " more " + most.getKey())
                .findFirst();
    }

    private static long grown(Map<String, Long> before, Map<String, Long> after, String name) {
        return after.getOrDefault(name, 0L) - before.getOrDefault(name, 0L);
    }
}
