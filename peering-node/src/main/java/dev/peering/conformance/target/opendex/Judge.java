package dev.peering.conformance.target.opendex;

import dev.peering.conformance.opendex.JsonOrder;
import dev.peering.crypto.EphemeralKey;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.Secp256k1Identity;
import dev.peering.crypto.Secp256k1Key;
import dev.peering.crypto.Secp256k1Payload;
import dev.peering.wire.opendex.CanonicalJson;
import dev.peering.wire.opendex.NodeState;
import dev.peering.wire.opendex.SessionClaim;
import dev.peering.wire.opendex.SessionInit;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Signs and verifies SessionInits, and judges versions. */
final class Judge {

    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    private static final int SIGNATURE_DIGITS = 128;
    private static final int LARGEST_NUMBER_BITS = 53;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** No leading zeros, in front of the first hyphen or plus. */
    private static final Pattern VERSION = Pattern.compile(
            "v?(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(-[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?(\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?");

    /** What came before the first release candidate spoke another protocol. */
    private static final Pattern BEFORE_FIRST = Pattern.compile("-(?:alpha|beta|\\d|[A-Z]).*");

    private final OpenDexProfile profile;
    private final Secp256k1Identity identity;
    private final EphemeralKey usedAgain = EphemeralKey.create(RANDOM);

    Judge(OpenDexProfile profile, Secp256k1Identity identity) {
        this.profile = profile;
        this.identity = identity;
    }

    /** What a version is worth. */
    enum Worth {
        GOOD,
        MALFORMED,
        OLD
    }

    String newId() {
        if (profile.has(OpenDexFault.M257)) {
            long clock = System.nanoTime();
            return new UUID((clock & ~0xf000L) | 0x1000L, 0x8000_0000_0000_0001L).toString();
        }
        return UUID.randomUUID().toString();
    }

    EphemeralKey ephemeral() {
        return profile.has(OpenDexFault.M274) ? usedAgain : EphemeralKey.create(RANDOM);
    }

    SessionInit init(EphemeralKey key, String peer) {
        String version = profile.has(OpenDexFault.M253) ? "1.2" : "1.2.5+reference";
        String own = identity.key().toString();
        SessionClaim claim = new SessionClaim(
                key.publicText(), own, NodeState.EMPTY, profile.has(OpenDexFault.M277) ? own : peer, version);
        String text = text(claim);
        String signed = profile.has(OpenDexFault.M50) ? JsonOrder.unsorted(text) : text;
        String signature = HexFormat.of().formatHex(identity.sign(signed.getBytes(StandardCharsets.UTF_8)));
        return new SessionInit(newId(), profile.has(OpenDexFault.M278) ? upper(signature) : signature, claim);
    }

    private static String text(SessionClaim claim) {
        return new String(CanonicalJson.of(claim).toByteArray(), StandardCharsets.UTF_8);
    }

    /** The other s; makes low of high and high of low. */
    private static String upper(String signature) {
        BigInteger s = new BigInteger(signature.substring(64), 16);
        return signature.substring(0, 64) + String.format(Locale.ROOT, "%064x", ORDER.subtract(s));
    }

    boolean signed(SessionInit init) {
        String text = text(init.claim());
        if (profile.has(OpenDexFault.M260)) {
            text = escaped(text);
        }
        return verifies(init, text) || (profile.has(OpenDexFault.M202) && verifies(init, JsonOrder.unsorted(text)));
    }

    private boolean verifies(SessionInit init, String text) {
        boolean folds = profile.has(OpenDexFault.M258);
        try {
            Secp256k1Key key = Secp256k1Key.parse(
                    folds
                            ? init.claim().nodeKey().toLowerCase(Locale.ROOT)
                            : init.claim().nodeKey());
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            String signature = init.signature();
            if (Secp256k1Payload.verify(key, bytes, signature).isPresent()) {
                return true;
            }
            return profile.has(OpenDexFault.M231)
                    && signature.length() == SIGNATURE_DIGITS
                    && Secp256k1Payload.verify(key, bytes, upper(signature)).isPresent();
        } catch (KeyException | NumberFormatException noKey) {
            return false;
        }
    }

    private static String escaped(String text) {
        StringBuilder ascii = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            ascii.append(c < 0x7f ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
        return ascii.toString();
    }

    Worth worth(String version) {
        if (profile.has(OpenDexFault.M207)) {
            return version.compareTo("1.0.0-rc.1") < 0 ? Worth.OLD : Worth.GOOD;
        }
        Matcher parts = VERSION.matcher(version);
        if (!parts.matches() || tooLarge(parts)) {
            return profile.has(OpenDexFault.M205) ? Worth.GOOD : Worth.MALFORMED;
        }
        boolean first = parts.group(1).equals("1")
                && parts.group(2).equals("0")
                && parts.group(3).equals("0");
        String pre = parts.group(4) == null ? "" : parts.group(4);
        boolean old = parts.group(1).equals("0")
                || (first && BEFORE_FIRST.matcher(pre).matches());
        return old && !profile.has(OpenDexFault.M206) ? Worth.OLD : Worth.GOOD;
    }

    private static boolean tooLarge(Matcher parts) {
        for (int i = 1; i <= 3; i++) {
            if (new BigInteger(parts.group(i)).bitLength() > LARGEST_NUMBER_BITS) {
                return true;
            }
        }
        return false;
    }
}
