package dev.peering.node.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps {@link PeerChanges} of each network in one JSON file.
 *
 * <p>A change is on the disk when {@link #change} returns. At every moment, also when the process or the machine dies, the file holds either all
 * of the last change or all of the one before. A damaged file is never overwritten: opening it fails, and the operator decides. The file holds no
 * secret.
 *
 * <p>One process at a time: a lock file beside it is held while the store is open, and vanishes with its holder. Safe for several threads.
 */
public final class PeerStore implements AutoCloseable {

    /** Ours: longest file. 100,000 peers with a few addresses each. */
    public static final int MAX_LENGTH = 8 * 1024 * 1024;

    private final Path file;
    private final FileChannel lock;
    private Map<String, PeerChanges> networks;

    private PeerStore(Path file, FileChannel lock, Map<String, PeerChanges> networks) {
        this.file = file;
        this.lock = lock;
        this.networks = networks;
    }

    /**
     * Opens a store; a file that is not there yet is an empty one and is made by the first change.
     *
     * @param file where it is; its folder must exist
     * @return the open store
     * @throws StoreException when it is damaged, cannot be read, or another process uses it
     */
    public static PeerStore open(Path file) throws StoreException {
        Path real = real(file);
        FileChannel lock = lock(real);
        try {
            Optional<byte[]> bytes = bytes(real);
            return new PeerStore(
                    real, lock, bytes.isPresent() ? StoreFormat.read(bytes.get(), real.toString()) : Map.of());
        } catch (StoreException why) {
            close(lock);
            throw why;
        }
    }

    /**
     * What was changed in one network.
     *
     * @param network its name
     * @return its changes
     */
    public synchronized PeerChanges changes(String network) {
        return networks.getOrDefault(network, PeerChanges.NONE);
    }

    /**
     * Changes something and puts it on the disk.
     *
     * @param network which network
     * @param change what
     * @throws StoreException when it could not be written; then the file and this object are as before
     */
    public synchronized void change(String network, UnaryOperator<PeerChanges> change) throws StoreException {
        Map<String, PeerChanges> changed = new LinkedHashMap<>(networks);
        changed.put(network, change.apply(changes(network)));
        byte[] bytes = StoreFormat.write(changed);
        if (bytes.length > MAX_LENGTH) {
            throw new StoreException("the peer store " + file + " would grow past " + MAX_LENGTH
                    + " bytes: move peers to the configuration");
        }
        try {
            AtomicFile.replace(file, bytes);
        } catch (IOException why) {
            throw new StoreException(
                    "the peer store " + file + " could not be written (" + reason(why)
                            + "); the old one is untouched: make room, or check who may write there",
                    why);
        }
        networks = changed;
    }

    /** Lets another process open it. */
    @Override
    public synchronized void close() {
        close(lock);
    }

    /** A link stays a link: the file at its end is replaced. */
    private static Path real(Path file) throws StoreException {
        try {
            return file.toRealPath();
        } catch (NoSuchFileException notYet) {
            return file.toAbsolutePath();
        } catch (IOException why) {
            throw new StoreException(
                    "the peer store " + file + " cannot be opened (" + reason(why) + "): check its path", why);
        }
    }

    private static Optional<byte[]> bytes(Path file) throws StoreException {
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(in.readNBytes(MAX_LENGTH + 1));
        } catch (NoSuchFileException notYet) {
            return Optional.empty();
        } catch (IOException why) {
            throw new StoreException(
                    "the peer store " + file + " cannot be read (" + reason(why) + "): check who may read it", why);
        }
    }

    private static FileChannel lock(Path file) throws StoreException {
        Path beside = file.resolveSibling("." + file.getFileName() + ".lock");
        FileChannel channel = null;
        try {
            channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel)) {
                return channel;
            }
        } catch (NoSuchFileException noFolder) {
            throw new StoreException(
                    "the folder of the peer store " + file + " does not exist: make it first", noFolder);
        } catch (IOException why) {
            close(channel);
            throw new StoreException(
                    "the folder of the peer store " + file + " cannot be written to (" + reason(why)
                            + "): check who may write there",
                    why);
        }
        close(channel);
        throw new StoreException("another process uses the peer store " + file
                + ": stop it, or give this node its own with node.storeFile");
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock held = channel.tryLock();
            return held != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException nothingToSave) {
            // The lock goes with the process at the latest.
        }
    }

    private static String reason(IOException why) {
        String message = why.getMessage();
        return why.getClass().getSimpleName() + (message == null ? "" : ", " + message);
    }
}
