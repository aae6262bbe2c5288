package dev.peering.conformance.manual;

import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.net.Heard;
import dev.peering.conformance.net.Line;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** What a script does where the target dials: waits for it at an identity's port, reads its request, answers. */
final class Porter {

    private static final int MOST_REQUEST_BYTES = 4096;

    /** An answer of ours later than this after the connect proves nothing: the target may have given up because of us. */
    private static final Duration OUR_LATENESS = Duration.ofMillis(250);

    private static final int TRIES = 5;

    private final Encounter encounter;
    private int visits;

    Porter(Encounter encounter) {
        this.encounter = encounter;
    }

    /** The next connection, or nothing within the limit. */
    Optional<Line> visitor(TesterKey at, Duration limit) throws InterruptedException, IOException {
        Optional<Line> line = at.porch().next(limit, at.name() + "#" + ++visits, encounter.trace());
        line.ifPresent(encounter::keep);
        return line;
    }

    /** The next connection; fails when the target does not dial within its interval. */
    Line mustDial(TesterKey at) throws InterruptedException, IOException {
        Duration limit = encounter.timing().redial();
        while (true) {
            Line line = visitor(at, limit)
                    .orElseThrow(() -> EndOfCase.fail("the target did not dial " + at + " within " + limit.toMillis()
                            + " ms; is " + at.porch().address() + " on its list?"));
            if (age(line).compareTo(OUR_LATENESS) < 0) {
                return line;
            }
            // It stood at the door while we were busy and may have given up; what it does now says nothing.
            line.close();
        }
    }

    private static Duration age(Line line) {
        return Duration.ofNanos(System.nanoTime() - line.openedNanos());
    }

    /** The next connection with the request that came over it. */
    Dialed mustAsk(TesterKey at) throws InterruptedException, IOException {
        return read(at, mustDial(at));
    }

    Dialed read(TesterKey at, Line line) {
        Heard heard =
                line.hearUntil(MOST_REQUEST_BYTES, encounter.timing().close().multipliedBy(2), Packet::whole);
        Packet request = Packet.parse(heard.bytes())
                .orElseThrow(() -> EndOfCase.fail("the target dialed " + at + " and sent no request: " + heard.text()));
        return new Dialed(at, line, heard.bytes(), request);
    }

    /** A session with the target as the one who dialed. */
    Dialed session(TesterKey at) throws InterruptedException, IOException {
        return session(at, "a good answer of " + at, dialed -> dialed.answer().bytes());
    }

    /**
     * A session, made with this answer. When the target leaves although the answer was good and in time, the case fails; when we were late, the next
     * dial counts.
     */
    Dialed session(TesterKey at, String caption, Function<Dialed, byte[]> answer)
            throws InterruptedException, IOException {
        for (int i = 1; i <= TRIES; i++) {
            Dialed dialed = mustAsk(at);
            byte[] bytes = answer.apply(dialed);
            dialed.line().send(bytes, caption);
            Duration late = age(dialed.line());
            Heard heard = dialed.line().hear(1, encounter.timing().scaled(400));
            boolean inTime = late.compareTo(OUR_LATENESS) < 0;
            if (inTime && !heard.ended()) {
                return dialed;
            }
            if (inTime) {
                throw EndOfCase.fail(caption + ": the target left, " + heard.text());
            }
            dialed.line().close();
            encounter.trace().note("our answer took " + late.toMillis() + " ms, so this does not count");
        }
        throw tooBusy();
    }

    private static EndOfCase tooBusy() {
        return EndOfCase.skip("this machine is too busy to answer in time, " + TRIES + " times");
    }

    /** The target dials again and gets a session: it lives. */
    String alive(TesterKey at) throws InterruptedException, IOException {
        try {
            session(at).line().close();
        } catch (EndOfCase noSession) {
            throw noSession.afterwards("until then all was as it should be");
        }
        return "the next dial is a good session";
    }

    /** What was seen; fails when the target took the answer. */
    String mustRefuse(String caption, Function<Dialed, byte[]> answer) throws InterruptedException, IOException {
        for (int i = 1; i <= TRIES; i++) {
            Dialed dialed = mustAsk(encounter.high());
            dialed.line().send(answer.apply(dialed), caption);
            if (age(dialed.line()).compareTo(OUR_LATENESS) < 0) {
                return refusalOf(dialed, caption)
                        .orElseThrow(() -> EndOfCase.fail(
                                caption + ": the target took it, the connection stays and it does not dial again"));
            }
            // Refused or given up because of us: nobody can tell.
            dialed.line().close();
        }
        throw tooBusy();
    }

    /** How the target refused, or nothing when it holds the connection for a session. */
    Optional<String> refusalOf(Dialed dialed, String caption) throws InterruptedException, IOException {
        Heard heard = dialed.line().hear(1, encounter.timing().close());
        if (heard.ended()) {
            return Optional.of(caption + ": " + heard.text());
        }
        // Some give up without closing (GoShimmer): then the next dial is the proof that there is no session.
        Optional<Line> next = visitor(
                dialed.at(), encounter.timing().redial().plus(encounter.timing().close()));
        next.ifPresent(Line::close);
        return next.map(line -> caption + ": not closed, but not used either: it dialed again");
    }
}
