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
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what a node notes about peers in the store. Bans are written at once; what else there is gathers for a moment, since every connection
 * brings some, and is written on a thread of its own, since the disk may be slow.
 */
final class Notes implements NodeListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("peering");
    private static final long GATHERING_MILLIS = 2_000;
    private static final long LAST_WRITE_SECONDS = 3;

    private final PeerStore store;
    private final String network;
    private final ScheduledExecutorService writer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "peering-notes");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<PeerId, PeerRecord> gathered = new LinkedHashMap<>();

    Notes(PeerStore store, String network) {
        this.store = store;
        this.network = network;
    }

    /** What an earlier life had noted. What this version cannot read any more is passed over with a warning, except a ban, which must hold. */
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
            gathered.put(record.id(), record);
        }
        if (banChanged || first) {
            ScheduledFuture<?> unused =
                    writer.schedule(this::write, banChanged ? 0 : GATHERING_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Writes what is left. */
    @Override
    public void close() {
        writer.execute(this::write);
        writer.shutdown();
        try {
            if (!writer.awaitTermination(LAST_WRITE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the last notes about peers could not be written in time");
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        List<StoredRecord> batch;
        synchronized (gathered) {
            batch = gathered.values().stream().map(Notes::stored).toList();
            gathered.clear();
        }
        if (batch.isEmpty()) {
            return;
        }
        try {
            store.change(network, (PeerChanges changes) -> changes.note(batch));
        } catch (StoreException | IllegalArgumentException why) {
            LOG.atWarn()
                    .addKeyValue("event", "notKept")
                    .log("what was noted about {} peers is not kept: {}", batch.size(), why.getMessage());
        }
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
                Double.parseDouble(stored.score()),
                stored.banned());
    }
}
