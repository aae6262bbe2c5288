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
import dev.peering.wire.opendex.SessionAck;
import dev.peering.wire.opendex.SessionInit;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Optional;

/**
 * The recipient. Section 5, steps 2 to 7.
 *
 * <pre>
 * state      SessionInit                          SessionAck                       Disconnecting   other
 * AwaitInit  checked; SessionAck plain, our own   passed over                      over            passed over
 *            SessionInit encrypted → AwaitAck
 * AwaitAck   passed over                          names our SessionInit:           over            passed over
 *                                                 → Confirming; otherwise
 *                                                 passed over
 * Confirming any packet that decrypts: verified
 * </pre>
 *
 * <p>Nothing is answered before every check has passed, the hall's first one included. The initiator is verified by its first encrypted
 * packet, not by its SessionInit, which may be an old one: to encrypt, it has to read our second ephemeral key, and only the holder of the key
 * in the SessionInit it signed can. A Ping asks for such a packet.
 */
final class ResponderHandshake implements Handshake {

    /** What xud's initiator calls the SessionInit it waits for. */
    private static final String NO_REQUEST = "0";

    private sealed interface State {}

    private record AwaitInit() implements State {}

    private record AwaitAck(Introduced peer, String initId, EphemeralKey key) implements State {}

    private record Confirming(Introduced peer, Confirmation pings) implements State {}

    private final Ourselves ourselves;
    private final OpenDexOptions options;
    private final InitRules rules;
    private final Admission admission;
    private final Line line;
    private final Ignored ignored = new Ignored();
    private NodeState introduced = NodeState.EMPTY;
    private State state = new AwaitInit();

    ResponderHandshake(Ourselves ourselves, InitRules rules, Admission admission) {
        this.ourselves = ourselves;
        this.options = ourselves.options();
        this.rules = rules;
        this.admission = admission;
        this.line = new Line(options);
    }

    @Override
    public Progress start(Moment now) {
        return Progress.WAIT;
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
            return new Progress.Refused(List.of(), LastWords.heard(goodbye), caller());
        } else if (packet instanceof SessionInit init && state instanceof AwaitInit) {
            Judgement judgement = rules.ofStranger(init, admission);
            return judgement instanceof Judgement.Welcome welcome
                    ? answer(welcome.peer())
                    : refuse((Judgement.Unwelcome) judgement);
        } else if (packet instanceof SessionAck ack
                && state instanceof AwaitAck await
                && ack.requestId().equals(await.initId())) {
            return acknowledged(await, ack, now);
        } else if (state instanceof Confirming confirming) {
            return verified(confirming, packet);
        }
        return ignored.one().map(why -> refuse(why, caller())).orElse(Progress.WAIT);
    }

    private Progress answer(Introduced peer) {
        String ackId = options.randomness().id();
        EphemeralKey forAck = options.randomness().key();
        byte[] secret;
        try (forAck) {
            secret = forAck.agree(peer.init().claim().ephemeralKey());
        } catch (KeyException unusable) {
            return refuse(Reason.BAD_KEY.because("invalid ephemeral key"), Optional.of(new Caller(peer.id(), true)));
        }
        Bytes ack = line.write(new SessionAck(ackId, peer.init().id(), forAck.publicText()));
        line.encryptOut(secret);
        String initId = options.randomness().id();
        EphemeralKey forInit = options.randomness().key();
        SessionInit introduction = ourselves.introduction(initId, peer.id(), forInit);
        introduced = introduction.claim().nodeState();
        state = new AwaitAck(peer, initId, forInit);
        return new Progress.More(List.of(ack, line.write(introduction)));
    }

    private Progress acknowledged(AwaitAck await, SessionAck ack, Moment now) {
        try (EphemeralKey key = await.key()) {
            line.encryptIn(key.agree(ack.ephemeralKey()));
        } catch (KeyException unusable) {
            return refuse(Reason.BAD_KEY.because("invalid ephemeral key"), caller());
        }
        Confirmation pings = new Confirmation(line, options, options.pingAfterAck(), now);
        state = new Confirming(await.peer(), pings);
        return options.pingAfterAck().isZero() ? new Progress.More(List.of(pings.ping(now))) : Progress.WAIT;
    }

    private Progress verified(Confirming confirming, Packet first) {
        line.trust();
        VerifiedPeer peer = new VerifiedPeer(
                confirming.peer().id(), Profiles.of(confirming.peer().init().claim()));
        OpenDexConversation next = new OpenDexConversation(
                ourselves,
                introduced,
                confirming.peer(),
                admission,
                line,
                confirming.pings().sent(),
                List.of(first));
        return new Progress.Verified(List.of(), peer, next);
    }

    private Optional<Caller> caller() {
        if (state instanceof AwaitAck await) {
            return Optional.of(new Caller(await.peer().id(), true));
        }
        return state instanceof Confirming confirming
                ? Optional.of(new Caller(confirming.peer().id(), true))
                : Optional.empty();
    }

    private Progress refuse(Judgement.Unwelcome unwelcome) {
        return refuse(unwelcome.why(), unwelcome.caller());
    }

    private Progress refuse(Refusal why, Optional<Caller> caller) {
        return new Progress.Refused(Goodbye.write(line, options, why, NO_REQUEST), why, caller);
    }
}
