package dev.peering.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Provider;
import java.util.Optional;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256 in CBC mode with PKCS#7 padding (NIST SP 800-38A, 6.2; RFC 5652, 6.3), as OpenDEX encrypts one direction of a session.
 * Network facts: {@code opendex.md}, sections 2.2 and 4.
 *
 * <p><b>There is no authentication in it.</b> Whoever can change the ciphertext can change the plaintext: the first block bit by
 * bit through the IV. The network has it so; everything decrypted is a stranger's bytes still. {@link #decrypt} therefore has one
 * single "no", and its caller must not tell an attacker more than that.
 *
 * <p>The JDK's own cipher, made once per key and kept, so that no frame pays for that. Belongs to one thread at a time, as a
 * session does.
 */
public final class AesCbc {

    /** Bytes in a key. */
    public static final int KEY_LENGTH = 32;

    /** Bytes in an IV. */
    public static final int IV_LENGTH = 16;

    /** Bytes in a block; a ciphertext is one or more of them. */
    public static final int BLOCK_LENGTH = 16;

    private static final String TRANSFORMATION = "AES/CBC/PKCS5Padding";

    /** Who has it, asked once: going through all providers for each key costs three times what making the cipher does. */
    private static final Provider PROVIDER = provider();

    private final SecretKeySpec key;
    private final Cipher cipher;

    private AesCbc(SecretKeySpec key, Cipher cipher) {
        this.key = key;
        this.cipher = cipher;
    }

    /**
     * The cipher with this key.
     *
     * @param key exactly {@value #KEY_LENGTH} bytes; copied, so wipe your own. The copy inside is left to garbage collection.
     * @throws IllegalArgumentException when the length is another
     */
    public static AesCbc of(byte[] key) {
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException("key has " + key.length + " bytes, " + KEY_LENGTH + " are needed");
        }
        try {
            return new AesCbc(new SecretKeySpec(key, "AES"), Cipher.getInstance(TRANSFORMATION, PROVIDER));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("it was there before", e);
        }
    }

    private static Provider provider() {
        try {
            return Cipher.getInstance(TRANSFORMATION).getProvider();
        } catch (GeneralSecurityException e) {
            // Every Java platform must have it (javax.crypto.Cipher says so).
            throw new AssertionError(e);
        }
    }

    /** How long the ciphertext of a plaintext is: the next multiple of {@value #BLOCK_LENGTH} above its length. */
    public static int encryptedLength(int plaintextLength) {
        return Math.addExact(plaintextLength, BLOCK_LENGTH - plaintextLength % BLOCK_LENGTH);
    }

    /**
     * Encrypts one frame.
     *
     * @param iv exactly {@value #IV_LENGTH} bytes nobody could foresee, never used with this key before
     * @param plaintext any bytes
     * @return {@link #encryptedLength} bytes, without the IV
     * @throws IllegalArgumentException when the IV has another length
     */
    public byte[] encrypt(byte[] iv, byte[] plaintext) {
        try {
            start(Cipher.ENCRYPT_MODE, iv);
            return cipher.doFinal(plaintext);
        } catch (IllegalBlockSizeException | BadPaddingException e) {
            throw new AssertionError("padding is added here", e);
        }
    }

    /**
     * Decrypts one frame.
     *
     * @param iv exactly {@value #IV_LENGTH} bytes, as they came
     * @param ciphertext any bytes
     * @return the plaintext; empty when the ciphertext is not one or more whole blocks or the padding is wrong. With a wrong
     *     key or changed bytes it is garbage once in about 256 times instead.
     * @throws IllegalArgumentException when the IV has another length
     */
    public Optional<byte[]> decrypt(byte[] iv, byte[] ciphertext) {
        // The JDK takes no blocks at all for an empty plaintext.
        if (ciphertext.length == 0) {
            return Optional.empty();
        }
        try {
            start(Cipher.DECRYPT_MODE, iv);
            return Optional.of(cipher.doFinal(ciphertext));
        } catch (IllegalBlockSizeException | BadPaddingException e) {
            return Optional.empty();
        }
    }

    private void start(int mode, byte[] iv) {
        if (iv.length != IV_LENGTH) {
            throw new IllegalArgumentException("IV has " + iv.length + " bytes, " + IV_LENGTH + " are needed");
        }
        try {
            cipher.init(mode, key, new IvParameterSpec(iv));
        } catch (InvalidKeyException | InvalidAlgorithmParameterException e) {
            throw new AssertionError("key and IV have the only length there is", e);
        }
    }

    /** The algorithm; never the key. */
    @Override
    public String toString() {
        return "AesCbc";
    }
}
