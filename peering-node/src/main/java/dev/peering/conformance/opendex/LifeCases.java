package dev.peering.conformance.opendex;

import static dev.peering.conformance.Level.MUST;
import static dev.peering.conformance.Level.SEC;
import static dev.peering.conformance.Level.SHOULD;

import dev.peering.conformance.CaseSpec.Trait;
import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.Outcome;
import dev.peering.conformance.control.ControlException;
import dev.peering.wire.opendex.DisconnectReason;
import dev.peering.wire.opendex.Packet;
import dev.peering.wire.opendex.SessionInit;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Crossing connections, dialing again, a replay against the one who dials, bans, shutdown. */
final class LifeCases {

    private static final int BANNED = 7;
    private static final int SHUTDOWN = 9;

    private LifeCases() {}

    static void addTo(Catalogue catalogue) {
        crossing(catalogue);
        again(catalogue);
        replay(catalogue);
        handled(catalogue);
    }

    // ---- crossing connections ----

    private static void crossing(Catalogue catalogue) {
        catalogue
                .dials(13, MUST, "opendex.md 8.4")
                .asks("Of two connections that cross, exactly one is left.")
                .because("Both ends dial at once after every outage; none left or two left never heals.")
                .by(
                        "While the target dials us, we dial it; both handshakes end together. With a key of ours below the target's, and one above.")
                .passes("ten seconds later exactly one of the two answers a Ping, for both keys")
                .fails("both", "none")
                .within(240)
                .play(e -> {
                    String low = crossed(e, below(e, true));
                    if (!e.control().canAdd()) {
                        return Outcome.partly(
                                "our key below: " + low + "; above: not tried, since it takes a second command");
                    }
                    return Outcome.pass("our key below: " + low + "; above: " + crossed(e, below(e, false)));
                });
    }

    private static Tester below(Encounter e, boolean wanted) {
        while (true) {
            Tester tester = e.tester();
            if (tester.key().compareTo(e.target()) < 0 == wanted) {
                return tester;
            }
        }
    }

    private static String crossed(Encounter e, Tester us) throws IOException, InterruptedException {
        Talk theirs = e.door().mustVisit(us);
        SessionInit visitor = theirs.mustInit();
        Talk ours = e.asked(e.init(us));
        ours.mustAck();
        SessionInit host = ours.mustInit();
        theirs.sendAck(visitor);
        theirs.sendInit(e.init(us));
        ours.sendAck(host);
        long deadline = System.nanoTime() + e.timing().scaled(12_000).toNanos();
        while (System.nanoTime() < deadline && !ours.ended() && !theirs.ended()) {
            ours.pump(e.timing().scaled(100));
            theirs.pump(e.timing().scaled(100));
        }
        boolean oursLives = !ours.ended() && ours.pongs();
        boolean theirsLives = !theirs.ended() && theirs.pongs();
        if (oursLives == theirsLives) {
            throw EndOfCase.fail((oursLives ? "both" : "none") + " of two crossing connections "
                    + (oursLives ? "work" : "works") + " after 12 s");
        }
        Talk lost = oursLives ? theirs : ours;
        (oursLives ? ours : theirs).close();
        return "the one that " + (oursLives ? "we" : "the target") + " dialed is left, the other: "
                + lost.word().map(Words::of).orElse("no word");
    }

    // ---- dialing again ----

    private static void again(Catalogue catalogue) {
        catalogue
                .dials(75, SHOULD, "opendex.md 8.3")
                .asks("A target that dialed and loses the session dials again.")
                .because("Nobody else will: the other side did not dial.")
                .by("The target is told to connect; the session is closed without a word.")
                .passes("it dials again within 15 s and gets a session")
                .fails("it does not")
                .play(e -> {
                    Tester us = e.tester();
                    Talk first = e.door().opened(us);
                    first.mustPong("in the first session");
                    first.close();
                    Talk second = e.door()
                            .visitor(us, e.timing().dial())
                            .orElseThrow(() -> EndOfCase.fail("it does not dial again within "
                                    + e.timing().dial().toSeconds() + " s"));
                    e.door().finish(second, e.init(us));
                    second.mustPong("in the second session");
                    return Outcome.pass("it dials again and gets a session");
                });
        catalogue
                .dials(76, SHOULD, "opendex.md 8.3")
                .asks("A target that was told that it is banned does not dial again.")
                .because("Whoever bans does not want to be asked every five seconds.")
                .by("The target is told to connect; the session ends with our Disconnecting(7).")
                .passes("it does not dial for 8 s")
                .fails("it dials again")
                .play(e -> {
                    Tester us = e.tester();
                    Talk first = e.door().opened(us);
                    first.mustPong("in the session");
                    first.send(Sessions.leaving(DisconnectReason.BANNED));
                    first.farewell(e.timing().quiet());
                    first.close();
                    Optional<Talk> second = e.door().visitor(us, e.timing().scaled(8_000));
                    return second.isEmpty()
                            ? Outcome.pass("it does not dial again")
                            : Outcome.proven("it dials again after Disconnecting(7)");
                });
    }

    // ---- the replay that works on the original ----

    private static void replay(Catalogue catalogue) {
        catalogue
                .dials(38, SEC, "opendex.md 13.3, 13.5")
                .asks("Whoever only repeats an old SessionInit is not taken for its sender by a target that dials.")
                .because(
                        "SessionAck is not signed and SessionInit not fresh: the original announces such a peer, believes its states and keeps the real one out.")
                .by(
                        "Bob has a session and leaves. The target is told to connect to Bob's key where somebody answers with a SessionAck of his own and "
                                + "Bob's old SessionInit. Another peer asks for nodes.")
                .passes("refused", "borne, but Bob is not announced for 3 s")
                .fails("Bob is announced as connected")
                .play(LifeCases::impostor);
    }

    private static Outcome impostor(Encounter e) throws IOException, InterruptedException {
        Tester bob = e.tester();
        InitDraft old = e.init(bob).state(Sessions.at("bob"));
        Talk honest = e.opened(old);
        honest.mustPong("in Bob's own session");
        honest.close();
        Talk asker = e.opened(e.tester());
        gone(e, asker, bob);
        Talk talk = e.door().mustVisit(bob);
        talk.sendAck(talk.mustInit());
        // Without Bob's ephemeral key nothing that comes now can be read; so nothing is.
        Packet init = old.packet();
        talk.sendSealed(init.type().code(), Frames.payload(init), "Bob's old SessionInit");
        for (int i = 0; i < 10; i++) {
            asker.pump(e.timing().scaled(300));
            if (listed(e, asker, bob)) {
                throw EndOfCase.proven(
                        "Bob is announced as connected, but he never was: his old SessionInit was repeated");
            }
        }
        return Outcome.pass("Bob is not announced");
    }

    private static void gone(Encounter e, Talk asker, Tester bob) {
        for (int i = 0; i < 10; i++) {
            if (!listed(e, asker, bob)) {
                return;
            }
            asker.pump(e.timing().scaled(300));
        }
        throw EndOfCase.skip("the target still lists a peer that left; so this case would see nothing");
    }

    private static boolean listed(Encounter e, Talk asker, Tester who) {
        return Sessions.ask(e, asker).nodes().stream()
                .anyMatch(node -> node.nodeKey().equals(who.key()));
    }

    // ---- cases that need a hand on the target ----

    private static void handled(Catalogue catalogue) {
        catalogue
                .lives(73, SHOULD, "opendex.md 7, 8.5")
                .asks("A target that stops says so to its peers.")
                .because("They then know that it may come back; without a word they wait for a time limit.")
                .by("A session; the target is stopped in order and started again.")
                .passes("Disconnecting(9) and closed")
                .fails("no word", "another reason", "the connection stays open", "the target does not end")
                .trait(Trait.LAST)
                .play(LifeCases::shutdown);
        catalogue
                .lives(74, SHOULD, "opendex.md 7, 10")
                .asks("A peer that gets banned is told so, and so is a banned one that comes back.")
                .because("A ban that is not told looks like a broken network.")
                .by("A session; its identity is banned; then it connects again; then the ban is lifted.")
                .passes("Disconnecting(7) both times, and a session after the ban")
                .fails("the session stays", "another reason", "no session after the ban")
                .play(e -> {
                    Tester us = e.tester();
                    Talk talk = e.opened(us);
                    talk.mustPong("before the ban");
                    change(e, "ban", us);
                    String first = e.mustSay(talk, "banned while connected", BANNED);
                    String second = e.mustSay(e.asked(e.init(us)), "banned and back", BANNED);
                    change(e, "unban", us);
                    e.opened(us).mustPong("after the ban was lifted");
                    return Outcome.pass(first + "; " + second);
                });
    }

    private static void change(Encounter e, String what, Tester who) {
        try {
            e.control().config(Map.of(what, who.key()));
        } catch (ControlException cannot) {
            throw EndOfCase.unsupported("banning needs a control that can: " + cannot.text());
        }
    }

    private static Outcome shutdown(Encounter e) throws IOException, InterruptedException {
        AtomicReference<@Nullable ControlException> failed = new AtomicReference<>();
        Talk talk = e.opened(e.tester());
        talk.mustPong("before the stop");
        Thread stopping = new Thread(
                () -> {
                    try {
                        e.control().stop(e.timing().answer());
                    } catch (ControlException cannot) {
                        failed.set(cannot);
                    }
                },
                "stop");
        stopping.setDaemon(true);
        stopping.start();
        Farewell farewell = talk.farewell();
        stopping.join(2 * e.timing().answer().toMillis());
        ControlException cannotStop = failed.get();
        if (cannotStop != null && cannotStop.kind() != ControlException.Kind.REFUSED) {
            throw EndOfCase.unsupported(cannotStop.text());
        }
        try {
            e.control().start();
        } catch (ControlException cannot) {
            throw EndOfCase.fail("stopped, and not to be started again: " + cannot.text());
        }
        if (cannotStop != null) {
            return Outcome.fail("told to stop: " + farewell.text() + "; " + cannotStop.text());
        }
        return farewell.said(SHUTDOWN) && farewell.ended()
                ? Outcome.pass(farewell.text())
                : Outcome.fail("stopped: " + farewell.text() + "; wanted Disconnecting(9)");
    }
}
