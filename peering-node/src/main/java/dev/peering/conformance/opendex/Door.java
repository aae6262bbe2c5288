package dev.peering.conformance.opendex;

import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.control.ControlException;
import dev.peering.conformance.control.ListedPeer;
import dev.peering.conformance.net.Line;
import dev.peering.conformance.net.Porch;
import dev.peering.wire.opendex.SessionInit;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What a case does where the target dials: listens for an identity, has the target told to connect to it, and answers. */
final class Door {

    private static final Duration GLANCE = Duration.ofMillis(200);

    private final Encounter encounter;
    private final Map<String, Porch> porches = new HashMap<>();
    private final Map<String, String> complaints = new ConcurrentHashMap<>();
    private int visits;

    Door(Encounter encounter) {
        this.encounter = encounter;
    }

    /** Where this identity can be dialed. */
    synchronized Porch porch(Tester tester) throws IOException {
        Porch porch = porches.get(tester.key());
        if (porch == null) {
            porch = new Porch(
                    InetAddress.getLoopbackAddress(), encounter.ground().nextPort());
            porch.open();
            porches.put(tester.key(), porch);
        }
        return porch;
    }

    /** Has the target told to connect; it may take its time, and a refused handshake may make the command fail. */
    void ask(Tester tester) throws IOException {
        ListedPeer peer = ListedPeer.of(tester.key(), porch(tester).address());
        if (!encounter.control().canAdd()) {
            encounter
                    .ground()
                    .console()
                    .say(encounter.caseId() + " waits for the target to connect to " + tester.key() + "@"
                            + porch(tester).address());
            return;
        }
        Thread thread = new Thread(
                () -> {
                    try {
                        encounter.control().add(List.of(peer));
                    } catch (ControlException cannot) {
                        complaints.put(tester.key(), cannot.text());
                    }
                },
                "connect");
        thread.setDaemon(true);
        thread.start();
    }

    /** The next connection, or nothing within the limit. */
    Optional<Talk> visitor(Tester tester, Duration limit) throws IOException, InterruptedException {
        String name = tester.name() + "<" + ++visits;
        Optional<Line> line = porch(tester).next(limit, name, encounter.trace());
        return line.map(one -> encounter.keep(one, name));
    }

    /** The target is told to connect, and does. */
    Talk mustVisit(Tester tester) throws IOException, InterruptedException {
        ask(tester);
        boolean byHand = !encounter.control().canAdd();
        Duration limit = byHand
                ? encounter.ground().settings().pace().listWait()
                : encounter.timing().dial();
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<Talk> talk = visitor(tester, GLANCE);
            if (talk.isPresent()) {
                return talk.get();
            }
            String complaint = complaints.get(tester.key());
            if (complaint != null) {
                throw EndOfCase.unsupported("the target could not be told to connect: " + complaint);
            }
        }
        if (byHand) {
            throw EndOfCase.skip("the target did not connect to " + tester.key() + "@"
                    + porch(tester).address() + "; tell it to, or use --add-hook or --adapter");
        }
        throw EndOfCase.fail("the target was told to connect to " + tester.key() + " and did not within "
                + limit.toMillis() + " ms");
    }

    /** A whole session that the target dialed. */
    Talk opened(Tester tester) throws IOException, InterruptedException {
        Talk talk = mustVisit(tester);
        finish(talk, encounter.init(tester));
        return talk;
    }

    /** From the open connection to the open session, with this SessionInit of ours. */
    SessionInit finish(Talk talk, InitDraft draft) {
        SessionInit theirs = talk.mustInit();
        talk.sendAck(theirs);
        talk.sendInit(draft);
        talk.mustAck();
        talk.pump(encounter.timing().settle());
        return theirs;
    }

    /** The target need not dial these any more. */
    synchronized void close() {
        porches.values().forEach(Porch::close);
        if (!porches.isEmpty() && encounter.control().canAdd()) {
            try {
                encounter.control().remove(List.copyOf(porches.keySet()));
            } catch (ControlException cannot) {
                encounter.trace().note("the target keeps trying to connect: " + cannot.text());
            }
        }
        porches.clear();
    }
}
