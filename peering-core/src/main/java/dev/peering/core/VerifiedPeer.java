package dev.peering.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A peer that proved its key in this very handshake. Only a room's handshake makes one, after the signature was checked; what is left to
 * decide is whether we want it.
 *
 * @param id who it is
 * @param once present where the proof could be replayed
 * @param clockOffset our wall clock minus theirs, where the handshake tells it
 * @param profile what it says about itself, where the handshake tells it
 * @param warnings what an operator should know although it did not lead to a refusal; one clause each
 */
public record VerifiedPeer(
        PeerId id,
        Optional<OnceToken> once,
        Optional<Duration> clockOffset,
        PeerProfile profile,
        List<Warning> warnings) {

    /** Copies the warnings. */
    public VerifiedPeer {
        warnings = List.copyOf(warnings);
    }

    /**
     * A peer about whom there is nothing more to say.
     *
     * @param id who it is
     */
    public VerifiedPeer(PeerId id) {
        this(id, PeerProfile.EMPTY);
    }

    /**
     * A peer that introduced itself.
     *
     * @param id who it is
     * @param profile what it says about itself
     */
    public VerifiedPeer(PeerId id, PeerProfile profile) {
        this(id, Optional.empty(), Optional.empty(), profile, List.of());
    }

    /**
     * Something odd that was let pass.
     *
     * @param kind which oddity, for counting
     * @param detail what exactly was seen
     */
    public record Warning(Kind kind, String detail) {

        /** The oddities that are counted. */
        public enum Kind {
            /** The peer dialed an address that we do not know as ours; a NAT does that, and so does a relay. */
            UNFAMILIAR_TARGET,
            /** The peer's clock and ours differ noticeably. */
            CLOCK_OFFSET
        }
    }
}
