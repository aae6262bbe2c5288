package dev.peering.conformance.manual;

import dev.peering.conformance.CaseSpec;
import dev.peering.conformance.CaseSpec.Trait;
import dev.peering.conformance.Cases;
import dev.peering.conformance.Console;
import dev.peering.conformance.Outcome;
import dev.peering.conformance.Playing;
import dev.peering.conformance.Reach;
import dev.peering.conformance.RunException;
import dev.peering.conformance.RunSettings;
import dev.peering.conformance.ScriptedCase;
import dev.peering.conformance.Suite;
import dev.peering.conformance.Trace;
import dev.peering.conformance.control.BorrowedList;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.PeerKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A target that knows our identities, and everything a run shares. */
final class Ground implements Suite.Prepared {

    /** Requests stamped before the target's start may be refused; a target started just before us is old enough after this. */
    private static final Duration LATE = Duration.ofSeconds(13);

    private final RunSettings settings;
    private final Cases<Encounter> cases;
    private final Timing timing;
    private final KeyRing keys;
    private final Listing listing;
    private final Trouble trouble = new Trouble();
    private final Leases lows;
    private final Leases highs;
    private final Playing<Encounter> playing = new Playing<>();
    private final long origin = System.nanoTime();
    private final Thread watcher;

    private Ground(RunSettings settings, Cases<Encounter> cases, KeyRing keys, Timing timing, Listing listing) {
        this.settings = settings;
        this.cases = cases;
        this.keys = keys;
        this.timing = timing;
        this.listing = listing;
        this.lows = new Leases(keys.lows());
        this.highs = new Leases(keys.highs());
        this.watcher = new Thread(() -> new SilenceWatch(settings, timing).measure(), "silence-watch");
        watcher.setDaemon(true);
    }

    static Ground prepare(RunSettings settings, Console console, Cases<Encounter> cases)
            throws RunException, InterruptedException {
        PeerKey targetKey = targetKey(settings);
        Reach.requireKnownName(settings.target());
        KeyRing keys = new KeyRing(targetKey, settings.identities());
        BorrowedList list = new BorrowedList(settings.control());
        RunSettings borrowing = settings.handledBy(list);
        Listing listing = new Listing(borrowing, list, console);
        try {
            Timing timing = new Timing(settings.pace());
            Ground ground = new Ground(borrowing, cases, keys, timing, listing);
            // An adapter may start the target, and answers its first command when that is done.
            if (list.canAdd()) {
                ground.introduce();
                ground.requireReachable();
            } else {
                ground.requireReachable();
                ground.introduce();
            }
            ground.firstContact().make(console);
            ground.watcher.start();
            return ground;
        } catch (RunException | InterruptedException | RuntimeException e) {
            listing.takeOff();
            keys.close();
            throw e;
        }
    }

    static PeerKey targetKey(RunSettings settings) throws RunException {
        try {
            return PeerKey.parse(settings.targetKey());
        } catch (KeyException e) {
            throw new RunException(RunException.USAGE, "--target-key: " + e.getMessage());
        }
    }

    // ---- getting known ----

    private void requireReachable() throws RunException {
        if (!reachable()) {
            throw Reach.nobody(settings.target());
        }
    }

    private void introduce() throws RunException {
        listing.begin(keys.toList().stream().map(TesterKey::listed).toList());
    }

    private FirstContact firstContact() {
        return new FirstContact(settings, timing, keys, (myLows, myHighs) -> encounter(new Trace(), myLows, myHighs));
    }

    // ---- running cases ----

    @Override
    public Outcome run(CaseSpec spec, Trace trace, Runnable begun) throws Exception {
        ScriptedCase<Encounter> one = cases.named(spec.id());
        if (spec.is(Trait.LATE)) {
            sleepUntil(origin + LATE.toNanos());
        }
        List<TesterKey> myLows = lows.take(
                one.lows() < 0
                        ? keys.lows().size()
                        : Math.min(one.lows(), keys.lows().size()));
        try {
            int wanted = one.highs() < 0 ? keys.highs().size() : one.highs();
            List<TesterKey> myHighs = highs.take(wanted);
            try {
                for (TesterKey low : myLows) {
                    sleepUntil(low.restedAtNanos());
                }
                begun.run();
                return playing.play(one, trace, encounter(trace, myLows, myHighs));
            } finally {
                highs.giveBack(myHighs);
            }
        } finally {
            long rested = System.nanoTime() + timing.rearm().toNanos();
            myLows.forEach(low -> low.rest(rested));
            lows.giveBack(myLows);
        }
    }

    private Encounter encounter(Trace trace, List<TesterKey> myLows, List<TesterKey> myHighs) {
        return new Encounter(settings, timing, keys, trouble, trace, myLows, myHighs);
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            Thread.sleep(left / 1_000_000 + 1);
        }
    }

    @Override
    public void abort(Trace trace) {
        playing.abort(trace);
    }

    @Override
    public boolean reachable() {
        return Reach.answers(settings.target());
    }

    @Override
    public int parallelism() {
        return 2 * settings.identities().perGroup() + 4;
    }

    @Override
    public Optional<String> trouble() {
        return trouble.first();
    }

    @Override
    public List<String> measurements() {
        List<String> said = new ArrayList<>();
        timing.handshakeLimitIfKnown()
                .ifPresent(limit -> said.add("a silent connection is closed after " + limit.toMillis() + " ms"));
        timing.patience()
                .ifPresent(
                        limit -> said.add("as dialer the target waits for an answer for " + limit.toMillis() + " ms"));
        said.add(
                timing.rearm().isZero()
                        ? "a peer that left may come back at once"
                        : "a peer that left may come back only after about one interval");
        return said;
    }

    @Override
    public void close() {
        watcher.interrupt();
        listing.end();
        keys.close();
    }
}
