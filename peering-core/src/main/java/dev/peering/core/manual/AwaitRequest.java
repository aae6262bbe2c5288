package dev.peering.core.manual;

import dev.peering.core.Admission;
import dev.peering.core.Caller;
import dev.peering.core.Handshake;
import dev.peering.core.KnownPeer;
import dev.peering.core.Moment;
import dev.peering.core.OnceToken;
import dev.peering.core.PeerId;
import dev.peering.core.PeerProfile;
import dev.peering.core.Progress;
import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import dev.peering.core.VerifiedPeer;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.PeerKey;
import dev.peering.crypto.Sha256;
import dev.peering.crypto.SignedPayload;
import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import dev.peering.wire.manual.Envelope;
import dev.peering.wire.manual.EnvelopeCodec;
import dev.peering.wire.manual.HandshakeRequest;
import dev.peering.wire.manual.HandshakeResponse;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The acceptor: waits for one signed request. Spec 3.5.3.
 *
 * <p>Cheap checks before dear ones: lengths and form, version, time, target; then the signature; then the list. While the node is crowded the list
 * comes before the signature, so that strangers cost no check; otherwise it comes after, so that the time of an answer does not tell who is listed.
 */
final class AwaitRequest implements Handshake {

    private final Speaker speaker;
    private final ManualPeering room;
    private final RequestRules rules;
    private final Admission admission;
    private final ManualOptions options;

    AwaitRequest(Speaker speaker, ManualPeering room, RequestRules rules, Admission admission, ManualOptions options) {
        this.speaker = speaker;
        this.room = room;
        this.rules = rules;
        this.admission = admission;
        this.options = options;
    }

    /** The acceptor is silent until the request is there. */
    @Override
    public Progress start(Moment now) {
        return Progress.WAIT;
    }

    @Override
    public Progress received(ByteBuf in, Moment now) throws MalformedException {
        Optional<Envelope> envelope = EnvelopeCodec.read(in);
        return envelope.isPresent() ? judge(envelope.get(), now) : Progress.WAIT;
    }

    private Progress judge(Envelope envelope, Moment now) throws MalformedException {
        HandshakeRequest request = HandshakeRequest.parse(envelope.data());
        Optional<KnownPeer> listed = admission.find(envelope.publicKey());
        Optional<Refusal> refusal = rules.refusal(request, now);
        if (refusal.isPresent()) {
            return new Progress.Refused(List.of(), refusal.get(), listed.map(peer -> new Caller(peer.id(), false)));
        }
        if (envelope.publicKey().equals(room.self().bytes())) {
            return Progress.refused(Reason.SELF, "the request carries our own key");
        }
        if (listed.isEmpty() && admission.crowded()) {
            return Progress.refused(
                    Reason.UNKNOWN_PEER, "not on the list; its signature was not looked at, too many are waiting");
        }
        return listed.isPresent()
                ? prove((ManualPeerId) listed.get().id(), true, envelope, request, now)
                : proveStranger(envelope, request, now);
    }

    private Progress proveStranger(Envelope envelope, HandshakeRequest request, Moment now) {
        try {
            PeerKey key = PeerKey.of(envelope.publicKey().toByteArray());
            return prove(ManualPeerId.of(key), false, envelope, request, now);
        } catch (KeyException unusable) {
            return Progress.refused(Reason.BAD_KEY, unusable.getMessage());
        }
    }

    private Progress prove(ManualPeerId id, boolean listed, Envelope envelope, HandshakeRequest request, Moment now) {
        Optional<SignedPayload> signed = speaker.open(envelope, id.key());
        if (signed.isEmpty()) {
            return listed
                    ? Progress.refused(new Caller(id, false), Reason.BAD_SIGNATURE, "the request's signature is wrong")
                    : Progress.refused(Reason.BAD_SIGNATURE, "the request's signature is wrong");
        }
        Caller caller = new Caller(id, true);
        if (!listed) {
            return Progress.refused(caller, Reason.UNKNOWN_PEER, "not on the list");
        }
        // 3.5.2: of two peers the lower key dials, so this one waits for us and has no business here.
        if (room.dials(new KnownPeer(id))) {
            return Progress.refused(
                    caller, Reason.WRONG_DIRECTION, "by key order we dial this peer, it must not dial us");
        }
        return answer(id, signed.get(), request, now);
    }

    private Progress answer(PeerId id, SignedPayload signed, HandshakeRequest request, Moment now) {
        Bytes hash = Bytes.of(Sha256.of(signed.data()));
        Bytes response = speaker.seal(new HandshakeResponse(hash).encode());
        Duration offset = Duration.ofSeconds(now.wall().getEpochSecond() - request.timestamp());
        OnceToken once = new OnceToken(hash, request.timestamp(), options.replayWindow());
        VerifiedPeer peer = new VerifiedPeer(
                id, Optional.of(once), Optional.of(offset), PeerProfile.EMPTY, rules.warnings(request, offset));
        return new Progress.Verified(List.of(response), peer, ManualConversation.ofResponder(options.holdBack()));
    }
}
