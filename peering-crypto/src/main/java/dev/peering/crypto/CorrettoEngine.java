package dev.peering.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Amazon Corretto Crypto Provider, when it is present: native code, about twice as fast as BouncyCastle.
 *
 * <p>It is found as a service and asked directly; it is never registered with {@code java.security.Security}, so nothing else in
 * the process notices. Only the key formats go through the platform's {@link KeyFactory}, because this provider has none for
 * Ed25519; no signature is ever made or checked by the platform's own provider.
 *
 * <p><b>Same verdicts.</b> Its equation is the one without the cofactor: stricter than the original's for signatures whose key
 * or R has a small-order component. Such a signature can be made by the key's owner alone, but nodes with different providers
 * would disagree about it. What holds without the cofactor holds with it too; so Corretto's yes is final and its no is asked
 * again of BouncyCastle. Good signatures are fast, bad ones cost both checks.
 *
 * <p>A private key handed to this provider lives on in its memory after {@link Identity#close()}, until garbage collection.
 */
final class CorrettoEngine implements Ed25519Engine {

    static final String NAME = "corretto";

    private final Provider provider;
    private final Ed25519Engine secondOpinion = new BouncyCastleEngine();

    private CorrettoEngine(Provider provider) {
        this.provider = provider;
    }

    /**
     * Looks for the provider among the services this class loader sees.
     *
     * @throws GeneralSecurityException when it is not there or does not come up, saying which
     */
    static CorrettoEngine find(ClassLoader loader) throws GeneralSecurityException {
        try {
            Iterator<ServiceLoader.Provider<Provider>> found =
                    ServiceLoader.load(Provider.class, loader).stream().iterator();
            while (found.hasNext()) {
                ServiceLoader.Provider<Provider> service = found.next();
                if (service.type().getName().equals(PROVIDER_CLASS)) {
                    return started(service.get());
                }
            }
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
            // Its native library can fail in all these ways: another architecture, an old C library, a temporary folder
            // without exec.
            throw new GeneralSecurityException("its native library does not load here", e);
        }
        throw new GeneralSecurityException("its jar is not on the class path or module path");
    }

    /** Without its native library the provider offers no Ed25519, and says so only when asked for it. */
    private static CorrettoEngine started(Provider provider) throws GeneralSecurityException {
        try {
            Signature.getInstance(ALGORITHM, provider);
        } catch (NoSuchAlgorithmException e) {
            throw new GeneralSecurityException("its native library does not load here", e);
        }
        return new CorrettoEngine(provider);
    }

    @Override
    public String name() {
        return NAME;
    }

    /**
     * A signer that already knows the key is twice as fast, so each identity keeps one for the next call. Two threads that sign
     * at once do not wait for each other: one of them makes a fresh signer.
     */
    @Override
    public byte[] sign(Identity identity, byte[] data) throws GeneralSecurityException {
        Signature signer = identity.takeSigner();
        if (signer == null) {
            signer = Signature.getInstance(ALGORITHM, provider);
            signer.initSign(privateKey(identity));
        }
        signer.update(data);
        byte[] signature = signer.sign();
        // Only now: after an exception its state would be unknown.
        identity.keepSigner(signer);
        return signature;
    }

    @Override
    public boolean verify(PeerKey signer, byte[] data, byte[] signature) throws GeneralSecurityException {
        return holdsWithoutCofactor(signer, data, signature) || secondOpinion.verify(signer, data, signature);
    }

    private boolean holdsWithoutCofactor(PeerKey signer, byte[] data, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM, provider);
            verifier.initVerify(publicKey(signer));
            verifier.update(data);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            // It throws where others say no; the second opinion decides.
            return false;
        }
    }

    private static PublicKey publicKey(PeerKey key) throws GeneralSecurityException {
        PublicKey known = key.architectureKey();
        if (known != null) {
            return known;
        }
        PublicKey made = keys().generatePublic(new X509EncodedKeySpec(join(X509_PREFIX, key.bytes())));
        key.architectureKey(made);
        return made;
    }

    private static PrivateKey privateKey(Identity identity) throws GeneralSecurityException {
        byte[] seed = identity.copySeed();
        byte[] encoded = join(PKCS8_PREFIX, seed);
        try {
            return keys().generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } finally {
            Arrays.fill(seed, (byte) 0);
            Arrays.fill(encoded, (byte) 0);
        }
    }

    private static KeyFactory keys() throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM);
    }

    private static byte[] join(byte[] prefix, byte[] key) {
        byte[] joined = Arrays.copyOf(prefix, prefix.length + key.length);
        System.arraycopy(key, 0, joined, prefix.length, key.length);
        return joined;
    }

    private static final String PROVIDER_CLASS = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";
    private static final String ALGORITHM = "Ed25519";

    /** RFC 8410, 4: SubjectPublicKeyInfo of an Ed25519 key, up to the 32 bytes of the key. */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    /** RFC 8410, 7: PrivateKeyInfo of an Ed25519 key, up to the 32 bytes of the seed. */
    private static final byte[] PKCS8_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");
}
