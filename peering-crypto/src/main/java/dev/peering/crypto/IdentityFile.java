package dev.peering.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;

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

    /** Ours: the longest form has 51 characters, plus a line end. */
    static final int MAX_LENGTH = 64;

    private IdentityFile() {}

    /**
     * Reads an identity.
     *
     * @throws KeyException when the file is not safe or does not hold an identity
     * @throws IOException when it is not there or cannot be read
     */
    public static Identity load(Path path) throws IOException, KeyException {
        try {
            // Resolved once: the file judged is then the file read, as far as links are concerned.
            Path file = path.toRealPath();
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new KeyException(
                        "identity file " + path + " is not a regular file: give the path of the file itself");
            }
            OwnerOnly.require(file);
            return parse(path, file);
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(
                    path.toString(), null, "there is no such identity file: check the path, or make a new identity");
        } catch (AccessDeniedException e) {
            throw new AccessDeniedException(
                    path.toString(),
                    null,
                    "this user may not read the identity file: run as its owner, or change its owner");
        }
    }

    private static Identity parse(Path path, Path file) throws IOException, KeyException {
        byte[] content = read(path, file);
        byte[] line = Arrays.copyOf(content, lineLength(content));
        try {
            return SeedText.parse(line);
        } catch (KeyException e) {
            throw new KeyException("identity file " + path + ": " + e.getMessage());
        } finally {
            Arrays.fill(content, (byte) 0);
            Arrays.fill(line, (byte) 0);
        }
    }

    private static byte[] read(Path path, Path file) throws IOException, KeyException {
        // One byte more than allowed: a file that grows while we read is noticed, and never read further.
        ByteBuffer buffer = ByteBuffer.allocate(MAX_LENGTH + 1);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            if (channel.size() <= MAX_LENGTH) {
                while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                    // until the end of the file
                }
            }
            if (channel.size() > MAX_LENGTH || !buffer.hasRemaining()) {
                throw new KeyException("identity file " + path + " is longer than " + MAX_LENGTH
                        + " bytes: it must hold one line with the seed and nothing else");
            }
            return Arrays.copyOf(buffer.array(), buffer.position());
        } finally {
            Arrays.fill(buffer.array(), (byte) 0);
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
        try (FileChannel channel = create(path)) {
            write(path, channel, line);
        } finally {
            Arrays.fill(text, (byte) 0);
            Arrays.fill(line, (byte) 0);
        }
    }

    private static FileChannel create(Path path) throws IOException {
        try {
            return FileChannel.open(
                    path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OwnerOnly.attribute(path));
        } catch (FileAlreadyExistsException e) {
            throw new FileAlreadyExistsException(
                    path.toString(),
                    null,
                    "an identity is never overwritten: choose another path, or move the file away");
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(path.toString(), null, "its folder does not exist: make the folder first");
        } catch (AccessDeniedException e) {
            throw new AccessDeniedException(
                    path.toString(), null, "this user may not write there: choose another folder, or change its owner");
        }
    }

    /** The file's name is kept by its folder, which has to reach the disk as well. Windows does not open folders, and needs not. */
    private static void forceName(Path path) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null
                && folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    private static void write(Path path, FileChannel channel, byte[] line) throws IOException {
        boolean written = false;
        try {
            // Some file systems ignore the mode they are given; find out while the file is still empty.
            OwnerOnly.require(path);
            ByteBuffer buffer = ByteBuffer.wrap(line);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
            forceName(path);
            written = true;
        } catch (KeyException e) {
            throw new IOException(
                    "the file system at " + path + " does not hide a file from others: keep the identity on another",
                    e);
        } finally {
            if (!written) {
                Files.deleteIfExists(path);
            }
        }
    }
}
