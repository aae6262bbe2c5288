package dev.peering.conformance.manual;

import static dev.peering.conformance.Level.MUST;
import static dev.peering.conformance.Level.SHOULD;
import static dev.peering.conformance.Level.WIRE;

import dev.peering.conformance.CaseSpec.Trait;
import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.Outcome;
import dev.peering.conformance.control.ControlException;
import dev.peering.conformance.control.ListedPeer;
import dev.peering.conformance.net.Heard;
import dev.peering.conformance.net.Line;
import dev.peering.conformance.net.Porch;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** MP-L-01 to MP-L-07, MP-L-10, MP-L-11, MP-L-13: the list at run time. */
final class ListChanges {

    private ListChanges() {}

    static void addTo(Catalogue catalogue) {
        told(catalogue);
        added(catalogue);
        removed(catalogue);
        status(catalogue);
    }

    static String text(TesterKey key) {
        return key.key().toString();
    }

    static void add(Encounter e, TesterKey... keys) {
        e.change(control ->
                control.add(Arrays.stream(keys).map(TesterKey::listed).toList()));
    }

    static void remove(Encounter e, TesterKey... keys) {
        e.change(control ->
                control.remove(Arrays.stream(keys).map(ListChanges::text).toList()));
    }

    /**
     * Waits until the target's own list says that a peer is connected, a second at most, or not at all where the list cannot be asked for. Whoever
     * removes a peer, or leaves, in the very moment it connects tries something else than the case is about; GoShimmer's list never answers again
     * after the one, and may never await the peer again after the other. True when the list said so.
     */
    static boolean settle(Encounter e, TesterKey key) throws InterruptedException {
        long deadline = System.nanoTime() + e.timing().scaled(1000).toNanos();
        try {
            while (System.nanoTime() < deadline) {
                if (e.control().list(true).stream()
                        .anyMatch(peer -> peer.publicKey().equals(text(key)))) {
                    return true;
                }
                Thread.sleep(20);
            }
        } catch (ControlException cannot) {
            e.trace().note("whether " + key + " is shown as connected cannot be asked");
        }
        return false;
    }

    static Optional<ListedPeer> entry(Encounter e, TesterKey key, boolean onlyConnected) {
        return e.controlled(control -> control.list(onlyConnected)).stream()
                .filter(peer -> peer.publicKey().equals(text(key)))
                .findFirst();
    }

    private static void told(Catalogue catalogue) {
        catalogue
                .add("MP-L-01", WIRE, "seed 001; GoShimmer web API")
                .trait(Trait.LAST)
                .asks("The list tells key, address, direction and status of every peer.")
                .because("Operators and tools read it to see who is there.")
                .by("The list is asked for.")
                .passes("all of the suite's identities are in it, with the right directions")
                .fails("one is missing", "a member is missing", "a wrong direction")
                .needs(0, 0)
                .play(e -> {
                    e.controlled(control -> control.list(false));
                    for (TesterKey key : e.keys().toList()) {
                        ListedPeer peer = entry(e, key, false)
                                .orElseThrow(() -> EndOfCase.fail(key + " is on the list and not told"));
                        String direction = e.keys().above(key.key()) ? "outbound" : "inbound";
                        boolean statusKnown = peer.status().equals("connected")
                                || peer.status().equals("disconnected");
                        if (!peer.direction().equals(direction)
                                || !statusKnown
                                || !peer.addresses().equals(List.of(key.porch().address()))) {
                            throw EndOfCase.fail(key + " is told as " + peer);
                        }
                    }
                    return Outcome.pass(e.keys().toList().size() + " entries are complete and right");
                });
        catalogue
                .add("MP-L-11", SHOULD, "GoShimmer web API")
                .trait(Trait.LAST)
                .asks("The filter for connected peers is exact.")
                .because("Monitoring counts what it returns.")
                .by("One session; the list with and without the filter.")
                .passes("exactly those with status connected")
                .fails("others, or some missing")
                .needs(1, 0)
                .play(e -> {
                    e.accepted(e.low());
                    waitFor(
                            e,
                            "connected",
                            () -> entry(e, e.low(), false)
                                    .filter(ListedPeer::connected)
                                    .isPresent());
                    for (int i = 0; i < 5; i++) {
                        List<String> filtered = connected(e.controlled(control -> control.list(true)));
                        List<String> all = connected(e.controlled(control -> control.list(false)));
                        if (filtered.equals(all)
                                && e.controlled(control -> control.list(true)).stream()
                                        .allMatch(ListedPeer::connected)) {
                            return Outcome.pass(filtered.size() + " connected, the same in both lists");
                        }
                        Thread.sleep(200);
                    }
                    throw EndOfCase.fail("the filtered list is not the connected part of the whole one");
                });
    }

    private static List<String> connected(List<ListedPeer> peers) {
        return peers.stream()
                .filter(ListedPeer::connected)
                .map(ListedPeer::publicKey)
                .sorted()
                .toList();
    }

    private static void added(Catalogue catalogue) {
        catalogue
                .add("MP-L-02", MUST, "3.5.2, seed 001")
                .asks("Peers added while the target runs are dialed or awaited.")
                .because("Operators add neighbors without restarting.")
                .by("One peer below and one above are added.")
                .passes("the one above is dialed and the one below is answered within an interval and a second")
                .fails("not dialed", "not answered")
                .play(e -> {
                    TesterKey low = e.keys().spareLows().get(1);
                    TesterKey high = e.keys().spareHighs().get(1);
                    high.porch().open();
                    add(e, low, high);
                    try {
                        e.porter().session(high);
                        e.accepted(low);
                        settle(e, low);
                        settle(e, high);
                        return Outcome.pass("dialed and answered");
                    } finally {
                        high.porch().shut();
                        remove(e, low, high);
                    }
                });
        catalogue
                .add("MP-L-03", SHOULD, "seed 001; GoShimmer web API")
                .trait(Trait.LAST)
                .asks("A bad key or address is refused with an error and not added.")
                .because("A silent mistake in the list is a neighbor that never comes.")
                .by("A key of 31 bytes; the address x:y.")
                .passes("refused both times, the list is as before")
                .fails("accepted", "the list changed")
                .play(e -> {
                    TesterKey high = e.keys().spareHighs().get(1);
                    String shortKey = Base58Text.of(Arrays.copyOf(high.keyBytes(), 31));
                    int before = e.controlled(control -> control.list(false)).size();
                    boolean key = e.refused(control -> control.add(
                            List.of(ListedPeer.of(shortKey, high.porch().address()))));
                    boolean address = e.refused(control -> control.add(List.of(ListedPeer.of(text(high), "x:y"))));
                    int after = e.controlled(control -> control.list(false)).size();
                    e.refused(control -> control.remove(List.of(text(high))));
                    if (!key || !address || before != after) {
                        throw EndOfCase.fail("bad key " + (key ? "refused" : "taken") + ", bad address "
                                + (address ? "refused" : "taken") + ", " + before + " entries before, " + after
                                + " after");
                    }
                    return Outcome.pass("both refused, nothing added");
                });
        catalogue
                .add("MP-L-04", SHOULD, "seed 001")
                .asks("Adding a peer again changes nothing.")
                .because("Scripts add what they want to be there, again and again.")
                .by("A session; its peer is added once more.")
                .passes("no error, the session stays, one entry")
                .fails("an error", "the session ends", "two entries")
                .needs(1, 0)
                .play(e -> {
                    Session session = e.accepted(e.low());
                    add(e, e.low());
                    Heard heard = session.line().hear(1, e.timing().scaled(1500));
                    long entries = e.controlled(control -> control.list(false)).stream()
                            .filter(peer -> peer.publicKey().equals(text(e.low())))
                            .count();
                    if (heard.ended() || entries != 1) {
                        throw EndOfCase.fail("session " + heard.text() + ", " + entries + " entries");
                    }
                    return Outcome.pass("the session stays, one entry");
                });
        catalogue
                .add("MP-L-05", MUST, "3.5.2 grouping")
                .asks("The target's own key cannot be added.")
                .because("It is neither above nor below itself; a node that dials itself talks to itself.")
                .by("Its own key with its own address.")
                .passes("refused with an error")
                .fails("accepted")
                .play(e -> {
                    String own = e.settings().targetKey().toString();
                    if (!e.refused(control -> control.add(List.of(ListedPeer.of(own, e.targetAddress()))))) {
                        e.refused(control -> control.remove(List.of(own)));
                        throw EndOfCase.fail("its own key was added");
                    }
                    return Outcome.pass("refused");
                });
        catalogue
                .add("MP-L-13", SHOULD, "seed 001")
                .asks("A peer's changed address is used at the next dial, and the session it has stays.")
                .because("Peers move; an operator should not have to cut a link to say so.")
                .by("A session; the peer is added again with another address; then the session is dropped.")
                .passes("the session stays until it is dropped, then the new address is dialed")
                .fails("the session ends at the change", "the old address is dialed")
                .play(ListChanges::moved);
    }

    private static Outcome moved(Encounter e) throws Exception {
        TesterKey high = e.keys().spareHighs().get(2);
        high.porch().open();
        add(e, high);
        try (Porch elsewhere = new Porch(InetAddress.getLoopbackAddress(), 0)) {
            elsewhere.open();
            Line line = e.porter().session(high).line();
            e.change(control -> control.add(List.of(ListedPeer.of(text(high), elsewhere.address()))));
            if (line.hear(1, e.timing().scaled(1000)).ended()) {
                throw EndOfCase.fail("the session ended when the address changed");
            }
            line.close();
            Optional<Line> moved = elsewhere.next(e.timing().redial(), "moved", e.trace());
            if (moved.isEmpty()) {
                throw EndOfCase.fail("the new address was not dialed");
            }
            moved.get().close();
            return Outcome.pass("the session stayed, the next dial went to the new address");
        } finally {
            high.porch().shut();
            remove(e, high);
        }
    }

    private static void removed(Catalogue catalogue) {
        catalogue
                .add("MP-L-06", MUST, "3.5.2: closing the connection directly")
                .asks("Removing a peer closes its connection without a message, and ends the dialing.")
                .because("The text says so: no drop message; what the other side does is its operator's business.")
                .by("A session the target dialed; the peer is removed; three intervals of watching.")
                .passes("closed without a byte, no dial for three intervals")
                .fails("a message first", "left open", "dialed again")
                .play(e -> {
                    TesterKey high = e.keys().spareHighs().get(3);
                    high.porch().open();
                    try {
                        add(e, high);
                        Line line = e.porter().session(high).line();
                        settle(e, high);
                        remove(e, high);
                        Heard heard = line.hear(64, e.timing().close());
                        if (heard.length() > 0 || !heard.ended()) {
                            throw EndOfCase.fail("after the removal: " + heard.text());
                        }
                        if (e.porter().visitor(high, e.timing().intervals(3)).isPresent()) {
                            throw EndOfCase.fail("it dialed a removed peer");
                        }
                        return Outcome.pass(heard.text() + "; no dial for three intervals");
                    } finally {
                        high.porch().shut();
                        e.refused(control -> control.remove(List.of(text(high))));
                    }
                });
        catalogue
                .add("MP-L-07", MUST, "3.5.2")
                .asks("A removed peer that knocks is refused like a stranger.")
                .because("It was not told, so it goes on trying; that must not bring it back.")
                .by("A session of a peer below, removal, then its valid request.")
                .passes("the session is closed, the request closed without a byte")
                .fails("answered")
                .play(e -> {
                    TesterKey low = e.keys().spareLows().get(2);
                    add(e, low);
                    Line line = e.accepted(low).line();
                    settle(e, low);
                    remove(e, low);
                    Heard heard = line.hear(1, e.timing().close());
                    if (!heard.ended() || heard.length() > 0) {
                        throw EndOfCase.fail("the session after the removal: " + heard.text());
                    }
                    String seen = e.mustClose(
                            "a removed peer's request",
                            e.request(low).bytes(),
                            e.timing().close());
                    return Outcome.pass(seen);
                });
    }

    private static void status(Catalogue catalogue) {
        catalogue
                .add("MP-L-10", SHOULD, "seed 001; GoShimmer web API")
                .asks("The status tells the truth soon.")
                .because("An operator looks there first when something is wrong.")
                .by("A session the target dialed; cut; made again; the list is asked all the time.")
                .passes("connected within 1 s, disconnected within 3 s, connected again within 1 s")
                .fails("later or never")
                .needs(0, 1)
                .play(e -> {
                    Line line = e.porter().session(e.high()).line();
                    waitFor(e, "connected", () -> isConnected(e, e.high()));
                    line.reset();
                    waitFor(e, "disconnected", () -> !isConnected(e, e.high()));
                    e.porter().session(e.high());
                    waitFor(e, "connected again", () -> isConnected(e, e.high()));
                    return Outcome.pass("connected, disconnected, connected");
                });
    }

    private static boolean isConnected(Encounter e, TesterKey key) {
        return entry(e, key, false).filter(ListedPeer::connected).isPresent();
    }

    private interface Condition {
        boolean holds();
    }

    private static void waitFor(Encounter e, String what, Condition condition) throws InterruptedException {
        Duration limit = e.timing().scaled(3000);
        long begin = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - begin > limit.toNanos()) {
                throw EndOfCase.fail("not " + what + " after " + limit.toMillis() + " ms");
            }
            Thread.sleep(50);
        }
        e.trace().note(what + " after " + (System.nanoTime() - begin) / 1_000_000 + " ms");
    }
}
