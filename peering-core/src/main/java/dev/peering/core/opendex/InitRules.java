package dev.peering.core.opendex;

import dev.peering.core.Admission;
import dev.peering.core.Caller;
import dev.peering.core.KnownPeer;
import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import dev.peering.crypto.Secp256k1Payload;
import dev.peering.wire.Bytes;
import dev.peering.wire.opendex.CanonicalJson;
import dev.peering.wire.opendex.SessionClaim;
import dev.peering.wire.opendex.SessionInit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The checks of a SessionInit in xud's order: sections 5.1 and 5.2. One thing is ours: while too many handshakes are pending, whoever is not
 * wanted is refused before the signature is looked at.
 */
final class InitRules {

    private static final Pattern KEY_TEXT = Pattern.compile("[0-9a-f]{66}");

    private final OpenDexPeerId self;
    private final Version minVersion;
    private final String minVersionText;

    InitRules(OpenDexPeerId self, String minVersion) {
        this.self = self;
        this.minVersionText = minVersion;
        this.minVersion = Version.parse(minVersion).orElseThrow();
    }

    /** What a recipient makes of it. */
    Judgement ofStranger(SessionInit init, Admission admission) {
        return checkTarget(init, id(init.claim().nodeKey(), admission), admission);
    }

    /** What an initiator makes of it, who knows whom it dialed. */
    Judgement ofDialed(SessionInit init, OpenDexPeerId expected, Admission admission) {
        // 5.1/1, compared as texts, as the network compares identities.
        if (!init.claim().nodeKey().equals(expected.toString())) {
            return unwelcome(Reason.UNEXPECTED_IDENTITY, "somebody else answered at this address");
        }
        return checkTarget(init, Optional.of(expected), admission);
    }

    private Judgement checkTarget(SessionInit init, Optional<OpenDexPeerId> id, Admission admission) {
        // 5.1/2
        if (!init.claim().peerKey().equals(self.toString())) {
            return unwelcome(Reason.WRONG_TARGET, "the introduction was meant for another node");
        }
        if (id.isEmpty()) {
            return unwelcome(
                    Reason.BAD_SIGNATURE,
                    "the node key is not 66 lowercase hex digits of a point, so nothing is signed with it");
        }
        Optional<Refusal> unwanted = unwanted(id.get(), admission);
        return unwanted.isPresent() && admission.crowded()
                ? new Judgement.Unwelcome(unwanted.get(), Optional.empty())
                : checkSignature(init, id.get(), unwanted);
    }

    private Judgement checkSignature(SessionInit init, OpenDexPeerId id, Optional<Refusal> unwanted) {
        SessionClaim claim = init.claim();
        // 5.1/3
        if (Secp256k1Payload.verify(id.key(), CanonicalJson.of(claim).toByteArray(), init.signature())
                .isEmpty()) {
            return new Judgement.Unwelcome(
                    Reason.BAD_SIGNATURE.because("the introduction's signature is wrong"),
                    Optional.of(new Caller(id, false)));
        }
        // 5.2/1
        if (id.equals(self)) {
            return unwelcome(Reason.SELF, "the introduction carries our own key");
        }
        Caller caller = new Caller(id, true);
        // 5.2/2
        Optional<Version> version = Version.parse(claim.version());
        if (version.isEmpty()) {
            return unwelcome(caller, Reason.MALFORMED_VERSION, "the peer's version is no semantic version");
        }
        // 5.2/3
        if (version.get().compareTo(minVersion) < 0) {
            return unwelcome(
                    caller,
                    Reason.UNSUPPORTED_VERSION,
                    "the peer's version is below " + minVersionText + ", the lowest");
        }
        // 5.2/4 to 6
        if (unwanted.isPresent()) {
            return new Judgement.Unwelcome(unwanted.get(), Optional.of(caller));
        }
        return new Judgement.Welcome(new Introduced(id, init));
    }

    /** A node that stops does not take connections; a goodbye is for those that have one. */
    static Optional<Refusal> unwanted(OpenDexPeerId id, Admission admission) {
        return admission
                .unwanted(id.bytes())
                .map(why -> why.reason() == Reason.SHUTDOWN ? Reason.NOT_ACCEPTING.because(why.detail()) : why);
    }

    /** A known peer's key is decoded already, and decoding costs a square root. */
    private static Optional<OpenDexPeerId> id(String hex, Admission admission) {
        if (!KEY_TEXT.matcher(hex).matches()) {
            return Optional.empty();
        }
        Optional<KnownPeer> known = admission.find(Bytes.hex(hex));
        return known.isPresent() ? Optional.of((OpenDexPeerId) known.get().id()) : OpenDexPeerId.read(hex);
    }

    private static Judgement unwelcome(Reason reason, String detail) {
        return new Judgement.Unwelcome(reason.because(detail), Optional.empty());
    }

    private static Judgement unwelcome(Caller caller, Reason reason, String detail) {
        return new Judgement.Unwelcome(reason.because(detail), Optional.of(caller));
    }
}
