package dev.peering.conformance.opendex;

import dev.peering.conformance.CaseSpec;
import dev.peering.conformance.Cases;
import dev.peering.conformance.Console;
import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.Outcome;
import dev.peering.conformance.Playing;
import dev.peering.conformance.Reach;
import dev.peering.conformance.RunException;
import dev.peering.conformance.RunSettings;
import dev.peering.conformance.ScriptedCase;
import dev.peering.conformance.Suite;
import dev.peering.conformance.Trace;
import dev.peering.conformance.control.ControlException;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.Secp256k1Key;
import dev.peering.wire.opendex.DisconnectReason;
import dev.peering.wire.opendex.Disconnecting;
import dev.peering.wire.opendex.OpenDexNetwork;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A target that answers, and everything a run shares. */
final class Ground implements Suite.Prepared {

    private static final long PAUSE_MILLIS = 500;

    /** Targets may limit connections from one address, and ours should not stand in each other's way. */
    private static final int AT_ONCE = 8;

    /** By hand, all cases that wait for the operator wait together. */
    private static final int AT_ONCE_BY_HAND = 40;

    private final RunSettings settings;
    private final OpenDexNetwork network;
    private final Secp256k1Key targetKey;
    private final Cases<Encounter> cases;
    private final Console console;
    private final Timing timing;
    private final AtomicInteger ports = new AtomicInteger();
    private final Playing<Encounter> playing = new Playing<>();

    private Ground(
            RunSettings settings,
            OpenDexNetwork network,
            Secp256k1Key targetKey,
            Cases<Encounter> cases,
            Console console) {
        this.settings = settings;
        this.network = network;
        this.targetKey = targetKey;
        this.cases = cases;
        this.console = console;
        this.timing = new Timing(settings.pace().timeScale());
    }

    static Ground prepare(RunSettings settings, OpenDexNetwork network, Cases<Encounter> cases, Console console)
            throws RunException, InterruptedException {
        Secp256k1Key targetKey = key(settings);
        Reach.requireKnownName(settings.target());
        Ground ground = new Ground(settings, network, targetKey, cases, console);
        ground.requireReachable();
        ground.firstContact();
        if (!settings.control().canAdd()) {
            console.say("Cases in which the target dials wait up to "
                    + settings.pace().listWait().toSeconds()
                    + " s each for an operator who tells it to connect: each prints KEY@HOST:PORT when it begins."
                    + " They are skipped when nobody does; --add-hook CMD or --adapter CMD do it for you.");
        }
        return ground;
    }

    private static Secp256k1Key key(RunSettings settings) throws RunException {
        try {
            return Secp256k1Key.parse(settings.targetKey());
        } catch (KeyException e) {
            throw new RunException(RunException.USAGE, "--target-key: " + e.getMessage());
        }
    }

    // ---- first contact ----

    /** An adapter may start the target only now. */
    private void requireReachable() throws RunException, InterruptedException {
        if (settings.control().canAdd()) {
            wake();
        }
        long deadline = System.nanoTime() + settings.pace().listWait().toNanos();
        while (!reachable()) {
            if (!settings.control().canAdd() || System.nanoTime() > deadline) {
                throw Reach.nobody(settings.target());
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** An adapter that starts its target does so when it is asked anything; what it answers does not matter yet. */
    private void wake() {
        try {
            settings.control().list(true);
        } catch (ControlException cannot) {
            if (cannot.kind() != ControlException.Kind.UNSUPPORTED) {
                console.say("The target's list cannot be had: " + cannot.text());
            }
        }
    }

    private void firstContact() throws RunException {
        try (Encounter encounter = new Encounter(this, new Trace(), "first contact")) {
            Talk talk = encounter.asked(encounter.init(encounter.tester()));
            try {
                encounter.finish(talk);
            } catch (EndOfCase refused) {
                explain(talk, refused);
            }
        } catch (IOException gone) {
            console.say("The target left during the first handshake: " + gone.getMessage());
        }
    }

    private void explain(Talk talk, EndOfCase refused) throws RunException {
        Optional<DisconnectReason> reason = talk.word().flatMap(Disconnecting::known);
        if (reason.equals(Optional.of(DisconnectReason.AUTH_FAILURE_INVALID_TARGET))) {
            throw new RunException(
                    RunException.UNREACHABLE,
                    "the target says that it is not " + targetKey
                            + ": give the key it tells its operators, --target-key");
        }
        boolean foreign = refused.getMessage() != null && refused.getMessage().contains("no plain frame");
        boolean wrongNetwork = foreign || reason.equals(Optional.of(DisconnectReason.WIRE_PROTOCOL_ERROR));
        // Whoever handles the target by a program knows what it runs; then the cases tell more than we can.
        if (wrongNetwork && !settings.control().canAdd()) {
            throw new RunException(
                    RunException.UNREACHABLE,
                    "the target does not take a SessionInit of " + network.label()
                            + ": is it on another network (--network), "
                            + "or does it speak another protocol? It answered: " + refused.getMessage());
        }
        console.say("The first handshake did not work: " + refused.getMessage() + ". The cases will show why.");
    }

    // ---- what all cases share ----

    RunSettings settings() {
        return settings;
    }

    OpenDexNetwork network() {
        return network;
    }

    Secp256k1Key targetKey() {
        return targetKey;
    }

    Timing timing() {
        return timing;
    }

    Console console() {
        return console;
    }

    /** Gives the target time to see what happened to a connection. */
    void patience(Duration time) throws IOException {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        }
    }

    /** The port of the next identity that listens. */
    int nextPort() {
        return settings.identities().port(ports.getAndIncrement());
    }

    // ---- running cases ----

    @Override
    public Outcome run(CaseSpec spec, Trace trace, Runnable begun) throws Exception {
        ScriptedCase<Encounter> one = cases.named(spec.id());
        begun.run();
        return playing.play(one, trace, new Encounter(this, trace, spec.id()));
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
        return settings.control().canAdd() ? AT_ONCE : AT_ONCE_BY_HAND;
    }

    @Override
    public List<String> measurements() {
        return List.of("network " + network.label());
    }

    @Override
    public void close() {
        // Every case has closed what was its own.
    }
}
