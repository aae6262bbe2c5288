package dev.peering.core.opendex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.Admission;
import dev.peering.core.Endpoints;
import dev.peering.core.KnownPeer;
import dev.peering.core.Moment;
import dev.peering.core.PeerAddress;
import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import dev.peering.core.Session;
import dev.peering.core.rooms.OpenDexRoom;
import dev.peering.core.rooms.TwoEnds;
import dev.peering.core.rooms.TwoEnds.End;
import dev.peering.crypto.AesCbc;
import dev.peering.crypto.EphemeralKey;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.Secp256k1Identity;
import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import dev.peering.wire.opendex.CanonicalJson;
import dev.peering.wire.opendex.DisconnectReason;
import dev.peering.wire.opendex.Disconnecting;
import dev.peering.wire.opendex.EncryptedFrame;
import dev.peering.wire.opendex.EncryptedFrameCodec;
import dev.peering.wire.opendex.NodeState;
import dev.peering.wire.opendex.OpenDexNetwork;
import dev.peering.wire.opendex.Packet;
import dev.peering.wire.opendex.Ping;
import dev.peering.wire.opendex.PlainFrameCodec;
import dev.peering.wire.opendex.Pong;
import dev.peering.wire.opendex.SessionAck;
import dev.peering.wire.opendex.SessionClaim;
import dev.peering.wire.opendex.SessionInit;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The other end, frame by frame and key by key, so that each of them can be wrong. Node 0 dials node 1. */
final class ByHand {

    static final Moment START = new Moment(TwoEnds.T0, 0);
    static final Secp256k1Identity A = OpenDexRoom.identity(0);
    static final Secp256k1Identity B = OpenDexRoom.identity(1);
    static final PlainFrameCodec PLAIN = new PlainFrameCodec(OpenDexNetwork.MAINNET, 64 * 1024);
    static final EncryptedFrameCodec ENCRYPTED = new EncryptedFrameCodec(OpenDexNetwork.MAINNET, 1024 * 1024);

    private final End end;
    private Optional<AesCbc> towardsUs = Optional.empty();
    private Optional<AesCbc> towardsThem = Optional.empty();
    private int ivs;

    private ByHand(End end) {
        this.end = end;
    }

    /** We dial them: they are node 1. */
    static ByHand dialing(Admission admission) {
        return dialing(admission, OpenDexRoom.options(1));
    }

    /** The same, with these options of theirs; they welcome node 0. */
    static ByHand dialing(OpenDexOptions options) {
        return dialing(Admission.only(new KnownPeer(OpenDexPeering.id(A.key()))), options);
    }

    private static ByHand dialing(Admission admission, OpenDexOptions options) {
        return dialing(admission, new OpenDexPeering(B, options));
    }

    /** The same, with this to say of themselves. */
    static ByHand dialing(Supplier<NodeState> state) {
        return dialing(
                Admission.only(new KnownPeer(OpenDexPeering.id(A.key()))),
                new OpenDexPeering(B, OpenDexRoom.options(1), state));
    }

    private static ByHand dialing(Admission admission, OpenDexPeering waiting) {
        End end = new End(
                START, Session.inbound(waiting, new Endpoints(TwoEnds.LISTENER, TwoEnds.DIALER), admission, START));
        end.takeFrom(end.session().start(START));
        return new ByHand(end);
    }

    /** We dial them, and they welcome node 0. */
    static ByHand dialing() {
        return dialing(Admission.only(new KnownPeer(OpenDexPeering.id(A.key()))));
    }

    /** We dialed node 1, which has these options; it took us in, and its first Ping is answered. */
    static ByHand connected(OpenDexOptions options) {
        ByHand us = dialing(options);
        us.acknowledge(us.introduce());
        Ping confirmation = (Ping) us.heardFirst();
        us.say(new Pong("pong", confirmation.id()));
        assertThat(us.end.proven()).isPresent();
        return us;
    }

    /** They dial us: they are node 0. */
    static ByHand dialed() {
        return dialed(() -> NodeState.EMPTY);
    }

    /** The same, with this to say of themselves. */
    static ByHand dialed(Supplier<NodeState> state) {
        OpenDexPeering dialing = new OpenDexPeering(A, OpenDexRoom.options(0), state);
        KnownPeer us = new KnownPeer(OpenDexPeering.id(B.key()), PeerAddress.of(TwoEnds.LISTENER));
        End end = new End(
                START,
                Session.outbound(
                        dialing, us, new Endpoints(TwoEnds.DIALER, TwoEnds.LISTENER), Admission.only(us), START));
        end.takeFrom(end.session().start(START));
        return new ByHand(end);
    }

    /** Welcomes nobody, for this reason. */
    static Admission unwelcoming(Refusal why) {
        return new Admission() {
            @Override
            public Optional<KnownPeer> find(Bytes key) {
                return Optional.empty();
            }

            @Override
            public Optional<Refusal> unwanted(Bytes key) {
                return Optional.of(why);
            }

            @Override
            public boolean crowded() {
                return false;
            }
        };
    }

    End end() {
        return end;
    }

    static EphemeralKey key(int filling) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) filling);
        try {
            return EphemeralKey.fromSecret(secret);
        } catch (KeyException never) {
            throw new AssertionError(never);
        }
    }

    static SessionClaim claim(Secp256k1Identity from, Secp256k1Identity to, EphemeralKey key) {
        return claim(from, to, key, "1.2.5");
    }

    static SessionClaim claim(Secp256k1Identity from, Secp256k1Identity to, EphemeralKey key, String version) {
        return new SessionClaim(
                key.publicText(),
                from.key().toString(),
                NodeState.EMPTY,
                to.key().toString(),
                version);
    }

    static SessionInit signed(Secp256k1Identity by, SessionClaim claim) {
        byte[] signature = by.sign(CanonicalJson.of(claim).toByteArray());
        return new SessionInit("our init", HexFormat.of().formatHex(signature), claim);
    }

    /** Sends one packet in the form of the moment. */
    void say(Packet packet) {
        sayRaw(frame(packet));
    }

    void sayRaw(Bytes bytes) {
        end.receive(bytes);
    }

    Bytes frame(Packet packet) {
        return towardsThem
                .map(cipher -> encrypted(cipher, EncryptedFrameCodec.plaintext(packet)))
                .orElseGet(() -> PLAIN.encode(packet));
    }

    Bytes encrypted(Bytes plaintext) {
        return encrypted(towardsThem.orElseThrow(), plaintext);
    }

    private Bytes encrypted(AesCbc cipher, Bytes plaintext) {
        byte[] iv = new byte[16];
        iv[0] = (byte) ++ivs;
        iv[1] = (byte) (ivs >> 8);
        return EncryptedFrameCodec.encode(
                new EncryptedFrame(Bytes.of(iv), Bytes.of(cipher.encrypt(iv, plaintext.toByteArray()))));
    }

    /** What they said since the last time, each frame in the form in which we expect it. */
    List<Packet> heard() {
        return end.takeAll().stream().map(this::open).toList();
    }

    /** The first of them; the others are not looked at. */
    Packet heardFirst() {
        return open(end.takeAll().get(0));
    }

    private Packet open(Bytes frame) {
        ByteBuf in = Unpooled.wrappedBuffer(frame.toByteArray());
        try {
            if (towardsUs.isEmpty()) {
                return PLAIN.read(in).orElseThrow();
            }
            EncryptedFrame read = ENCRYPTED.read(in).orElseThrow();
            byte[] plaintext = towardsUs
                    .get()
                    .decrypt(read.iv().toByteArray(), read.ciphertext().toByteArray())
                    .orElseThrow();
            return EncryptedFrameCodec.packet(Bytes.of(plaintext));
        } catch (MalformedException malformed) {
            throw new AssertionError(malformed);
        }
    }

    /** We dialed: up to and including their SessionInit, which is returned. */
    SessionInit introduce() {
        EphemeralKey first = key(3);
        say(signed(A, claim(A, B, first)));
        List<Bytes> answers = end.takeAll();
        SessionAck ack = (SessionAck) open(answers.get(0));
        towardsUs = Optional.of(AesCbc.of(agree(first, ack.ephemeralKey())));
        return (SessionInit) open(answers.get(1));
    }

    /** We dialed: our SessionAck, behind which we encrypt. */
    void acknowledge(SessionInit theirs) {
        EphemeralKey second = key(4);
        say(new SessionAck("our ack", theirs.id(), second.publicText()));
        towardsThem = Optional.of(AesCbc.of(agree(second, theirs.claim().ephemeralKey())));
    }

    /** They dialed: our SessionAck to their SessionInit, behind which we encrypt. */
    SessionInit welcome() {
        SessionInit theirs = (SessionInit) heard().get(0);
        EphemeralKey first = key(5);
        say(new SessionAck("our ack", theirs.id(), first.publicText()));
        towardsThem = Optional.of(AesCbc.of(agree(first, theirs.claim().ephemeralKey())));
        return theirs;
    }

    /** They dialed: from their SessionAck on they encrypt with the key of this SessionInit of ours. */
    void acknowledged(EphemeralKey ours) {
        SessionAck ack = (SessionAck) heard().get(0);
        towardsUs = Optional.of(AesCbc.of(agree(ours, ack.ephemeralKey())));
    }

    /** They refused us for this reason, with this as the one thing said, which is returned. */
    Disconnecting assertRefused(Reason reason, DisconnectReason code) {
        assertThat(end.refusal().map(Refusal::reason)).contains(reason);
        assertThat(end.proven()).isEmpty();
        List<Packet> said = heard();
        assertThat(said).hasSize(1);
        Disconnecting goodbye = (Disconnecting) said.get(0);
        assertThat(goodbye.known()).contains(code);
        say(new Ping("too late"));
        assertThat(end.takeAll()).as("silence afterwards").isEmpty();
        return goodbye;
    }

    private static byte[] agree(EphemeralKey ours, String theirs) {
        try {
            return ours.agree(theirs);
        } catch (KeyException never) {
            throw new AssertionError(never);
        }
    }
}
