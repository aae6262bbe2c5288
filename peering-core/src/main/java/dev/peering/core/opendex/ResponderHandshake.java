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
import dev.peering.wire.opendex.Packet;
import dev.peering.wire.opendex.SessionAck;
import dev.peering.wire.opendex.SessionInit;
import io.netty.buffer.ByteBuf;
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
final class ResponderHandshake implements Handshake {

    /** What xud's initiator calls the SessionInit it waits for. */
    private static final String NO_REQUEST = "0";

    /** Ours: how long somebody who seems to be connected already waits for that connection to end. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration LOOK = Duration.ofMillis(20);

    private sealed interface State {}

    private record AwaitInit() implements State {}

    private record Doubled(Introduced peer, long lookAgain, long until) implements State {}

    private record AwaitAck(Introduced peer, String initId, EphemeralKey key) implements State {}

    private record Confirming(Introduced peer, Confirmation pings) implements State {}

    private final Ourselves ourselves;
    private final OpenDexOptions options;
    private final InitRules rules;
    private final Admission admission;
    private final Line line;
    private final Ignored ignored = new Ignored();
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
        if (state instanceof Doubled doubled) {
            return now.reached(doubled.lookAgain()) ? look(doubled, now) : Progress.WAIT;
        }
        return state instanceof Confirming confirming
                        && now.reached(confirming.pings().next())
                ? new Progress.More(List.of(confirming.pings().ping(now)))
                : Progress.WAIT;
    }

    @Override
    public long deadline() {
        if (state instanceof Doubled doubled) {
            return doubled.lookAgain();
        }
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
            return judge(init, now);
        } else if (packet instanceof SessionAck ack
                && state instanceof AwaitAck await
                && ack.requestId().equals(await.initId())) {
            return acknowledged(await, ack, now);
        } else if (state instanceof Confirming confirming) {
            return verified(confirming, packet);
        }
        return ignored.one().map(why -> refuse(why, caller())).orElse(Progress.WAIT);
    }

    private Progress judge(SessionInit init, Moment now) {
        Judgement judgement = rules.ofStranger(init, admission);
        if (judgement instanceof Judgement.Welcome welcome) {
            return answer(welcome.peer());
        }
        Judgement.Unwelcome unwelcome = (Judgement.Unwelcome) judgement;
        if (unwelcome.why().reason() == Reason.ALREADY_CONNECTED
                && unwelcome.caller().isPresent()) {
            Introduced peer =
                    new Introduced((OpenDexPeerId) unwelcome.caller().get().id(), init);
            state = new Doubled(peer, now.in(LOOK), now.in(PATIENCE));
            return Progress.WAIT;
        }
        return refuse(unwelcome);
    }

    /** Only the hall's opinion can have changed. */
    private Progress look(Doubled doubled, Moment now) {
        Optional<Refusal> unwanted = InitRules.unwanted(doubled.peer().id(), admission);
        if (unwanted.isEmpty()) {
            return answer(doubled.peer());
        }
        if (unwanted.get().reason() == Reason.ALREADY_CONNECTED && !now.reached(doubled.until())) {
            state = new Doubled(doubled.peer(), now.in(LOOK), doubled.until());
            return Progress.WAIT;
        }
        return refuse(unwanted.get(), caller());
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
        Bytes init = line.write(ourselves.introduction(initId, peer.id(), forInit));
        state = new AwaitAck(peer, initId, forInit);
        return new Progress.More(List.of(ack, init));
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
                confirming.peer(),
                admission,
                line,
                confirming.pings().sent(),
                List.of(first));
        return new Progress.Verified(List.of(), peer, next);
    }

    private Optional<Caller> caller() {
        if (state instanceof Doubled doubled) {
            return Optional.of(new Caller(doubled.peer().id(), true));
        }
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
