package dev.peering.node;

import dev.peering.core.Admission;
import dev.peering.core.DuplicateRule;
import dev.peering.core.Endpoints;
import dev.peering.core.Handshake;
import dev.peering.core.KnownPeer;
import dev.peering.core.Message;
import dev.peering.core.Moment;
import dev.peering.core.PeerId;
import dev.peering.core.Progress;
import dev.peering.core.Protocol;
import dev.peering.core.ReconnectPolicy;
import dev.peering.core.Refusal;
import dev.peering.crypto.KeyException;
import dev.peering.wire.MalformedException;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.Optional;

/**
 * A sound protocol whose responders read in an odd way.
 *
 * @param sound the protocol
 * @param reading what its responders do with bytes
 */
record OddProtocol(Protocol sound, Reading reading) implements Protocol {

    /** Reads bytes with the help of the sound handshake, or without. */
    interface Reading {
        Progress received(Handshake sound, ByteBuf in, Moment now) throws MalformedException;
    }

    @Override
    public String name() {
        return sound.name();
    }

    @Override
    public PeerId self() {
        return sound.self();
    }

    @Override
    public PeerId parse(String text) throws KeyException {
        return sound.parse(text);
    }

    @Override
    public Duration handshakeTimeout() {
        return sound.handshakeTimeout();
    }

    @Override
    public ReconnectPolicy reconnect() {
        return sound.reconnect();
    }

    @Override
    public DuplicateRule duplicates() {
        return sound.duplicates();
    }

    @Override
    public boolean dials(KnownPeer peer) {
        return sound.dials(peer);
    }

    @Override
    public Optional<Refusal> unsendable(Message message) {
        return sound.unsendable(message);
    }

    @Override
    public Handshake initiator(KnownPeer peer, Endpoints ends, Admission admission, Moment now) {
        return sound.initiator(peer, ends, admission, now);
    }

    @Override
    public Handshake responder(Endpoints ends, Admission admission, Moment now) {
        Handshake handshake = sound.responder(ends, admission, now);
        return new Handshake() {
            @Override
            public Progress start(Moment at) {
                return handshake.start(at);
            }

            @Override
            public Progress received(ByteBuf in, Moment at) throws MalformedException {
                return reading.received(handshake, in, at);
            }
        };
    }
}
