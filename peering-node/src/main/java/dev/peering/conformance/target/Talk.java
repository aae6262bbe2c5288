package dev.peering.conformance.target;

import java.nio.ByteBuffer;
import java.time.Duration;

/** What is spoken after a handshake: frames, read and thrown away, until the other side ends or breaks a rule. */
final class Talk {

    private static final int LARGEST = 66_560;
    private static final Duration BODY_LIMIT = Duration.ofSeconds(4);

    private final Pipe pipe;
    private final Profile profile;

    Talk(Pipe pipe, Profile profile) {
        this.pipe = pipe;
        this.profile = profile;
    }

    /** Returns when it is over; the socket is closed by the caller. */
    void run() {
        long idle = profile.has(Fault.M79) ? Pipe.in(profile.handshakeLimit()) : Pipe.NEVER;
        while (true) {
            while (pipe.buffered().length < 4) {
                if (!pipe.more(idle)) {
                    return;
                }
            }
            long length = ByteBuffer.wrap(pipe.buffered()).getInt() & 0xffffffffL;
            if (tooLong(length) || (length == 0 && profile.has(Fault.M77))) {
                return;
            }
            long deadline = profile.has(Fault.M78) ? Pipe.NEVER : Pipe.in(BODY_LIMIT);
            boolean whole = true;
            while (whole && pipe.buffered().length < 4 + length) {
                whole = pipe.more(deadline);
            }
            if (!whole && (pipe.ended() || !profile.has(Fault.M135))) {
                return;
            }
            if (whole && length > 0 && pipe.buffered()[4] > 21 && profile.has(Fault.M76)) {
                return;
            }
            pipe.drop(whole ? (int) (4 + length) : pipe.buffered().length);
        }
    }

    private boolean tooLong(long length) {
        long most = profile.has(Fault.M74) ? 16_000_000 : profile.has(Fault.M75) ? 65_536 : LARGEST;
        return length > most;
    }
}
