package dev.peering.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;

/**
 * A few secret bytes on disk, for their owner alone, whatever they mean. The rules are those of {@link IdentityFile} and
 * {@link Secp256k1IdentityFile}, which say them to users.
 */
final class SecretFile {

    /** Ours: what an identity takes in any form, with room for a line end. */
    static final int MAX_LENGTH = 64;

    private SecretFile() {}

    /** What the bytes of a file stand for. */
    interface Reader<T> {

        /** Takes the content, which is wiped afterwards. */
        T read(byte[] content) throws KeyException;
    }

    /**
     * Reads what a file holds.
     *
     * @param holds what the file must hold, for the refusal of a longer one
     */
    static <T> T load(Path path, String holds, Reader<T> reader) throws IOException, KeyException {
        requireName(path);
        try {
            // Resolved once: the file judged is then the file read, as far as links are concerned.
            Path file = path.toRealPath();
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new KeyException(
                        "identity file " + path + " is not a regular file: give the path of the file itself");
            }
            OwnerOnly.require(file);
            return parse(path, read(path, file, holds), reader);
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

    private static <T> T parse(Path path, byte[] content, Reader<T> reader) throws KeyException {
        try {
            return reader.read(content);
        } catch (KeyException e) {
            throw new KeyException("identity file " + path + ": " + e.getMessage());
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static byte[] read(Path path, Path file, String holds) throws IOException, KeyException {
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
                        + " bytes: it must hold " + holds + " and nothing else");
            }
            return Arrays.copyOf(buffer.array(), buffer.position());
        } finally {
            Arrays.fill(buffer.array(), (byte) 0);
        }
    }

    /** An empty path is the working folder to some calls and nothing to others. */
    private static void requireName(Path path) throws FileSystemException {
        if (path.toString().isEmpty()) {
            throw new FileSystemException(null, null, "the path of the identity file is empty: give a file");
        }
    }

    /** Writes a file that does not exist yet, and forces it to the disk. The caller wipes the content. */
    static void store(Path path, byte[] content) throws IOException {
        requireName(path);
        try (FileChannel channel = create(path)) {
            write(path, channel, content);
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

    /** To the open and still empty file at this path, which is taken away when that fails. */
    static void write(Path path, FileChannel channel, byte[] content) throws IOException {
        boolean written = false;
        try {
            // Some file systems ignore the mode they are given; find out while the file is still empty.
            OwnerOnly.require(path);
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
            forceName(path);
            written = true;
        } catch (KeyException e) {
            throw named(path, "its file system does not hide a file from others: keep the identity on another", e);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            // A full disk, mostly; the system says so without a name.
            throw named(path, "it cannot be written (" + e.getMessage() + "): make room, or choose another folder", e);
        } finally {
            if (!written) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static FileSystemException named(Path path, String reason, Exception cause) {
        FileSystemException named = new FileSystemException(path.toString(), null, reason);
        named.initCause(cause);
        return named;
    }
}
