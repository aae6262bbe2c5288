package dev.peering.core;

import dev.peering.wire.Bytes;
import java.util.List;
import java.util.Optional;

/** How far a handshake is: it goes on, identity is proven, or it is refused. Three outcomes, three types. */
public sealed interface Progress {

    /** Go on waiting, nothing to send. */
    Progress WAIT = new More(List.of());

    /**
     * Send this, then wait for more bytes.
     *
     * @param send messages in order, each written with one write
     */
    record More(List<Bytes> send) implements Progress {}

    /**
     * Identity is proven. {@code send} goes out only after the hall agreed; then {@code next} takes the connection over.
     *
     * @param send the last messages of the handshake
     * @param peer who it is
     * @param next what is spoken from now on, keys inside
     */
    record Verified(List<Bytes> send, VerifiedPeer peer, Conversation next) implements Progress {}

    /**
     * It ends here.
     *
     * @param send last words where the network has them; empty for most
     * @param why the reason
     * @param caller who it came from, as far as that is known
     */
    record Refused(List<Bytes> send, Refusal why, Optional<Caller> caller) implements Progress {}

    /**
     * A refusal without last words, of nobody in particular.
     *
     * @param reason the reason
     * @param detail what was seen
     * @return the progress
     */
    static Progress refused(Reason reason, String detail) {
        return new Refused(List.of(), reason.because(detail), Optional.empty());
    }

    /**
     * A refusal without last words, of a caller.
     *
     * @param caller who it came from
     * @param reason the reason
     * @param detail what was seen
     * @return the progress
     */
    static Progress refused(Caller caller, Reason reason, String detail) {
        return new Refused(List.of(), reason.because(detail), Optional.of(caller));
    }
}
