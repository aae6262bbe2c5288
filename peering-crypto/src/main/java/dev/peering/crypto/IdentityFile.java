package dev.peering.crypto;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * An identity on disk: one line of ASCII, {@code base64:} or {@code base58:} and the 32-byte seed, as GoShimmer's
 * {@code node.seed} has it; a line end may follow, nothing else.
 *
 * <p>The file is for its owner alone: mode 0600 from the moment it exists, or an access list with one entry where there are no
 * modes. Storing never overwrites. Loading refuses a file that group or others may read, write or run, one that is longer than
 * 64 bytes (seen before it is read), and everything that is not a regular file.
 *
 * <p>Symbolic links: loading follows them, because secrets are often mounted that way, and judges the file at their end. Storing
 * refuses to write through one, even a dangling one.
 *
 * <p>Every exception says in one sentence what is wrong and what to do. None of them repeats content of the file.
 */
public final class IdentityFile {

    /** The longest form has 51 characters, plus a line end. */
    static final int MAX_LENGTH = SecretFile.MAX_LENGTH;

    private IdentityFile() {}

    /**
     * Reads an identity.
     *
     * @throws KeyException when the file is not safe or does not hold an identity
     * @throws IOException when it is not there or cannot be read
     */
    public static Identity load(Path path) throws IOException, KeyException {
        return SecretFile.load(path, "one line with the seed", IdentityFile::parse);
    }

    private static Identity parse(byte[] content) throws KeyException {
        byte[] line = Arrays.copyOf(content, lineLength(content));
        try {
            return SeedText.parse(line);
        } finally {
            Arrays.fill(line, (byte) 0);
        }
    }

    /** One line end may be there, as an editor or a Windows machine leaves it. */
    private static int lineLength(byte[] content) {
        int length = content.length;
        if (length > 0 && content[length - 1] == '\n') {
            length--;
            if (length > 0 && content[length - 1] == '\r') {
                length--;
            }
        }
        return length;
    }

    /**
     * Writes an identity to a file that does not exist yet, and forces it to the disk.
     *
     * @throws java.nio.file.FileAlreadyExistsException when something is at this path already; it is left as it is
     * @throws IOException when the file cannot be written, or cannot be hidden from others there; nothing is left behind
     */
    public static void store(Path path, Identity identity) throws IOException {
        byte[] text = SeedText.format(identity);
        byte[] line = Arrays.copyOf(text, text.length + 1);
        line[text.length] = '\n';
        try {
            SecretFile.store(path, line);
        } finally {
            Arrays.fill(text, (byte) 0);
            Arrays.fill(line, (byte) 0);
        }
    }
}
