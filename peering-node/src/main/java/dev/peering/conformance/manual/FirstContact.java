package dev.peering.conformance.manual;

import dev.peering.conformance.Console;
import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.Reach;
import dev.peering.conformance.RunException;
import dev.peering.conformance.RunSettings;
import dev.peering.conformance.net.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The first handshakes of a run, before any case: is this a peering node, is it the one whose key was given, does it know our identities, and how
 * soon does it let one in again.
 */
final class FirstContact {

    /** Up to a second of the time until a peer is let in again is our own wait for a fresh stamp. */
    private static final Duration NOTICEABLE = Duration.ofMillis(1500);

    private static final int MOST_GREETING_BYTES = 100;

    private final RunSettings settings;
    private final Timing timing;
    private final KeyRing keys;
    private final BiFunction<List<TesterKey>, List<TesterKey>, Encounter> encounters;

    /** With a target that takes connections; encounters are made for the identities that dial and those that are dialed. */
    FirstContact(
            RunSettings settings,
            Timing timing,
            KeyRing keys,
            BiFunction<List<TesterKey>, List<TesterKey>, Encounter> encounters) {
        this.settings = settings;
        this.timing = timing;
        this.keys = keys;
        this.encounters = encounters;
    }

    /** Waits as long as the operator may need to put the identities on the list. */
    void make(Console console) throws RunException, InterruptedException {
        long deadline = System.nanoTime() + settings.pace().listWait().toNanos();
        String hint = "";
        for (boolean first = true; ; first = false) {
            try {
                handshakes();
                return;
            } catch (EndOfCase notYet) {
                requireNobodyElse();
                if (settings.control().confirmsAdds() || (settings.control().canAdd() && dialedByTarget())) {
                    console.say("The keys are on its list, and yet the target answers none of them: "
                            + notYet.getMessage() + ". The cases will show why.");
                    return;
                }
                hint = first ? hint() : hint;
                if (System.nanoTime() > deadline) {
                    throw unknown(hint);
                }
                if (first && !console.quiet()) {
                    console.say("waiting up to " + settings.pace().listWait().toSeconds()
                            + " s for the target to know these keys" + hint + " ...");
                }
            }
        }
    }

    private void handshakes() throws RunException, InterruptedException {
        try (Encounter encounter = encounters.apply(keys.lows(), List.of())) {
            Session session = encounter.accepted(keys.lows().get(0));
            requirePeering(session.answer());
            checkKey(session);
            measureRearm(encounter, session);
        }
    }

    /** A service of the web hears nothing in our requests, and says what it is when asked in its own way. */
    private String hint() {
        try (Encounter encounter = encounters.apply(List.of(), List.of())) {
            Line line = encounter.dial("web");
            line.send("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII), "a request of HTTP");
            return OtherService.in(
                            line.hear(MOST_GREETING_BYTES, timing.scaled(3000)).bytes())
                    .map(text -> "; it answers HTTP with " + text + ", so check --target, too")
                    .orElse("");
        } catch (IOException gone) {
            return "";
        }
    }

    /** A hook that ended well may have done nothing; whoever is dialed must be on the list. */
    private boolean dialedByTarget() {
        return keys.toList().stream().anyMatch(key -> key.porch().knocks() > 0);
    }

    private RunException unknown(String hint) {
        String remedy = settings.control().canAdd()
                ? "the hook ended with 0 for each, but it may have done nothing: run it by hand, and look at the target's "
                        + "list; if they are there, check --target-key"
                : "put the lines above on its list of known peers, or let the suite do it (--web-api, --add-hook, "
                        + "--adapter); if they are there, check --target-key";
        return new RunException(
                RunException.UNREACHABLE,
                "the target is there but accepts none of the suite's identities: " + remedy + hint);
    }

    private void requirePeering(byte[] answer) throws RunException {
        Optional<String> other = OtherService.in(answer);
        if (other.isPresent()) {
            throw new RunException(
                    RunException.UNREACHABLE,
                    "what answers at " + Reach.address(settings.target())
                            + " does not speak manual peering, it answered a good request with " + other.get()
                            + ": check --target, it wants the port for peers");
        }
    }

    private void checkKey(Session session) throws RunException {
        Optional<Packet> answer = Packet.parse(session.answer());
        if (answer.isPresent()) {
            requireKey(answer.get());
        }
    }

    private void requireKey(Packet packet) throws RunException {
        byte[] expected = keys.targetKey().toByteArray();
        if (packet.key().length == expected.length && packet.verifies() && !Arrays.equals(packet.key(), expected)) {
            throw new RunException(
                    RunException.UNREACHABLE,
                    "another node answers there: its key is " + Base58Text.of(packet.key()) + ", --target-key says "
                            + settings.targetKey());
        }
    }

    /** Who dials identities that should wait for it has another key; its request says which. */
    private void requireNobodyElse() throws RunException, InterruptedException {
        Optional<TesterKey> dialed =
                keys.lows().stream().filter(low -> low.porch().knocks() > 0).findFirst();
        if (dialed.isEmpty()) {
            return;
        }
        try (Encounter encounter = encounters.apply(List.of(), List.of(dialed.get()))) {
            requireKey(encounter.porter().mustAsk(dialed.get()).request());
        } catch (EndOfCase | IOException gone) {
            // It said nothing that could be read; the cases will show what it does.
        }
    }

    /** How soon the same peer is let in again. A target that needs long makes identities rest between cases. */
    private void measureRearm(Encounter encounter, Session first) throws InterruptedException {
        first.line().close();
        Duration took = untilAwaited(encounter);
        if (took.compareTo(NOTICEABLE) < 0 && timing.interval().compareTo(NOTICEABLE) > 0) {
            // A target that awaits peers again in its own rhythm may have been about to; now it has only just done so.
            took = untilAwaited(encounter);
        }
        timing.rearm(took.compareTo(NOTICEABLE) < 0 ? Duration.ZERO : timing.intervals(1.1));
        keys.lows().get(0).rest(System.nanoTime() + timing.rearm().toNanos());
    }

    private Duration untilAwaited(Encounter encounter) throws InterruptedException {
        long begin = System.nanoTime();
        encounter.accepted(keys.lows().get(0)).line().close();
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
