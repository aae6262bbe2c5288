package dev.peering.core.opendex;

import dev.peering.core.Admission;
import dev.peering.core.Caller;
import dev.peering.core.Progress;
import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import dev.peering.crypto.EphemeralKey;
import dev.peering.crypto.KeyException;
import dev.peering.wire.Bytes;
import dev.peering.wire.opendex.SessionAck;
import java.util.List;
import java.util.Optional;

/** What either end of a handshake stands on: who we are, what we let pass, whom we let in, and the line to the other end. */
record Footing(Ourselves ourselves, InitRules rules, Admission admission, Line line, Ignored ignored) {

    static Footing of(Ourselves ourselves, InitRules rules, Admission admission) {
        return new Footing(ourselves, rules, admission, new Line(ourselves.options()), new Ignored());
    }

    OpenDexOptions options() {
        return ourselves.options();
    }

    OpenDexOptions.Randomness randomness() {
        return ourselves.options().randomness();
    }

    /**
     * Answers an introduction in plain. What we say afterwards is encrypted.
     *
     * @throws KeyException its ephemeral key is none
     */
    Bytes acknowledge(Introduced peer) throws KeyException {
        String id = randomness().id();
        try (EphemeralKey key = randomness().key()) {
            byte[] secret = key.agree(peer.init().claim().ephemeralKey());
            Bytes ack = line.write(new SessionAck(id, peer.init().id(), key.publicText()));
            line.encryptOut(secret);
            return ack;
        }
    }

    /**
     * Our introduction was answered: what the other end says from here on is encrypted.
     *
     * @throws KeyException the ephemeral key in the answer is none
     */
    void acknowledged(EphemeralKey ours, SessionAck ack) throws KeyException {
        try (ours) {
            line.encryptIn(ours.agree(ack.ephemeralKey()));
        }
    }

    /** A packet out of its turn: nothing comes of it, unless there were too many. */
    Progress passOver(List<Bytes> send, Optional<Caller> caller) {
        return ignored.one().map(why -> refuse(why, caller)).orElseGet(() -> new Progress.More(send));
    }

    Progress refuse(Judgement.Unwelcome unwelcome) {
        return refuse(unwelcome.why(), unwelcome.caller());
    }

    Progress refuseEphemeralKey(Optional<Caller> caller) {
        return refuse(Reason.BAD_KEY.because("invalid ephemeral key"), caller);
    }

    Progress refuse(Refusal why, Optional<Caller> caller) {
        return new Progress.Refused(Goodbye.write(line, options(), why, OpenDexHandshake.NO_REQUEST), why, caller);
    }
}
