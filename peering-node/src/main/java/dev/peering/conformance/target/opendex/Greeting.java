package dev.peering.conformance.target.opendex;

import dev.peering.crypto.AesCbc;
import dev.peering.crypto.EphemeralKey;
import dev.peering.crypto.KeyException;
import dev.peering.wire.opendex.DisconnectReason;
import dev.peering.wire.opendex.Disconnecting;
import dev.peering.wire.opendex.GetNodes;
import dev.peering.wire.opendex.Packet;
import dev.peering.wire.opendex.Ping;
import dev.peering.wire.opendex.Pong;
import dev.peering.wire.opendex.SessionAck;
import dev.peering.wire.opendex.SessionClaim;
import dev.peering.wire.opendex.SessionInit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The handshake in both roles: two SessionInits, two SessionAcks, and every check in the network's order. */
final class Greeting {

    private final Node node;
    private final OpenDexProfile profile;
    private final Judge judge;
    private final Pipe pipe;
    private final Optional<String> expected;
    private Optional<SessionInit> early = Optional.empty();

    /** With the key that was dialed, or nothing for somebody who came. */
    Greeting(Node node, Pipe pipe, Optional<String> expected) {
        this.node = node;
        this.profile = node.profile();
        this.judge = node.judge();
        this.pipe = pipe;
        this.expected = expected;
    }

    /** What the other side said of itself, when everything is in order. */
    SessionInit exchange() throws Refused, Pipe.Gone {
        return expected.isPresent() ? dial(expected.get()) : accept();
    }

    // ---- they dialed ----

    private SessionInit accept() throws Refused, Pipe.Gone {
        SessionInit theirs = awaitInit(profile.has(OpenDexFault.M220));
        check(theirs);
        EphemeralKey ackKey = judge.ephemeral();
        AesCbc out = agreeOrNot(ackKey, theirs.claim().ephemeralKey(), profile.has(OpenDexFault.M228));
        pipe.write(ack(theirs, ackKey));
        if (out == null) {
            throw pipe.hang();
        }
        EphemeralKey initKey = judge.ephemeral();
        SessionInit ours = judge.init(initKey, theirs.claim().nodeKey());
        if (profile.has(OpenDexFault.M276)) {
            pipe.writePlain(ours);
        }
        pipe.encryptWith(out);
        if (!profile.has(OpenDexFault.M276)) {
            pipe.write(ours);
        }
        if (profile.has(OpenDexFault.M237)) {
            pipe.write(new Ping(judge.newId()));
        }
        SessionAck answer = awaitAck(ours, profile.has(OpenDexFault.M221), ours.id());
        AesCbc in = agreeOrNot(initKey, answer.ephemeralKey(), profile.has(OpenDexFault.M229));
        if (in == null) {
            node.crash();
            throw new Pipe.Gone();
        }
        pipe.decryptWith(profile.has(OpenDexFault.M222) ? out : in);
        pipe.opened();
        return theirs;
    }

    private SessionAck ack(SessionInit theirs, EphemeralKey key) {
        return new SessionAck(
                judge.newId(), profile.has(OpenDexFault.M275) ? judge.newId() : theirs.id(), key.publicText());
    }

    // ---- we dialed ----

    private SessionInit dial(String peer) throws Refused, Pipe.Gone {
        EphemeralKey initKey = judge.ephemeral();
        SessionInit ours = judge.init(initKey, peer);
        pipe.write(ours);
        if (profile.has(OpenDexFault.M280)) {
            pipe.write(new GetNodes(judge.newId()));
        }
        SessionAck answer = awaitAck(ours, profile.has(OpenDexFault.M243), ours.id());
        AesCbc in = agreeOrNot(initKey, answer.ephemeralKey(), profile.has(OpenDexFault.M230));
        if (in == null) {
            node.crash();
            throw new Pipe.Gone();
        }
        pipe.decryptWith(in);
        SessionInit theirs = early.isPresent() ? early.get() : awaitInit(profile.has(OpenDexFault.M244));
        check(theirs);
        EphemeralKey ackKey = judge.ephemeral();
        AesCbc out = agree(ackKey, theirs.claim().ephemeralKey());
        pipe.write(ack(theirs, ackKey));
        pipe.encryptWith(profile.has(OpenDexFault.M281) ? in : out);
        pipe.opened();
        return theirs;
    }

    // ---- waiting ----

    private SessionInit awaitInit(boolean forEver) throws Refused, Pipe.Gone {
        long deadline = forEver ? Pipe.NEVER : Pipe.in(profile.response());
        while (true) {
            Packet packet = next(deadline, "0");
            if (packet instanceof SessionInit init) {
                return init;
            }
            if (packet instanceof SessionAck ack) {
                strayAck(ack);
            }
        }
    }

    private void strayAck(SessionAck ack) throws Refused, Pipe.Gone {
        if (profile.has(OpenDexFault.M218)) {
            throw Refused.wire("nobody asked for this");
        }
        if (profile.has(OpenDexFault.M263) && ack.requestId().equals("0")) {
            throw pipe.hang();
        }
    }

    private SessionAck awaitAck(SessionInit ours, boolean forEver, String stalledId) throws Refused, Pipe.Gone {
        long deadline = forEver ? Pipe.NEVER : Pipe.in(profile.response());
        while (true) {
            Packet packet = next(deadline, stalledId);
            if (packet instanceof SessionAck ack
                    && (ack.requestId().equals(ours.id()) || profile.has(OpenDexFault.M219))) {
                return ack;
            }
            if (packet instanceof SessionInit init && expected.isPresent() && profile.has(OpenDexFault.M242)) {
                early = Optional.of(init);
            }
        }
    }

    private Packet next(long deadline, String stalledId) throws Refused, Pipe.Gone {
        Pipe.Came came =
                pipe.next(deadline).orElseThrow(() -> Refused.because(DisconnectReason.RESPONSE_STALLING, stalledId));
        if (came.packet() instanceof Disconnecting) {
            throw new Pipe.Gone();
        }
        if (came.packet() instanceof Ping ping && profile.has(OpenDexFault.M217)) {
            pipe.write(new Pong(judge.newId(), ping.id()));
        }
        return came.packet();
    }

    // ---- checks, in the network's order: opendex.md 5.1, then 5.2 ----

    private void check(SessionInit init) throws Refused, Pipe.Gone {
        SessionClaim claim = init.claim();
        boolean dialed = expected.isPresent();
        if (dialed && !claim.nodeKey().equals(expected.get()) && !profile.has(OpenDexFault.M203)) {
            throw Refused.because(DisconnectReason.UNEXPECTED_IDENTITY, "");
        }
        boolean mayBeAnybody = profile.has(dialed ? OpenDexFault.M239 : OpenDexFault.M49);
        if (!claim.peerKey().equals(node.key()) && !mayBeAnybody) {
            throw Refused.because(DisconnectReason.AUTH_FAILURE_INVALID_TARGET, "");
        }
        checkSignature(init, dialed);
        if (claim.nodeKey().equals(node.key()) && !profile.has(OpenDexFault.M204)) {
            throw Refused.because(DisconnectReason.CONNECTED_TO_SELF, "");
        }
        checkVersion(claim.version(), dialed);
        node.admit(claim.nodeKey());
    }

    private void checkSignature(SessionInit init, boolean dialed) throws Refused, Pipe.Gone {
        if (profile.has(OpenDexFault.M262) && init.signature().length() != 128) {
            throw pipe.hang();
        }
        boolean overlooked = profile.has(dialed ? OpenDexFault.M238 : OpenDexFault.M201)
                || (profile.has(OpenDexFault.M204) && init.claim().nodeKey().equals(node.key()));
        boolean good = overlooked || judge.signed(init);
        if (!good || node.seenBefore(init.signature())) {
            throw Refused.because(
                    profile.has(OpenDexFault.M284)
                            ? DisconnectReason.AUTH_FAILURE_INVALID_TARGET
                            : DisconnectReason.AUTH_FAILURE_INVALID_SIGNATURE,
                    "");
        }
    }

    private void checkVersion(String version, boolean dialed) throws Refused {
        if (dialed && profile.has(OpenDexFault.M240)) {
            return;
        }
        switch (judge.worth(version)) {
            case MALFORMED -> throw Refused.because(DisconnectReason.MALFORMED_VERSION, "");
            case OLD -> throw Refused.because(DisconnectReason.INCOMPATIBLE_PROTOCOL_VERSION, "");
            case GOOD -> {
                // Goes on.
            }
        }
    }

    /** The cipher of one direction; null where a faulty target goes on with a key that is none. */
    private @Nullable AesCbc agreeOrNot(EphemeralKey mine, String theirs, boolean careless) throws Refused {
        try {
            return agree(mine, theirs);
        } catch (Refused noPoint) {
            if (careless) {
                return null;
            }
            throw noPoint;
        }
    }

    private AesCbc agree(EphemeralKey mine, String theirs) throws Refused {
        if (profile.has(OpenDexFault.M266) && theirs.length() != EphemeralKey.TEXT_LENGTH) {
            throw Refused.wire("compressed key");
        }
        try {
            return AesCbc.of(mine.agree(theirs));
        } catch (KeyException noPoint) {
            throw Refused.wire("ephemeral key is no point");
        }
    }
}
