package dev.peering.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.util.BigIntegers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Wycheproof's cases through our path. Every line is a case: its number, our verdict, theirs, and why where these differ or where the
 * case does not reach us. Run {@code main} with a file's name to print one anew.
 */
final class Secp256k1Wycheproof {

    /** SubjectPublicKeyInfo of a secp256k1 point up to the point (RFC 5480, 2); we take points, not these. */
    private static final String UNCOMPRESSED_PREFIX = "3056301006072a8648ce3d020106052b8104000a034200";

    private static final String COMPRESSED_PREFIX = "3036301006072a8648ce3d020106052b8104000a032200";

    private static final BigInteger ORDER = Secp256k1.DOMAIN.getN();

    private Secp256k1Wycheproof() {}

    public static void main(String[] file) throws IOException {
        lines(file[0]).forEach(System.out::println);
    }

    /** All cases of {@code ecdsa-compact}, {@code ecdsa-der}, {@code ecdh} or {@code aes-cbc}. */
    static List<String> lines(String file) throws IOException {
        return switch (file) {
            case "ecdsa-compact" -> lines("ecdsa_secp256k1_sha256_p1363_test.json", Secp256k1Wycheproof::compact);
            case "ecdsa-der" -> lines("ecdsa_secp256k1_sha256_bitcoin_test.json", Secp256k1Wycheproof::der);
            case "ecdh" -> lines("ecdh_secp256k1_test.json", Secp256k1Wycheproof::agreement);
            case "aes-cbc" -> lines("aes_cbc_pkcs5_test.json", Secp256k1Wycheproof::cipher);
            default -> throw new IllegalArgumentException(file);
        };
    }

    private interface Judge {
        /** Our verdict, and a word about it where there is one. */
        String on(JsonNode group, JsonNode test);
    }

    private static List<String> lines(String file, Judge judge) throws IOException {
        List<String> lines = new ArrayList<>();
        for (JsonNode group : JsonMapper.shared()
                .readTree(Vectors.shared("wycheproof/" + file))
                .get("testGroups")) {
            for (JsonNode test : group.get("tests")) {
                String[] ours = judge.on(group, test).split(" ", 2);
                lines.add("%3d %-7s %-10s %s"
                        .formatted(
                                test.get("tcId").asInt(),
                                ours[0],
                                test.get("result").asString(),
                                ours.length > 1 ? ours[1] : "")
                        .stripTrailing());
            }
        }
        return lines;
    }

    private static String compact(JsonNode group, JsonNode test) {
        return signature(group, test, text(test, "sig"));
    }

    /** The compact form of what is canonical DER; a text of DER is never a signature here. */
    private static String der(JsonNode group, JsonNode test) {
        byte[] der = Vectors.hex(text(test, "sig"));
        if (verifies(group, test, text(test, "sig"))) {
            return "valid DER";
        }
        Optional<String> compact = compactOf(der);
        return compact.isEmpty() ? "invalid no-compact-form" : signature(group, test, compact.get());
    }

    private static Optional<String> compactOf(byte[] der) {
        try {
            ASN1Sequence pair = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(der));
            if (!Arrays.equals(pair.getEncoded("DER"), der) || pair.size() != 2) {
                return Optional.empty();
            }
            BigInteger r = ASN1Integer.getInstance(pair.getObjectAt(0)).getValue();
            BigInteger s = ASN1Integer.getInstance(pair.getObjectAt(1)).getValue();
            if (r.signum() < 0 || s.signum() < 0 || r.bitLength() > 256 || s.bitLength() > 256) {
                return Optional.empty();
            }
            return Optional.of(Vectors.hex(BigIntegers.asUnsignedByteArray(32, r))
                    + Vectors.hex(BigIntegers.asUnsignedByteArray(32, s)));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static String signature(JsonNode group, JsonNode test, String compact) {
        if (verifies(group, test, compact)) {
            return "valid";
        }
        if (compact.length() == 128 && isHigh(compact)) {
            return "invalid high-s";
        }
        return "invalid";
    }

    private static boolean isHigh(String compact) {
        BigInteger s = new BigInteger(compact.substring(64), 16);
        return s.compareTo(ORDER.shiftRight(1)) > 0 && s.compareTo(ORDER) < 0;
    }

    private static boolean verifies(JsonNode group, JsonNode test, String signature) {
        byte[] uncompressed = Vectors.hex(text(group.get("publicKey"), "uncompressed"));
        byte[] compressed = Arrays.copyOf(uncompressed, 33);
        compressed[0] = (byte) (2 + (uncompressed[64] & 1));
        try {
            return Secp256k1Payload.verify(
                            Secp256k1Key.parse(Vectors.hex(compressed)), Vectors.hex(text(test, "msg")), signature)
                    .isPresent();
        } catch (KeyException e) {
            throw new AssertionError(e);
        }
    }

    private static String agreement(JsonNode group, JsonNode test) {
        String encoded = text(test, "public");
        if (!encoded.startsWith(UNCOMPRESSED_PREFIX) && !encoded.startsWith(COMPRESSED_PREFIX)) {
            return "invalid other-encoding";
        }
        byte[] secret = BigIntegers.asUnsignedByteArray(32, new BigInteger(text(test, "private"), 16));
        try (EphemeralKey ours = EphemeralKey.fromSecret(secret)) {
            // Behind the prefix of either length.
            byte[] agreed = ours.agree(encoded.substring(UNCOMPRESSED_PREFIX.length()));
            return Vectors.hex(agreed).equals(text(test, "shared")) ? "valid" : "invalid another-secret";
        } catch (KeyException e) {
            return "invalid";
        }
    }

    private static String cipher(JsonNode group, JsonNode test) {
        byte[] key = Vectors.hex(text(test, "key"));
        if (key.length != AesCbc.KEY_LENGTH) {
            return "invalid key-length";
        }
        AesCbc aes = AesCbc.of(key);
        byte[] iv = Vectors.hex(text(test, "iv"));
        byte[] ciphertext = Vectors.hex(text(test, "ct"));
        byte[] message = Vectors.hex(text(test, "msg"));
        Optional<byte[]> plaintext = aes.decrypt(iv, ciphertext);
        boolean both = plaintext.isPresent()
                && Arrays.equals(plaintext.get(), message)
                && Arrays.equals(aes.encrypt(iv, message), ciphertext);
        return both ? "valid" : "invalid";
    }

    private static String text(JsonNode node, String name) {
        return node.get(name).asString();
    }
}
