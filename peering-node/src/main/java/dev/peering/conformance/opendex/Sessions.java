package dev.peering.conformance.opendex;

import static dev.peering.conformance.Level.MUST;
import static dev.peering.conformance.Level.SEC;
import static dev.peering.conformance.Level.SHOULD;
import static dev.peering.conformance.Level.WIRE;

import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.Outcome;
import dev.peering.conformance.net.Porch;
import dev.peering.wire.opendex.DisconnectReason;
import dev.peering.wire.opendex.Disconnecting;
import dev.peering.wire.opendex.GetNodes;
import dev.peering.wire.opendex.NodeAddress;
import dev.peering.wire.opendex.NodeEntry;
import dev.peering.wire.opendex.NodeState;
import dev.peering.wire.opendex.NodeStateUpdate;
import dev.peering.wire.opendex.Nodes;
import dev.peering.wire.opendex.Packet;
import dev.peering.wire.opendex.Ping;
import dev.peering.wire.opendex.Pong;
import dev.peering.wire.opendex.SessionAck;
import dev.peering.wire.opendex.TradePacket;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What holds while a session is open: pings, node lists, states, trade packets, second connections, leaving. */
final class Sessions {

    private static final int ALREADY_CONNECTED = 8;
    private static final int LOOKS = 10;
    private static final int MANY_NODES = 300;

    /** Far above what a careful node dials in an hour, far below what was sent. */
    private static final int MOST_DIALS = 128;

    private Sessions() {}

    static void addTo(Catalogue catalogue) {
        doubles(catalogue);
        leaving(catalogue);
        nodes(catalogue);
        others(catalogue);
        flood(catalogue);
    }

    /** An address that is never found, so that nobody is ever dialed. */
    static NodeState at(String name) {
        return NodeState.of(List.of(new NodeAddress(name + ".conformance.invalid", 8885)), List.of());
    }

    private static void doubles(Catalogue catalogue) {
        catalogue
                .accepts(12, MUST, "opendex.md 5.2, 8.4")
                .asks("A second connection of a connected identity is refused, and the first stays.")
                .because("Two sessions of one peer answer each other's requests.")
                .by("A session; then another handshake of the same identity.")
                .passes("Disconnecting(8) on the second, which closes; the first answers a Ping")
                .fails("two sessions", "the first is lost", "another reason")
                .play(e -> {
                    Tester tester = e.tester();
                    Talk first = e.opened(tester);
                    first.mustPong("in the first session");
                    Talk second = e.asked(e.init(tester));
                    String seen = refusedWhile(e, first, second, ALREADY_CONNECTED);
                    first.mustPong("in the first session, after the second was refused");
                    return Outcome.pass("the second: " + seen + "; the first works");
                });
        catalogue
                .accepts(78, SHOULD, "opendex.md 8.4, 15")
                .asks("An identity whose session ended may come back at once.")
                .because("Half-dead sessions that keep their peer out made both sides give up.")
                .by("A session, closed; then a handshake of the same identity.")
                .passes("a session within 5 s")
                .fails("refused for longer")
                .play(e -> {
                    Tester tester = e.tester();
                    e.opened(tester).close();
                    for (int i = 1; i <= LOOKS; i++) {
                        try {
                            Talk again = e.opened(tester);
                            again.mustPong("in the second session");
                            return Outcome.pass("a session at try " + i);
                        } catch (EndOfCase notYet) {
                            e.ground().patience(e.timing().scaled(500));
                        }
                    }
                    throw EndOfCase.fail("refused " + LOOKS + " times after its session had ended");
                });
    }

    /** A careful target asks the first whether it still lives before it refuses the second, so the first must go on answering. */
    static String refusedWhile(Encounter e, Talk first, Talk second, int reason) {
        long deadline = System.nanoTime() + 3 * e.timing().answer().toNanos();
        while (System.nanoTime() < deadline) {
            first.pump(e.timing().scaled(100));
            Farewell farewell = second.farewell(e.timing().scaled(200));
            if (farewell.ended()) {
                if (!farewell.said(reason)) {
                    throw EndOfCase.fail("refused with " + farewell.text() + "; wanted Disconnecting(" + reason + ")");
                }
                return farewell.text();
            }
            if (farewell.answered().isPresent() && second.word().isEmpty()) {
                throw EndOfCase.fail("not refused but answered: " + farewell.text());
            }
        }
        throw EndOfCase.fail("neither refused nor answered");
    }

    private static void leaving(Catalogue catalogue) {
        catalogue
                .accepts(32, SHOULD, "opendex.md 7, D6")
                .asks("A Disconnecting from us ends the session: the target closes.")
                .because("We have said that we leave; the original goes on until TCP ends.")
                .by("A session, then Disconnecting(9), and an unknown reason 99 in another session.")
                .passes("closed within 5 s, for both")
                .fails("the connection stays open")
                .play(e -> {
                    List<String> seen = new ArrayList<>();
                    for (long reason : new long[] {9, 99}) {
                        Talk talk = e.opened(e.tester());
                        talk.send(new Disconnecting(Tester.newId(), reason, ""));
                        seen.add(e.mustEnd(talk, "after our Disconnecting(" + reason + ")"));
                    }
                    return Outcome.pass(String.join("; ", seen));
                });
        catalogue
                .accepts(33, SHOULD, "opendex.md 8.1")
                .asks("An idle session carries a Ping, and a Ping without a Pong ends it.")
                .because("This is how a dead peer is noticed.")
                .by("A session; the next Ping is not answered.")
                .passes("a Ping within 40 s, then Disconnecting(1) and closed within 20 s")
                .fails("no Ping", "the session stays open", "another reason")
                .within(90)
                .play(e -> {
                    Talk talk = e.opened(e.tester());
                    talk.ignorePings();
                    Optional<Packet> ping = talk.await(
                            packet -> packet instanceof Ping, e.timing().ping());
                    if (ping.isEmpty()) {
                        throw EndOfCase.fail("no Ping for " + e.timing().ping().toSeconds() + " s, "
                                + talk.word().map(Words::of).orElse(talk.ended() ? "closed" : "silence"));
                    }
                    return Outcome.pass(AcceptStalls.stalled(e, talk, "a Ping without a Pong"));
                });
    }

    // ---- node lists and states ----

    private static void nodes(Catalogue catalogue) {
        catalogue
                .accepts(48, WIRE, "opendex.md D8, 9")
                .asks("GetNodes is answered with the connected peers that have an address, without the one who asks.")
                .because("This is how nodes find each other.")
                .by("A session of A with an address, one of B; B asks.")
                .passes("Nodes with B's id as req_id, A with its address in it, B not")
                .fails("no answer", "A is missing for 5 s", "B is in it")
                .play(e -> {
                    Tester a = e.tester();
                    Tester b = e.tester();
                    Talk first = e.opened(a, at("a"));
                    Talk second = e.opened(b, at("b"));
                    String wanted = at("a").addresses().get(0).toString();
                    Nodes last = untilListed(e, first, second, a, wanted);
                    if (last.nodes().stream().anyMatch(node -> node.nodeKey().equals(b.key()))) {
                        throw EndOfCase.proven("the one who asked is in the list");
                    }
                    return Outcome.pass(Words.of(last) + ", among them A at " + wanted);
                });
        catalogue
                .accepts(49, WIRE, "opendex.md 11, D2")
                .asks("A NodeStateUpdate replaces what the target knows of its sender.")
                .because("It is always the whole state.")
                .by("A session of A; A sends a NodeStateUpdate with another address; B asks GetNodes.")
                .passes("the list holds A's new address, and A's session stays")
                .fails("the old address for 5 s", "A's session ends")
                .play(e -> {
                    Tester a = e.tester();
                    Talk first = e.opened(a, at("old"));
                    Talk second = e.opened(e.tester());
                    first.send(new NodeStateUpdate(Tester.newId(), at("new")));
                    untilListed(
                            e, first, second, a, at("new").addresses().get(0).toString());
                    first.mustPong("in A's session after the update");
                    return Outcome.pass("the new address is in the list");
                });
    }

    /** Asks until somebody is listed with this address; the other session has to stay alive meanwhile. */
    private static Nodes untilListed(Encounter e, Talk other, Talk asker, Tester who, String address) {
        String seen = "not in it";
        for (int i = 0; i < LOOKS; i++) {
            other.pump(e.timing().scaled(250));
            Nodes nodes = ask(e, asker);
            Optional<NodeEntry> entry = nodes.nodes().stream()
                    .filter(node -> node.nodeKey().equals(who.key()))
                    .findFirst();
            if (entry.isPresent()) {
                seen = entry.get().addresses().toString();
                if (entry.get().addresses().stream()
                        .anyMatch(one -> one.toString().equals(address))) {
                    return nodes;
                }
            }
            asker.pump(e.timing().scaled(250));
        }
        throw EndOfCase.fail("the node list should hold " + who.name() + " at " + address + ": " + seen);
    }

    static Nodes ask(Encounter e, Talk asker) {
        for (int i = 0; i < 2; i++) {
            String id = Tester.newId();
            asker.send(new GetNodes(id));
            Optional<Packet> answer = asker.await(
                    packet -> packet instanceof Nodes nodes && nodes.requestId().equals(id),
                    e.timing().answer().dividedBy(2));
            if (answer.isPresent() && answer.get() instanceof Nodes nodes) {
                return nodes;
            }
        }
        throw EndOfCase.fail("GetNodes is not answered, "
                + asker.word().map(Words::of).orElse(asker.ended() ? "closed" : "silence"));
    }

    // ---- packets that must do nothing ----

    private static void others(Catalogue catalogue) {
        catalogue
                .accepts(53, WIRE, "opendex.md 3.2")
                .asks("Packets about orders and swaps do not end the session.")
                .because("They are legal; a node that does not trade has to bear them.")
                .by(
                        "A session; an order, its end, a question for orders, a failed swap, a sanity swap and answers to nothing.")
                .passes("a Ping afterwards is answered")
                .fails("the session ends")
                .play(e -> {
                    Talk talk = e.opened(e.tester());
                    trade().forEach(talk::send);
                    talk.mustPong("after packets about orders and swaps");
                    return Outcome.pass(trade().size() + " packets are borne");
                });
        catalogue
                .accepts(54, WIRE, "opendex.md 3.3, 11, 12")
                .asks("Answers that nobody asked for, and a second SessionInit or SessionAck, do nothing.")
                .because("The original ignores them, so they are out there.")
                .by(
                        "A session; a Pong, a Nodes and a SessionAck for random ids, and our own SessionInit again with new keys.")
                .passes("a Ping afterwards is answered")
                .fails("the session ends")
                .play(e -> {
                    Tester tester = e.tester();
                    Talk talk = e.opened(tester);
                    talk.send(new Pong(Tester.newId(), Tester.newId()));
                    talk.send(new Nodes(Tester.newId(), Tester.newId(), List.of()));
                    sealedAnyway(
                            talk,
                            new SessionAck(
                                    Tester.newId(),
                                    Tester.newId(),
                                    Tester.ephemeral().publicText()));
                    sealedAnyway(talk, e.init(tester).packet());
                    talk.mustPong("after answers that nobody asked for");
                    return Outcome.pass("ignored");
                });
        catalogue
                .accepts(55, SEC, "opendex.md 11")
                .asks("A SessionInit of another identity inside a session changes nothing.")
                .because("Otherwise a peer becomes somebody else behind the back of every check.")
                .by("A session of A; in it a SessionInit of B; then B connects by itself.")
                .passes(
                        "B gets its own session",
                        "A's session is ended with Disconnecting(4) or (13), and B gets its own")
                .fails("B is taken for connected")
                .play(e -> {
                    Tester b = e.tester();
                    Talk talk = e.opened(e.tester());
                    sealedAnyway(talk, e.init(b).packet());
                    talk.pump(e.timing().settle());
                    Talk own = e.opened(b);
                    own.mustPong("in B's own session");
                    return Outcome.pass("B gets its own session; A's: "
                            + talk.word().map(Words::of).orElse(talk.ended() ? "closed" : "stays"));
                });
    }

    private static void sealedAnyway(Talk talk, Packet packet) {
        talk.sendSealed(packet.type().code(), Frames.payload(packet), "encrypted " + Words.of(packet));
    }

    private static List<Packet> trade() {
        String nobody = Tester.newId();
        TradePacket.Offer offer = new TradePacket.Offer(Tester.newId(), "LTC/BTC", 0.0125, 1_500_000, true, "");
        return List.of(
                new TradePacket.Order(Tester.newId(), offer),
                new TradePacket.OrderInvalidation(Tester.newId(), offer.id(), "LTC/BTC", 5),
                new TradePacket.GetOrders(Tester.newId(), List.of("LTC/BTC")),
                new TradePacket.Orders(Tester.newId(), nobody, List.of(offer)),
                new TradePacket.SanitySwap(Tester.newId(), "BTC", "00".repeat(32)),
                new TradePacket.SanitySwapAck(Tester.newId(), nobody));
    }

    // ---- what strangers make the target dial ----

    private static void flood(Catalogue catalogue) {
        catalogue
                .accepts(71, SEC, "opendex.md 9, 13.4")
                .asks("A list of nodes does not make the target dial without bound.")
                .because(
                        "The original dials every entry at once: three hundred lines make it knock three hundred times at anybody's door.")
                .by("The target's GetNodes is answered with " + MANY_NODES + " made-up nodes at one port of ours.")
                .passes("at most " + MOST_DIALS + " dials within 4 s")
                .fails("more")
                .play(Sessions::manyNodes);
    }

    private static Outcome manyNodes(Encounter e) throws IOException {
        Talk talk = e.opened(e.init(e.tester()), true);
        Optional<Packet> question = talk.frames().stream()
                .flatMap(frame -> frame.packet().stream())
                .filter(packet -> packet instanceof GetNodes)
                .findFirst()
                .or(() -> talk.await(
                        packet -> packet instanceof GetNodes,
                        e.timing().answer().multipliedBy(2)));
        if (question.isEmpty()) {
            throw EndOfCase.skip("the target does not ask for nodes");
        }
        try (Porch porch = new Porch(InetAddress.getLoopbackAddress(), 0)) {
            List<NodeEntry> entries = new ArrayList<>();
            for (int i = 0; i < MANY_NODES; i++) {
                entries.add(new NodeEntry(
                        Tester.create("made up").key(), List.of(new NodeAddress("127.0.0.1", porch.port()))));
            }
            talk.send(new Nodes(Tester.newId(), question.get().id(), entries));
            talk.pump(e.timing().scaled(4_000));
            int knocks = porch.knocks();
            return knocks <= MOST_DIALS
                    ? Outcome.pass(knocks + " dials for " + MANY_NODES + " made-up nodes; " + e.alive())
                    : Outcome.proven(knocks + " dials for " + MANY_NODES + " made-up nodes");
        }
    }

    /** The one who bans or stops says so. */
    static Disconnecting leaving(DisconnectReason reason) {
        return new Disconnecting(Tester.newId(), reason);
    }
}
