package dev.peering.conformance.opendex;

import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.Meeting;
import dev.peering.conformance.Outcome;
import dev.peering.conformance.Trace;
import dev.peering.conformance.control.Control;
import dev.peering.conformance.control.ControlException;
import dev.peering.conformance.net.Line;
import dev.peering.wire.opendex.NodeState;
import dev.peering.wire.opendex.OpenDexNetwork;
import dev.peering.wire.opendex.SessionInit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** One case meeting the target: makes identities, opens connections, and closes everything at the end. */
final class Encounter implements Meeting {

    private final Ground ground;
    private final Trace trace;
    private final String caseId;
    private final List<Line> lines = new ArrayList<>();
    private final Door door;
    private int testers;
    private int dialed;
    private boolean ended;

    Encounter(Ground ground, Trace trace, String caseId) {
        this.ground = ground;
        this.trace = trace;
        this.caseId = caseId;
        this.door = new Door(this);
    }

    // ---- what there is ----

    Trace trace() {
        return trace;
    }

    Timing timing() {
        return ground.timing();
    }

    Ground ground() {
        return ground;
    }

    String caseId() {
        return caseId;
    }

    Control control() {
        return ground.settings().control();
    }

    OpenDexNetwork network() {
        return ground.network();
    }

    int magic() {
        return ground.network().magic();
    }

    /** The target's identity. */
    String target() {
        return ground.targetKey().toString();
    }

    /** What the target does as the one who dials. */
    Door door() {
        return door;
    }

    /** An identity nobody has seen before. */
    Tester tester() {
        return Tester.create("T" + ++testers);
    }

    InitDraft init(Tester tester) {
        return new InitDraft(tester, target());
    }

    // ---- connections ----

    synchronized Talk keep(Line line, String name) {
        if (ended) {
            line.close();
        }
        lines.add(line);
        return new Talk(line, name, magic(), timing(), trace);
    }

    Talk dial(String name) throws IOException {
        String full = name + "#" + ++dialed;
        return keep(Line.dial(ground.settings().target(), full, trace, timing().answer()), full);
    }

    Talk dial() throws IOException {
        return dial("C");
    }

    /** A connection on which this SessionInit was sent. */
    Talk asked(InitDraft draft) throws IOException {
        Talk talk = dial();
        talk.sendInit(draft);
        return talk;
    }

    /** A whole session of this identity, the target being the one who accepts. */
    Talk opened(Tester tester) throws IOException {
        return opened(init(tester));
    }

    Talk opened(Tester tester, NodeState state) throws IOException {
        return opened(init(tester).state(state));
    }

    Talk opened(InitDraft draft) throws IOException {
        return opened(draft, false);
    }

    /** The same; a GetNodes of the target may be left to the case. */
    Talk opened(InitDraft draft, boolean leaveGetNodes) throws IOException {
        Talk talk = asked(draft);
        if (leaveGetNodes) {
            talk.leaveGetNodes();
        }
        finish(talk);
        return talk;
    }

    /** From our SessionInit to the open session. What the original would lose is not sent: it gets a moment, and speaks first if it wants. */
    SessionInit finish(Talk talk) {
        talk.mustAck();
        SessionInit theirs = talk.mustInit();
        talk.sendAck(theirs);
        talk.pump(timing().settle());
        return theirs;
    }

    /** The target must still take a good handshake and answer a Ping. */
    String alive() throws IOException {
        try {
            Talk talk = opened(tester());
            talk.mustPong("in a good session");
            talk.close();
        } catch (EndOfCase noSession) {
            throw noSession.afterwards("until then all was as it should be");
        }
        return "alive: a good session works afterwards";
    }

    /** Like {@link #alive}; a target that is gone is started again, if it can be, so that the cases behind this one mean something. */
    String aliveOrRevived() throws IOException {
        try {
            return alive();
        } catch (IOException | EndOfCase gone) {
            try {
                control().restart();
            } catch (ControlException cannot) {
                trace.note("it could not be started again: " + cannot.text());
            }
            throw EndOfCase.proven("no good session works afterwards: " + gone.getMessage());
        }
    }

    // ---- what is refused ----

    /** The connection must end with one of these reasons. */
    String mustSay(Talk talk, String caption, int... reasons) {
        Farewell farewell = talk.farewell();
        if (!farewell.said(reasons)) {
            throw EndOfCase.fail(caption + ": " + farewell.text() + "; wanted Disconnecting" + listed(reasons));
        }
        if (!farewell.ended()) {
            throw EndOfCase.fail(caption + ": it says so, and does not close: " + farewell.text());
        }
        talk.close();
        return caption + ": " + farewell.text();
    }

    /** The connection must end with one of these reasons, or without a word and without an answer. */
    String mustSayOrClose(Talk talk, String caption, int... reasons) {
        Farewell farewell = talk.farewell();
        boolean fits = farewell.said(reasons) || farewell.silent();
        if (!fits || !farewell.ended() || farewell.answered().isPresent()) {
            throw EndOfCase.fail(caption + ": " + farewell.text() + "; wanted Disconnecting" + listed(reasons)
                    + " or a close without a word");
        }
        talk.close();
        return caption + ": " + farewell.text();
    }

    /** Like {@link #mustSay}, and the word must be encrypted, as everything after the target's SessionAck. */
    String mustSaySealed(Talk talk, String caption, Duration limit, int... reasons) {
        Farewell farewell = talk.farewell(limit);
        if (!farewell.said(reasons) || !farewell.encrypted() || !farewell.ended()) {
            throw EndOfCase.fail(
                    caption + ": " + farewell.text() + "; wanted an encrypted Disconnecting" + listed(reasons));
        }
        talk.close();
        return caption + ": " + farewell.text();
    }

    /** The connection must end, with whatever word or none. */
    String mustEnd(Talk talk, String caption) {
        Farewell farewell = talk.farewell();
        if (!farewell.ended()) {
            throw EndOfCase.fail(caption + ": " + farewell.text());
        }
        return caption + ": " + farewell.text();
    }

    private static String listed(int... reasons) {
        StringBuilder text = new StringBuilder();
        for (int reason : reasons) {
            text.append(text.length() == 0 ? "(" : String.format(Locale.ROOT, " or "))
                    .append(reason);
        }
        return text + ")";
    }

    /** A wrong SessionInit, made from a right one, must be refused with one of these reasons; the target lives on. */
    Outcome refuses(String caption, Consumer<InitDraft> wrong, int... reasons) throws IOException {
        InitDraft draft = init(tester());
        wrong.accept(draft);
        String seen = mustSay(asked(draft), caption, reasons);
        return Outcome.pass(seen + "; " + alive());
    }

    // ---- the end ----

    @Override
    public synchronized void abort() {
        ended = true;
        lines.forEach(Line::close);
    }

    @Override
    public void close() {
        abort();
        door.close();
    }
}
