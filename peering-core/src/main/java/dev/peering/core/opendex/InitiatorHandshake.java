package dev.peering.core.opendex;

import dev.peering.core.Admission;
import dev.peering.core.Caller;
import dev.peering.core.Handshake;
import dev.peering.core.Moment;
import dev.peering.core.Progress;
import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import dev.peering.core.VerifiedPeer;
import dev.peering.crypto.EphemeralKey;
import dev.peering.crypto.KeyException;
import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import dev.peering.wire.opendex.Disconnecting;
import dev.peering.wire.opendex.NodeState;
import dev.peering.wire.opendex.Packet;
import dev.peering.wire.opendex.Ping;
import dev.peering.wire.opendex.Pong;
import dev.peering.wire.opendex.SessionAck;
import dev.peering.wire.opendex.SessionInit;
import io.netty.buffer.ByteBuf;
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
final class InitiatorHandshake implements Handshake {

    /** What xud calls the SessionInit it waits for. */
    private static final String NO_REQUEST = "0";

    /** Ours: more is not said before a Pong by anybody honest. */
    private static final int MOST_EARLY_PACKETS = 16;

    private sealed interface State {}

    private record AwaitAck(String initId, EphemeralKey key) implements State {}

    private record AwaitInit() implements State {}

    private record Confirming(Introduced peer, Confirmation pings) implements State {}

    private final Ourselves ourselves;
    private final OpenDexOptions options;
    private final OpenDexPeerId dialed;
    private final InitRules rules;
    private final Admission admission;
    private final Line line;
    private final Ignored ignored = new Ignored();
    private final List<Packet> early = new ArrayList<>(0);
    private NodeState introduced = NodeState.EMPTY;
    private State state;

    InitiatorHandshake(Ourselves ourselves, OpenDexPeerId dialed, InitRules rules, Admission admission) {
        this.ourselves = ourselves;
        this.options = ourselves.options();
        this.dialed = dialed;
        this.rules = rules;
        this.admission = admission;
        this.line = new Line(options);
        this.state =
                new AwaitAck(options.randomness().id(), options.randomness().key());
    }

    @Override
    public Progress start(Moment now) {
        AwaitAck await = (AwaitAck) state;
        SessionInit introduction = ourselves.introduction(await.initId(), dialed, await.key());
        introduced = introduction.claim().nodeState();
        return new Progress.More(List.of(line.write(introduction)));
    }

    @Override
    public Progress received(ByteBuf in, Moment now) throws MalformedException {
        Optional<Packet> packet = line.read(in);
        return packet.isPresent() ? judge(packet.get(), now) : Progress.WAIT;
    }

    @Override
    public Progress tick(Moment now) {
        return state instanceof Confirming confirming
                        && now.reached(confirming.pings().next())
                ? new Progress.More(List.of(confirming.pings().ping(now)))
                : Progress.WAIT;
    }

    @Override
    public long deadline() {
        return state instanceof Confirming confirming ? confirming.pings().next() : Long.MAX_VALUE;
    }

    @Override
    public List<Bytes> close(Refusal why, Moment now) {
        String waitedFor = NO_REQUEST;
        if (state instanceof AwaitAck await) {
            await.key().close();
            waitedFor = await.initId();
        } else if (state instanceof Confirming confirming) {
            waitedFor = confirming.pings().latest().orElse(NO_REQUEST);
        }
        return Goodbye.write(line, options, why, waitedFor);
    }

    private Progress judge(Packet packet, Moment now) {
        if (packet instanceof Disconnecting goodbye) {
            return new Progress.Refused(List.of(), LastWords.heard(goodbye), Optional.empty());
        } else if (packet instanceof SessionAck ack
                && state instanceof AwaitAck await
                && ack.requestId().equals(await.initId())) {
            return acknowledged(await, ack);
        } else if (packet instanceof SessionInit init && state instanceof AwaitInit) {
            Judgement judgement = rules.ofDialed(init, dialed, admission);
            return judgement instanceof Judgement.Welcome welcome
                    ? acknowledge(welcome.peer(), now)
                    : refuse((Judgement.Unwelcome) judgement);
        } else if (state instanceof Confirming confirming) {
            return confirming(confirming, packet, now);
        }
        return passOver();
    }

    private Progress acknowledged(AwaitAck await, SessionAck ack) {
        try (EphemeralKey key = await.key()) {
            line.encryptIn(key.agree(ack.ephemeralKey()));
        } catch (KeyException unusable) {
            return refuse(Reason.BAD_KEY.because("invalid ephemeral key"), Optional.empty());
        }
        state = new AwaitInit();
        return Progress.WAIT;
    }

    private Progress acknowledge(Introduced peer, Moment now) {
        String id = options.randomness().id();
        EphemeralKey key = options.randomness().key();
        byte[] secret;
        try (key) {
            secret = key.agree(peer.init().claim().ephemeralKey());
        } catch (KeyException unusable) {
            return refuse(Reason.BAD_KEY.because("invalid ephemeral key"), Optional.of(new Caller(peer.id(), true)));
        }
        Bytes ack = line.write(new SessionAck(id, peer.init().id(), key.publicText()));
        line.encryptOut(secret);
        state = new Confirming(peer, new Confirmation(line, options, options.quietAfterAck(), now));
        return new Progress.More(List.of(ack));
    }

    private Progress confirming(Confirming confirming, Packet packet, Moment now) {
        if (packet instanceof Pong pong && confirming.pings().sent().contains(pong.requestId())) {
            line.trust();
            VerifiedPeer peer = new VerifiedPeer(
                    confirming.peer().id(), Profiles.of(confirming.peer().init().claim()));
            return new Progress.Verified(
                    List.of(),
                    peer,
                    new OpenDexConversation(
                            ourselves, introduced, confirming.peer(), admission, line, List.of(), early));
        }
        List<Bytes> send = new ArrayList<>(2);
        if (confirming.pings().sent().isEmpty()) {
            send.add(confirming.pings().ping(now));
        }
        if (packet instanceof Ping ping) {
            send.add(line.write(new Pong(options.randomness().id(), ping.id())));
        } else if (packet instanceof Packet.Response || packet instanceof SessionInit) {
            return ignored.one().map(why -> refuse(why, caller())).orElseGet(() -> new Progress.More(send));
        } else if (early.size() < MOST_EARLY_PACKETS) {
            early.add(packet);
        } else {
            return refuse(Reason.TOO_LARGE.because("too many packets before the first answer"), caller());
        }
        return new Progress.More(send);
    }

    private Optional<Caller> caller() {
        return state instanceof Confirming ? Optional.of(new Caller(dialed, true)) : Optional.empty();
    }

    private Progress passOver() {
        return ignored.one().map(why -> refuse(why, caller())).orElse(Progress.WAIT);
    }

    private Progress refuse(Judgement.Unwelcome unwelcome) {
        return refuse(unwelcome.why(), unwelcome.caller());
    }

    private Progress refuse(Refusal why, Optional<Caller> caller) {
        return new Progress.Refused(Goodbye.write(line, options, why, NO_REQUEST), why, caller);
    }
}
