package dev.peering.core.opendex;

import dev.peering.core.Caller;
import dev.peering.core.Moment;
import dev.peering.core.Progress;
import dev.peering.core.Reason;
import dev.peering.core.VerifiedPeer;
import dev.peering.crypto.EphemeralKey;
import dev.peering.crypto.KeyException;
import dev.peering.wire.Bytes;
import dev.peering.wire.opendex.NodeState;
import dev.peering.wire.opendex.Packet;
import dev.peering.wire.opendex.Ping;
import dev.peering.wire.opendex.Pong;
import dev.peering.wire.opendex.SessionAck;
import dev.peering.wire.opendex.SessionInit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The initiator. Section 5, steps 1, 5 and 6, and the key confirmation of section 13.5.
 *
 * <pre>
 * state       SessionAck            SessionInit                     Pong to our Ping   other packets       time
 * AwaitAck    names ours: AwaitInit passed over                     passed over        passed over         -
 * AwaitInit   passed over           checked; SessionAck → Confirming passed over       passed over         -
 * Confirming  passed over           passed over                     verified           kept; we may speak  Ping; once more after 3 s
 * </pre>
 *
 * <p>A Disconnecting ends it in every state. Up to our own SessionAck what we say is plain, also a refusal.
 *
 * <p>Whoever answers could be playing back an old SessionInit (section 13.3), so the peer counts as verified only when it has answered a Ping:
 * reading that takes the ephemeral key of the SessionInit it signed. What it says before is kept and heard afterwards. The Ping waits for the
 * peer's first packet or a quarter of a second, since an xud loses what comes earlier (section 5.5).
 */
final class Initiator implements OpenDexHandshake.Role {

    /** Ours: more is not said before a Pong by anybody honest. */
    private static final int MOST_EARLY_PACKETS = 16;

    private sealed interface State {}

    private record AwaitAck(String initId, EphemeralKey key) implements State {}

    private record AwaitInit() implements State {}

    private record Confirming(Introduced peer, Confirmation pings) implements State {}

    private final Footing footing;
    private final Line line;
    private final OpenDexPeerId dialed;
    private final List<Packet> early = new ArrayList<>(0);
    private NodeState introduced = NodeState.EMPTY;
    private State state;

    Initiator(Footing footing, OpenDexPeerId dialed) {
        this.footing = footing;
        this.line = footing.line();
        this.dialed = dialed;
        this.state =
                new AwaitAck(footing.randomness().id(), footing.randomness().key());
    }

    @Override
    public Progress start() {
        AwaitAck await = (AwaitAck) state;
        SessionInit introduction = footing.ourselves().introduction(await.initId(), dialed, await.key());
        introduced = introduction.claim().nodeState();
        return new Progress.More(List.of(line.write(introduction)));
    }

    @Override
    public Progress hear(Packet packet, Moment now) {
        if (packet instanceof SessionAck ack
                && state instanceof AwaitAck await
                && ack.requestId().equals(await.initId())) {
            return acknowledged(await, ack);
        } else if (packet instanceof SessionInit init && state instanceof AwaitInit) {
            Judgement judgement = footing.rules().ofDialed(init, dialed, footing.admission());
            return judgement instanceof Judgement.Welcome welcome
                    ? acknowledge(welcome.peer(), now)
                    : footing.refuse((Judgement.Unwelcome) judgement);
        } else if (state instanceof Confirming confirming) {
            return confirming(confirming, packet, now);
        }
        return footing.passOver(List.of(), caller());
    }

    @Override
    public Optional<Caller> caller() {
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

    private Progress acknowledged(AwaitAck await, SessionAck ack) {
        try {
            footing.acknowledged(await.key(), ack);
        } catch (KeyException unusable) {
            return footing.refuseEphemeralKey(Optional.empty());
        }
        state = new AwaitInit();
        return Progress.WAIT;
    }

    private Progress acknowledge(Introduced peer, Moment now) {
        Bytes ack;
        try {
            ack = footing.acknowledge(peer);
        } catch (KeyException unusable) {
            return footing.refuseEphemeralKey(Optional.of(peer.caller()));
        }
        Duration pause = footing.options().timing().quietAfterAck();
        state = new Confirming(peer, new Confirmation(line, footing.options(), pause, now));
        return new Progress.More(List.of(ack));
    }

    private Progress confirming(Confirming confirming, Packet packet, Moment now) {
        if (packet instanceof Pong pong && confirming.pings().sent().contains(pong.requestId())) {
            line.trust();
            VerifiedPeer peer = new VerifiedPeer(
                    confirming.peer().id(), Profiles.of(confirming.peer().init().claim()));
            return new Progress.Verified(
                    List.of(), peer, new OpenDexConversation(footing, introduced, confirming.peer(), List.of(), early));
        }
        List<Bytes> send = new ArrayList<>(2);
        if (confirming.pings().sent().isEmpty()) {
            send.add(confirming.pings().ping(now));
        }
        if (packet instanceof Ping ping) {
            send.add(line.write(new Pong(footing.randomness().id(), ping.id())));
        } else if (packet instanceof Packet.Response || packet instanceof SessionInit) {
            return footing.passOver(send, caller());
        } else if (early.size() < MOST_EARLY_PACKETS) {
            early.add(packet);
        } else {
            return footing.refuse(Reason.TOO_LARGE.because("too many packets before the first answer"), caller());
        }
        return new Progress.More(send);
    }
}
