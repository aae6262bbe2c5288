package dev.peering.conformance.manual;

import static dev.peering.conformance.Level.INFO;
import static dev.peering.conformance.Level.SEC;
import static dev.peering.conformance.Level.SHOULD;

import dev.peering.conformance.CaseSpec.Trait;
import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.Outcome;
import dev.peering.conformance.net.Heard;
import dev.peering.conformance.net.Line;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** MP-I-61, 62, 64, 73, 76, 83, 84: many connections at once. They run alone. */
final class AcceptFloods {

    private static final long NEVER = Long.MAX_VALUE;

    private AcceptFloods() {}

    static void addTo(Catalogue catalogue) {
        silent(catalogue);
        busy(catalogue);
        latency(catalogue);
    }

    private static void silent(Catalogue catalogue) {
        catalogue
                .add("MP-I-61", SHOULD, "3.5.2")
                .asks("A hundred silent connections do not keep a peer waiting.")
                .because("A node that serves one connection at a time can be stopped by anybody with a telnet.")
                .by("100 connections that say nothing, then a valid request.")
                .passes("answered within 1 s")
                .fails("answered later or not at all")
                .trait(Trait.ALONE)
                .needs(3, 0)
                .play(e -> {
                    List<Line> held = hold(e, 100);
                    Outcome outcome = promptly(e, "with " + held.size() + " silent connections", Duration.ofSeconds(1));
                    e.trace().mute();
                    held.forEach(Line::reset);
                    return outcome;
                });
        catalogue
                .add("MP-I-62", SEC, "3.5.2")
                .asks("A thousand silent connections do not keep a peer waiting, and all are closed in time.")
                .because("As MP-I-61; what is never closed runs out.")
                .by("1,000 connections that say nothing, then a valid request; then the silent ones are watched.")
                .passes("answered within 1 s, and all closed by the measured limit and ten per cent, and three seconds")
                .fails("answered later or not at all", "some stay open")
                .trait(Trait.ALONE)
                .needs(3, 0)
                .play(AcceptFloods::thousand);
    }

    private static Outcome thousand(Encounter e) throws Exception {
        // A thousand closes at once take a busy machine a while, beyond the second that one connection is given.
        Duration limit = e.timing().closeIncomplete().plus(e.timing().scaled(2000));
        List<Line> held = hold(e, 1000);
        long lastOpened = System.nanoTime();
        Outcome answer = promptly(e, "with " + held.size() + " silent connections", Duration.ofSeconds(1));
        e.trace().mute();
        long deadline = lastOpened + limit.toNanos();
        int open = 0;
        for (Line line : held) {
            Duration left = Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
            if (!line.hear(1, left).ended()) {
                open++;
            }
            line.reset();
        }
        e.trace().unmute();
        if (open > 0) {
            throw EndOfCase.fail(
                    open + " of " + held.size() + " silent connections are open after " + limit.toMillis() + " ms");
        }
        return Outcome.pass(answer.text() + "; all silent ones closed within " + limit.toMillis() + " ms");
    }

    private static List<Line> hold(Encounter e, int count) {
        e.trace().note(count + " silent connections are opened");
        e.trace().mute();
        List<Line> held = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < count && refused < 20; i++) {
            try {
                held.add(e.keep(Line.dial(
                        e.settings().target(), "silent", e.trace(), e.timing().answer())));
            } catch (IOException full) {
                refused++;
            }
        }
        e.trace().unmute();
        e.trace().note(held.size() + " are open" + (refused > 0 ? ", more were refused" : ""));
        return held;
    }

    private static Outcome promptly(Encounter e, String when, Duration base) throws Exception {
        return promptly(e, e.lows(), when, base);
    }

    /** Two of three tries decide; one peer alone is given the time it needs to be awaited again. */
    private static Outcome promptly(Encounter e, List<TesterKey> peers, String when, Duration base) throws Exception {
        Duration limit = e.timing().scaled(base.toMillis());
        List<Long> prompt = new ArrayList<>();
        List<Long> late = new ArrayList<>();
        for (int i = 0; prompt.size() < 2 && late.size() < 2; i++) {
            if (i >= peers.size()) {
                Thread.sleep(e.timing().rearm().toMillis());
            }
            long millis = answeredAfter(e, peers.get(i % peers.size()), "a good request " + when, limit);
            (millis <= limit.toMillis() ? prompt : late).add(millis);
        }
        if (late.size() < 2) {
            return Outcome.pass("answered after " + Collections.max(prompt) + " ms " + when);
        }
        // Two tries without any answer in twice the limit are no accident of a busy machine.
        throw Collections.min(late) == NEVER
                ? EndOfCase.proven(when + ": not answered, two tries of three")
                : EndOfCase.fail(when + ": answered after " + Collections.min(late) + " ms, two tries of three");
    }

    /** Milliseconds, or {@link #NEVER} when nothing came in twice the limit. */
    private static long answeredAfter(Encounter e, TesterKey from, String caption, Duration limit)
            throws InterruptedException {
        byte[] bytes = e.request(from).bytes();
        long begin = System.nanoTime();
        try (Line line = e.dial(from.name())) {
            line.send(bytes, caption);
            Heard heard = line.hearUntil(4096, limit.multipliedBy(2), Packet::whole);
            from.used();
            long millis = (System.nanoTime() - begin) / 1_000_000;
            if (heard.length() == 0) {
                return NEVER;
            }
            e.linger(from);
            return millis;
        } catch (IOException refused) {
            return NEVER;
        }
    }

    private static void busy(Catalogue catalogue) {
        catalogue
                .add("MP-I-64", SHOULD, "3.5.2")
                .asks("Connections that come and go do not keep a peer waiting.")
                .because("Port scans and health checks look like that.")
                .by("2,000 connections opened and reset as fast as possible, then a valid request.")
                .passes("answered within 1 s")
                .fails("answered later or not at all")
                .trait(Trait.ALONE)
                .needs(3, 0)
                .play(e -> {
                    Flood flood = new Flood(e.settings().target(), 4).waiting(Duration.ZERO);
                    flood.run(2_000, i -> new byte[0]);
                    e.trace().note(flood.told());
                    return promptly(e, "after 2,000 short connections", Duration.ofSeconds(1));
                });
        catalogue
                .add("MP-I-73", SHOULD, "3.5.3")
                .asks("Noise is closed without a word.")
                .because("A port on the internet gets all kinds of bytes every day.")
                .by("1,000 connections with 1 to 256 random bytes and a FIN.")
                .passes("each closed without a byte, alive afterwards")
                .fails("an answer", "a connection left open", "dead afterwards")
                .trait(Trait.ALONE)
                .play(e -> {
                    Random random = new Random(e.settings().identities().seed());
                    byte[][] noise = new byte[1000][];
                    for (int i = 0; i < noise.length; i++) {
                        noise[i] = new byte[1 + random.nextInt(256)];
                        random.nextBytes(noise[i]);
                    }
                    Flood flood = new Flood(e.settings().target(), 6).finishing();
                    flood.run(noise.length, i -> noise[i]);
                    e.trace().note(flood.told());
                    if (flood.answered() > 0 || flood.leftOpen() > 0) {
                        throw EndOfCase.fail("noise: " + flood.told());
                    }
                    return Outcome.pass(flood.told() + "; " + e.alive(e.low()));
                });
        catalogue
                .add("MP-I-76", SEC, "3.5.3")
                .asks("A stranger never gets a signature.")
                .because("A node that signs what strangers choose lends them its name, here and in other protocols.")
                .by("500 valid requests by a stranger, each with other data.")
                .passes("no byte comes back, ever")
                .fails("an answer")
                .trait(Trait.ALONE)
                .play(e -> {
                    Draft draft = e.request(e.stranger());
                    Flood flood = new Flood(e.settings().target(), 4);
                    flood.run(
                            500,
                            i -> draft.at(System.currentTimeMillis() / 1000)
                                    .extra(new Fields().varint(15, i).toByteArray())
                                    .bytes());
                    e.trace().note(flood.told());
                    if (flood.answered() > 0) {
                        throw EndOfCase.fail(flood.answered() + " of 500 strangers' requests were answered");
                    }
                    // Also with exactly the data of the layout.
                    e.mustClose(
                            "a stranger's plain request",
                            e.request(e.stranger()).bytes(),
                            e.timing().close());
                    return Outcome.pass("nothing came back; " + e.alive(e.low()));
                });
        catalogue
                .add("MP-I-84", SEC, "3.5.3")
                .asks("Forgeries in a peer's name do not keep the peer out.")
                .because("If bad signatures ban a key, anybody can ban anybody.")
                .by(
                        "2,000 requests with a listed peer's key and a bad signature; then that peer, from another address.")
                .passes("the peer is answered within 2 s")
                .fails("answered later or not at all")
                .trait(Trait.ALONE)
                .play(e -> {
                    Packet packet = e.request(e.low()).sealed();
                    byte[] bad = packet.signature(Packet.flip(packet.signature(), 37))
                            .bytes();
                    Flood flood = new Flood(e.settings().target(), 4);
                    flood.run(2_000, i -> bad);
                    e.trace().note(flood.told());
                    if (flood.answered() > 0) {
                        throw EndOfCase.fail("a bad signature was answered");
                    }
                    // One timely answer proves that the key is not banned; a second look is for a late one only.
                    String when = "after 2,000 forgeries in its name";
                    long millis = answeredAfter(
                            e, e.low(), "a good request " + when, e.timing().answer());
                    return millis <= e.timing().answer().toMillis()
                            ? Outcome.pass("answered after " + millis + " ms " + when)
                            : promptly(e, List.of(e.low()), when, Duration.ofSeconds(2));
                });
    }

    private static void latency(Catalogue catalogue) {
        catalogue
                .add("MP-I-83", INFO, "3.5.3")
                .asks("How fast requests are answered.")
                .because("Worth knowing when comparing implementations on one machine.")
                .by(
                        "50 valid requests one after the other, by eight peers; eight in all where a peer has to be awaited again.")
                .passes("written down")
                .fails("never")
                .trait(Trait.ALONE)
                .needs(8, 0)
                .play(e -> {
                    int rounds = e.timing().rearm().isZero() ? 50 : e.lows().size();
                    long[] micros = new long[rounds];
                    for (int i = 0; i < rounds; i++) {
                        Session session = e.accepted(e.low(i % e.lows().size()));
                        micros[i] = session.latency().toNanos() / 1000;
                        session.line().close();
                    }
                    Arrays.sort(micros);
                    return Outcome.recorded("median " + micros[rounds / 2] + " us, p99 " + micros[rounds - 1]
                            + " us, which is the slowest of " + rounds);
                });
    }
}
