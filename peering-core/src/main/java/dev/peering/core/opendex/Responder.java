package dev.peering.core.opendex;

import dev.peering.core.Caller;
import dev.peering.core.Moment;
import dev.peering.core.Progress;
import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import dev.peering.core.VerifiedPeer;
import dev.peering.crypto.EphemeralKey;
import dev.peering.crypto.KeyException;
import dev.peering.wire.Bytes;
import dev.peering.wire.opendex.NodeState;
import dev.peering.wire.opendex.Packet;
import dev.peering.wire.opendex.SessionAck;
import dev.peering.wire.opendex.SessionInit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The recipient. Section 5, steps 2 to 7.
 *
 * <pre>
 * state      SessionInit                          SessionAck                       Disconnecting   other
 * AwaitInit  checked; SessionAck plain, our own   passed over                      over            passed over
 *            SessionInit encrypted → AwaitAck;
 *            connected already → Doubled
 * Doubled    passed over; the earlier connection  passed over                      over            passed over
 *            ends: as in AwaitInit; it does not
 *            within {@link #PATIENCE}: refused
 * AwaitAck   passed over                          names our SessionInit:           over            passed over
 *                                                 → Confirming; otherwise
 *                                                 passed over
 * Confirming any packet that decrypts: verified
 * </pre>
 *
 * <p>Nothing is answered before every check has passed, the hall's first one included. The initiator is verified by its first encrypted
 * packet, not by its SessionInit, which may be an old one: to encrypt, it has to read our second ephemeral key, and only the holder of the key
 * in the SessionInit it signed can. A Ping asks for such a packet.
 *
 * <p>An xud whose connection broke dials again within two milliseconds, before we have seen that it broke, and never again when it is refused.
 * So whoever seems to be connected already is not refused at once.
 */
final class Responder implements OpenDexHandshake.Role {

    /** Ours: how long somebody who seems to be connected already waits for that connection to end. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration LOOK = Duration.ofMillis(20);

    private sealed interface State {}

    private record AwaitInit() implements State {}

    private record Doubled(Introduced peer, long lookAgain, long until) implements State {}

    private record AwaitAck(Introduced peer, String initId, EphemeralKey key) implements State {}

    private record Confirming(Introduced peer, Confirmation pings) implements State {}

    private final Footing footing;
    private final Line line;
    private NodeState introduced = NodeState.EMPTY;
    private State state = new AwaitInit();

    Responder(Footing footing) {
        this.footing = footing;
        this.line = footing.line();
    }

    @Override
    public Progress start() {
        return Progress.WAIT;
    }

    @Override
    public Progress hear(Packet packet, Moment now) {
        if (packet instanceof SessionInit init && state instanceof AwaitInit) {
            return introduced(init, now);
        } else if (packet instanceof SessionAck ack
                && state instanceof AwaitAck await
                && ack.requestId().equals(await.initId())) {
            return acknowledged(await, ack, now);
        } else if (state instanceof Confirming confirming) {
            return verified(confirming, packet);
        }
        return footing.passOver(List.of(), caller());
    }

    @Override
    public Progress tick(Moment now) {
        return state instanceof Doubled doubled ? look(doubled, now) : OpenDexHandshake.Role.super.tick(now);
    }

    @Override
    public long deadline() {
        return state instanceof Doubled doubled ? doubled.lookAgain() : OpenDexHandshake.Role.super.deadline();
    }

    @Override
    public Optional<Caller> caller() {
        if (state instanceof Doubled doubled) {
            return Optional.of(doubled.peer().caller());
        }
        if (state instanceof AwaitAck await) {
            return Optional.of(await.peer().caller());
        }
        return state instanceof Confirming confirming
                ? Optional.of(confirming.peer().caller())
                : Optional.empty();
    }

    @Override
    public Optional<Confirmation> pings() {
        return state instanceof Confirming confirming ? Optional.of(confirming.pings()) : Optional.empty();
    }

    @Override
    public String giveUp() {
        if (state instanceof AwaitAck await) {
            await.key().close();
            return await.initId();
        }
        return pings().flatMap(Confirmation::latest).orElse(OpenDexHandshake.NO_REQUEST);
    }

    private Progress introduced(SessionInit init, Moment now) {
        Judgement judgement = footing.rules().ofStranger(init, footing.admission());
        if (judgement instanceof Judgement.Welcome welcome) {
            return answer(welcome.peer());
        }
        Judgement.Unwelcome unwelcome = (Judgement.Unwelcome) judgement;
        if (unwelcome.why().reason() == Reason.ALREADY_CONNECTED
                && unwelcome.caller().isPresent()) {
            OpenDexPeerId id = (OpenDexPeerId) unwelcome.caller().get().id();
            state = new Doubled(new Introduced(id, init), now.in(LOOK), now.in(PATIENCE));
            return Progress.WAIT;
        }
        return footing.refuse(unwelcome);
    }

    /** Only the hall's opinion can have changed. */
    private Progress look(Doubled doubled, Moment now) {
        if (!now.reached(doubled.lookAgain())) {
            return Progress.WAIT;
        }
        Optional<Refusal> unwanted = InitRules.unwanted(doubled.peer().id(), footing.admission());
        if (unwanted.isEmpty()) {
            return answer(doubled.peer());
        }
        if (unwanted.get().reason() == Reason.ALREADY_CONNECTED && !now.reached(doubled.until())) {
            state = new Doubled(doubled.peer(), now.in(LOOK), doubled.until());
            return Progress.WAIT;
        }
        return footing.refuse(unwanted.get(), caller());
    }

    private Progress answer(Introduced peer) {
        Bytes ack;
        try {
            ack = footing.acknowledge(peer);
        } catch (KeyException unusable) {
            return footing.refuseEphemeralKey(Optional.of(peer.caller()));
        }
        String initId = footing.randomness().id();
        EphemeralKey forInit = footing.randomness().key();
        SessionInit introduction = footing.ourselves().introduction(initId, peer.id(), forInit);
        introduced = introduction.claim().nodeState();
        state = new AwaitAck(peer, initId, forInit);
        return new Progress.More(List.of(ack, line.write(introduction)));
    }

    private Progress acknowledged(AwaitAck await, SessionAck ack, Moment now) {
        try {
            footing.acknowledged(await.key(), ack);
        } catch (KeyException unusable) {
            return footing.refuseEphemeralKey(caller());
        }
        Duration pause = footing.options().timing().pingAfterAck();
        Confirmation pings = new Confirmation(line, footing.options(), pause, now);
        state = new Confirming(await.peer(), pings);
        return pause.isZero() ? new Progress.More(List.of(pings.ping(now))) : Progress.WAIT;
    }

    private Progress verified(Confirming confirming, Packet first) {
        line.trust();
        VerifiedPeer peer = new VerifiedPeer(
                confirming.peer().id(), Profiles.of(confirming.peer().init().claim()));
        OpenDexConversation next = new OpenDexConversation(
                footing, introduced, confirming.peer(), confirming.pings().sent(), List.of(first));
        return new Progress.Verified(List.of(), peer, next);
    }
}
