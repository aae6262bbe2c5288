package dev.peering.core.opendex;

import dev.peering.core.Caller;
import dev.peering.core.Handshake;
import dev.peering.core.Moment;
import dev.peering.core.Progress;
import dev.peering.core.Refusal;
import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import dev.peering.wire.opendex.Disconnecting;
import dev.peering.wire.opendex.Packet;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Optional;

/**
 * One end's handshake, section 5: reads packets, sends the Pings that confirm, and says good-bye. What a packet means is the business of its
 * role, {@link Initiator} or {@link Responder}.
 */
final class OpenDexHandshake implements Handshake {

    /** What xud calls the SessionInit it waits for. */
    static final String NO_REQUEST = "0";

    /** One of the two ends. */
    sealed interface Role permits Initiator, Responder {

        /** The connection is open. */
        Progress start();

        /** The other end says something else than good-bye. */
        Progress hear(Packet packet, Moment now);

        /** Who it is, as far as that is known. */
        Optional<Caller> caller();

        /** The Pings, once the keys are there and only the confirmation is missing. */
        Optional<Confirmation> pings();

        /** Time passed: by default a Ping may be due. */
        default Progress tick(Moment now) {
            return pings().filter(pings -> now.reached(pings.next()))
                    .map(pings -> (Progress) new Progress.More(List.of(pings.ping(now))))
                    .orElse(Progress.WAIT);
        }

        /** When it wants to be woken. */
        default long deadline() {
            return pings().map(Confirmation::next).orElse(Long.MAX_VALUE);
        }

        /** It ends here: secrets are wiped. The id of the question whose answer was awaited, or {@link #NO_REQUEST}. */
        String giveUp();
    }

    private final Footing footing;
    private final Role role;

    private OpenDexHandshake(Footing footing, Role role) {
        this.footing = footing;
        this.role = role;
    }

    static Handshake initiator(Footing footing, OpenDexPeerId dialed) {
        return new OpenDexHandshake(footing, new Initiator(footing, dialed));
    }

    static Handshake responder(Footing footing) {
        return new OpenDexHandshake(footing, new Responder(footing));
    }

    @Override
    public Progress start(Moment now) {
        return role.start();
    }

    @Override
    public Progress received(ByteBuf in, Moment now) throws MalformedException {
        Optional<Packet> packet = footing.line().read(in);
        if (packet.isEmpty()) {
            return Progress.WAIT;
        }
        return packet.get() instanceof Disconnecting goodbye
                ? new Progress.Refused(List.of(), LastWords.heard(goodbye), role.caller())
                : role.hear(packet.get(), now);
    }

    @Override
    public Progress tick(Moment now) {
        return role.tick(now);
    }

    @Override
    public long deadline() {
        return role.deadline();
    }

    @Override
    public List<Bytes> close(Refusal why, Moment now) {
        return Goodbye.write(footing.line(), footing.options(), why, role.giveUp());
    }
}
