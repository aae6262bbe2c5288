package dev.peering.crypto;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A secp256k1 identity on disk: the {@value Secp256k1Identity#SECRET_LENGTH} raw bytes of the secret, nothing before or behind
 * them, as xud keeps its {@code nodekey.dat} when no password is set. Network facts: {@code opendex.md}, section 4.
 *
 * <p>The file is for its owner alone, with the same rules as {@link IdentityFile}: mode 0600 from the moment it exists, storing
 * never overwrites, loading refuses a file that group or others may touch and everything that is not a regular file, and reads at
 * most 64 bytes.
 *
 * <p>Every exception says in one sentence what is wrong and what to do. None of them repeats content of the file.
 */
public final class Secp256k1IdentityFile {

    /** xud's form with a password: an IV, and the secret in AES-256-CBC with its padding. */
    private static final int ENCRYPTED_LENGTH =
            AesCbc.IV_LENGTH + Secp256k1Identity.SECRET_LENGTH + AesCbc.BLOCK_LENGTH;

    private Secp256k1IdentityFile() {}

    /**
     * Reads an identity.
     *
     * @throws KeyException when the file is not safe or does not hold an identity
     * @throws IOException when it is not there or cannot be read
     */
    public static Secp256k1Identity load(Path path) throws IOException, KeyException {
        return SecretFile.load(path, "the 32 raw bytes of the secret", Secp256k1IdentityFile::parse);
    }

    /**
     * Whether a file is as long as such an identity is, with or without a password; an {@link IdentityFile} never is. Says nothing
     * about what it holds.
     *
     * @return false when there is no such file, too
     */
    public static boolean hasLengthOf(Path path) {
        long length = path.toFile().length();
        return length == Secp256k1Identity.SECRET_LENGTH || length == ENCRYPTED_LENGTH;
    }

    private static Secp256k1Identity parse(byte[] content) throws KeyException {
        if (content.length == ENCRYPTED_LENGTH) {
            throw new KeyException("has " + ENCRYPTED_LENGTH + " bytes, as xud's node key under a password:"
                    + " store the key without a password, or make a new identity");
        }
        return Secp256k1Identity.fromSecret(content);
    }

    /**
     * Writes an identity to a file that does not exist yet, and forces it to the disk.
     *
     * @throws java.nio.file.FileAlreadyExistsException when something is at this path already; it is left as it is
     * @throws IOException when the file cannot be written, or cannot be hidden from others there; nothing is left behind
     * @throws IllegalStateException when the identity is closed
     */
    public static void store(Path path, Secp256k1Identity identity) throws IOException {
        byte[] secret = identity.copySecret();
        try {
            SecretFile.store(path, secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
