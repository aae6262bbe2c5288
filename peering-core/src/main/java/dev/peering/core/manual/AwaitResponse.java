package dev.peering.core.manual;

import dev.peering.core.Handshake;
import dev.peering.core.Moment;
import dev.peering.core.Progress;
import dev.peering.core.Reason;
import dev.peering.core.VerifiedPeer;
import dev.peering.crypto.Sha256;
import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import dev.peering.wire.manual.Envelope;
import dev.peering.wire.manual.EnvelopeCodec;
import dev.peering.wire.manual.HandshakeResponse;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Optional;

/** The dialer: sends one signed request and waits for the signed answer to exactly that. Spec 3.5.3. */
final class AwaitResponse implements Handshake {

    private final Speaker speaker;
    private final ManualPeerId peer;
    private final Bytes request;
    private final Bytes requestHash;

    AwaitResponse(Speaker speaker, ManualPeerId peer, Bytes request) {
        this.speaker = speaker;
        this.peer = peer;
        this.request = request;
        this.requestHash = Bytes.of(Sha256.of(request.toByteArray()));
    }

    @Override
    public Progress start(Moment now) {
        return new Progress.More(List.of(speaker.seal(request)));
    }

    @Override
    public Progress received(ByteBuf in, Moment now) throws MalformedException {
        Optional<Envelope> envelope = EnvelopeCodec.read(in);
        return envelope.isPresent() ? judge(envelope.get()) : Progress.WAIT;
    }

    private Progress judge(Envelope envelope) throws MalformedException {
        // The answer must come from the peer we dialed, not merely from somebody with a key.
        if (!envelope.publicKey().equals(peer.bytes())) {
            return Progress.refused(Reason.UNEXPECTED_IDENTITY, "somebody else answered at this address");
        }
        HandshakeResponse response = HandshakeResponse.parse(envelope.data());
        if (!response.requestHash().equals(requestHash)) {
            return Progress.refused(Reason.WRONG_REQUEST_HASH, "the answer is not about our request");
        }
        if (speaker.open(envelope, peer.key()).isEmpty()) {
            return Progress.refused(Reason.BAD_SIGNATURE, "the answer's signature is wrong");
        }
        return new Progress.Verified(List.of(), new VerifiedPeer(peer), ManualConversation.ofInitiator());
    }
}
