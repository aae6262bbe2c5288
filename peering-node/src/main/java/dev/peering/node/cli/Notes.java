package dev.peering.node.cli;

import dev.peering.core.PeerAddress;
import dev.peering.core.PeerId;
import dev.peering.core.PeerRecord;
import dev.peering.crypto.KeyException;
import dev.peering.node.NodeListener;
import dev.peering.node.store.PeerChanges;
import dev.peering.node.store.PeerStore;
import dev.peering.node.store.StoreException;
import dev.peering.node.store.StoredRecord;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Keeps what a node notes about peers in the store. Bans are written at once; what else there is gathers for a moment, since every connection
 * brings some, and is written on a thread of its own, since the disk may be slow. What could not be written, on a full disk say, is written later.
 */
final class Notes implements NodeListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("peering");
    private static final long GATHERING_MILLIS = 2_000;
    private static final long LAST_WRITE_SECONDS = 3;
    private static final Duration RETRY = Duration.ofSeconds(10);

    /** Ours: what the store holds at most, and so what waits for it at most. */
    private static final int MOST_WAITING = PeerChanges.MAX_ENTRIES;

    private final PeerStore store;
    private final String network;
    private final ScheduledExecutorService writer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "peering-notes");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<PeerId, PeerRecord> gathered = new LinkedHashMap<>();
    private final long retryMillis;
    /** The writer's own: whether it failed and comes back by itself. */
    private boolean retrying;
    /** The writer's own: whether the operator knows that the disk takes nothing. */
    private boolean told;

    /** The writer's own: nothing comes after this. */
    private boolean closing;

    Notes(PeerStore store, String network) {
        this(store, network, RETRY);
    }

    Notes(PeerStore store, String network, Duration retry) {
        this.store = store;
        this.network = network;
        this.retryMillis = retry.toMillis();
    }

    /** What an earlier life had noted. One note that cannot be read stops the start: it may be a ban, which must hold. */
    List<PeerRecord> earlier(PeerList.KeyReader keys) throws Failure {
        List<PeerRecord> records = new ArrayList<>();
        for (StoredRecord stored : store.changes(network).records()) {
            try {
                records.add(read(stored, keys));
            } catch (KeyException | IllegalArgumentException | DateTimeException why) {
                throw new Failure(
                        Exit.USAGE,
                        "the peer store holds a note about " + stored.key() + " that cannot be read: "
                                + why.getMessage() + ". Take it out, or move the store away");
            }
        }
        return records;
    }

    @Override
    public void remember(PeerRecord record) {
        boolean first;
        boolean banChanged;
        synchronized (gathered) {
            first = gathered.isEmpty();
            banChanged = record.banned() || !record.deeds().isEmpty();
            makeRoom(record);
            gathered.put(record.id(), record);
        }
        if (banChanged || first) {
            ScheduledFuture<?> unused =
                    writer.schedule(this::write, banChanged ? 0 : GATHERING_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** After a very long time without a disk: what others would tell again goes before a ban does. */
    private void makeRoom(PeerRecord newcomer) {
        if (gathered.size() >= MOST_WAITING && !gathered.containsKey(newcomer.id())) {
            gathered.values().removeIf(waiting -> !waiting.banned());
            gathered.keySet().stream()
                    .findFirst()
                    .filter(id -> gathered.size() >= MOST_WAITING)
                    .ifPresent(gathered::remove);
        }
    }

    /** Writes what is left, also what could not be written before. */
    @Override
    public void close() {
        Future<?> last = writer.submit(this::writeLast);
        try {
            last.get(LAST_WRITE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException why) {
            LOG.warn("the last notes about peers could not be written in time");
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        writer.shutdownNow();
    }

    private void writeLast() {
        closing = true;
        write();
    }

    private void write() {
        Map<PeerId, PeerRecord> batch;
        synchronized (gathered) {
            batch = new LinkedHashMap<>(gathered);
            gathered.clear();
        }
        if (batch.isEmpty()) {
            return;
        }
        List<StoredRecord> records = batch.values().stream().map(Notes::stored).toList();
        try {
            store.change(network, (PeerChanges changes) -> changes.note(records));
            told = false;
        } catch (StoreException | IllegalArgumentException why) {
            putBack(batch);
            notKept(batch.size(), String.valueOf(why.getMessage()));
        }
    }

    /** Behind what came in the meantime, which is newer. */
    private void putBack(Map<PeerId, PeerRecord> batch) {
        synchronized (gathered) {
            batch.forEach(gathered::putIfAbsent);
        }
    }

    private void notKept(int peers, String why) {
        LoggingEventBuilder line = (told && !closing ? LOG.atDebug() : LOG.atWarn()).addKeyValue("event", "notKept");
        if (closing) {
            line.log("what was noted about {} peers is lost: {}", peers, why);
            return;
        }
        line.log("what was noted about {} peers is not kept yet, it is tried again: {}", peers, why);
        told = true;
        if (!retrying) {
            retrying = true;
            ScheduledFuture<?> unused = writer.schedule(this::retry, retryMillis, TimeUnit.MILLISECONDS);
        }
    }

    private void retry() {
        retrying = false;
        write();
    }

    private static StoredRecord stored(PeerRecord record) {
        return new StoredRecord(
                record.id().toString(),
                record.addresses().stream()
                        .map(place -> new StoredRecord.Place(
                                place.address().toString(),
                                place.lastConnected().map(Instant::toString).orElse("")))
                        .toList(),
                record.lastAddress().map(PeerAddress::toString).orElse(""),
                record.failures(),
                record.deeds().stream()
                        .map(deed ->
                                new StoredRecord.Deed(deed.code(), deed.at().toString()))
                        .toList(),
                String.valueOf(record.score()),
                record.banned());
    }

    private static PeerRecord read(StoredRecord stored, PeerList.KeyReader keys) throws KeyException {
        return new PeerRecord(
                keys.read(stored.key()),
                stored.places().stream()
                        .map(place -> new PeerRecord.Place(
                                PeerAddress.parse(place.address()),
                                Optional.of(place.lastConnected())
                                        .filter(at -> !at.isEmpty())
                                        .map(Instant::parse)))
                        .toList(),
                Optional.of(stored.lastAddress())
                        .filter(address -> !address.isEmpty())
                        .map(PeerAddress::parse),
                stored.failures(),
                stored.deeds().stream()
                        .map(deed -> new PeerRecord.Deed(deed.code(), Instant.parse(deed.at())))
                        .toList(),
                score(stored.score()),
                stored.banned());
    }

    /** Minus infinity is what a ban comes to; "NaN", which Java reads as well, is nothing. */
    private static double score(String text) {
        double score = Double.parseDouble(text);
        if (Double.isNaN(score)) {
            throw new IllegalArgumentException("its score is no number");
        }
        return score;
    }
}
