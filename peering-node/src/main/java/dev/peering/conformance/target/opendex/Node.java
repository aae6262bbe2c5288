package dev.peering.conformance.target.opendex;

import dev.peering.conformance.net.Port;
import dev.peering.crypto.Secp256k1Identity;
import dev.peering.wire.opendex.DisconnectReason;
import dev.peering.wire.opendex.NodeAddress;
import dev.peering.wire.opendex.NodeEntry;
import dev.peering.wire.opendex.OpenDexNetwork;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A running reference target: a listener, its peers, a thread per connection. Made anew at every start. */
final class Node {

    private static final int BACKLOG = 512;
    private static final int MOST_SEEN = 100_000;
    private static final long SMALL_STACK = 256 * 1024;
    private static final int CONNECT_MILLIS = 2_000;
    private static final Duration GHOST = Duration.ofSeconds(30);
    private static final Duration GLANCE = Duration.ofMillis(20);

    private final OpenDexProfile profile;
    private final OpenDexNetwork network;
    private final Judge judge;
    private final String key;
    private final ServerSocket listener;
    private final Set<String> banned;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Set<String> forgotten = ConcurrentHashMap.newKeySet();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<Conversation> peers = new ArrayList<>();
    private final Map<String, Long> ghosts = new ConcurrentHashMap<>();
    private final AtomicInteger threads = new AtomicInteger();
    private volatile boolean stopped;

    Node(OpenDexProfile profile, OpenDexNetwork network, Secp256k1Identity identity, Port port, Set<String> banned)
            throws IOException {
        this.profile = profile;
        this.network = network;
        this.judge = new Judge(profile, identity);
        this.key = identity.key().toString();
        this.banned = banned;
        this.listener = port.listen(BACKLOG);
        start(this::accept);
    }

    OpenDexProfile profile() {
        return profile;
    }

    Judge judge() {
        return judge;
    }

    String key() {
        return key;
    }

    // ---- accepting ----

    private void accept() {
        while (!stopped) {
            try {
                Socket socket = listener.accept();
                if (profile.has(OpenDexFault.M279)) {
                    converse(socket, Optional.empty());
                } else {
                    start(() -> converse(socket, Optional.empty()));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private Optional<Conversation> converse(Socket socket, Optional<String> expected) {
        sockets.add(socket);
        try {
            if (stopped) {
                socket.close();
            }
            Conversation conversation = new Conversation(this, new Pipe(socket, profile, network), expected);
            conversation.run();
            return Optional.of(conversation);
        } catch (IOException gone) {
            return Optional.empty();
        } finally {
            sockets.remove(socket);
        }
    }

    // ---- dialing ----

    /** Dials until told otherwise. */
    void dial(String peer, String address) {
        forgotten.remove(peer);
        start(() -> keepDialing(peer, address));
    }

    void forget(String peer) {
        forgotten.add(peer);
        peersOf(peer).forEach(Conversation::endSilently);
    }

    private void keepDialing(String peer, String address) {
        long delay = profile.reconnect().toMillis();
        boolean first = true;
        while (!stopped && !forgotten.contains(peer)) {
            boolean mustTry = first || peersOf(peer).isEmpty();
            Optional<Conversation> ended = mustTry ? tryDial(peer, address) : Optional.empty();
            first = false;
            if (ended.isPresent() && (!ended.get().mayReturn() || profile.has(OpenDexFault.M270))) {
                return;
            }
            try {
                Thread.sleep(delay);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Nothing when nobody listens. */
    private Optional<Conversation> tryDial(String peer, String address) {
        int colon = address.lastIndexOf(':');
        Socket socket = new Socket();
        try {
            socket.connect(
                    new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
                    CONNECT_MILLIS);
            return converse(socket, Optional.of(peer));
        } catch (IOException | IllegalArgumentException nobody) {
            return Optional.empty();
        }
    }

    /** Somebody else said that this node exists. */
    void dialOnce(NodeEntry entry) {
        NodeAddress address = entry.addresses().get(0);
        boolean loopback = address.host().equals("127.0.0.1");
        // A target on loopback dials nowhere else, whatever it is told.
        if (!entry.nodeKey().equals(key) && loopback) {
            start(() -> tryDial(entry.nodeKey(), address.host() + ":" + address.port()));
        }
    }

    // ---- who is here ----

    /** The last checks of opendex.md 5.2. */
    void admit(String peer) throws Refused {
        if (banned.contains(peer) && !profile.has(OpenDexFault.M269)) {
            throw Refused.because(DisconnectReason.BANNED, "");
        }
        boolean ghost = ghosts.getOrDefault(peer, Long.MIN_VALUE) > System.nanoTime();
        if (ghost) {
            throw Refused.because(DisconnectReason.ALREADY_CONNECTED, "");
        }
        if (!peersOf(peer).isEmpty() && !takesSeconds()) {
            if (profile.has(OpenDexFault.M211)) {
                peersOf(peer).forEach(one -> one.end(DisconnectReason.ALREADY_CONNECTED));
            }
            throw Refused.because(DisconnectReason.ALREADY_CONNECTED, "");
        }
    }

    private boolean takesSeconds() {
        return profile.has(OpenDexFault.M208) || profile.has(OpenDexFault.M209) || profile.has(OpenDexFault.M210);
    }

    /** A finished handshake; of two that cross, the one with the higher key closes the newer. opendex.md 8.4. */
    void enter(Conversation newer) throws Refused {
        if (profile.has(OpenDexFault.M209)) {
            peersOf(newer.peer()).forEach(one -> one.end(DisconnectReason.ALREADY_CONNECTED));
        }
        long deadline = Pipe.in(profile.tieBreak());
        while (true) {
            synchronized (peers) {
                List<Conversation> older = peersOf(newer.peer());
                if (older.isEmpty() || takesSeconds()) {
                    peers.add(newer);
                    return;
                }
                if (profile.has(OpenDexFault.M211)) {
                    older.forEach(one -> one.end(DisconnectReason.ALREADY_CONNECTED));
                    throw Refused.because(DisconnectReason.ALREADY_CONNECTED, "");
                }
            }
            if (key.compareTo(newer.peer()) > 0 || System.nanoTime() > deadline) {
                throw Refused.because(DisconnectReason.ALREADY_CONNECTED, "");
            }
            glance();
        }
    }

    private static void glance() throws Refused {
        try {
            Thread.sleep(GLANCE.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw Refused.silently();
        }
    }

    void leave(Conversation conversation) {
        synchronized (peers) {
            boolean was = peers.remove(conversation);
            if (was && profile.has(OpenDexFault.M272)) {
                ghosts.put(conversation.peer(), Pipe.in(GHOST));
            }
        }
    }

    List<Conversation> peersOf(String peer) {
        synchronized (peers) {
            return peers.stream()
                    .filter(one -> !one.over() && one.peer().equals(peer))
                    .toList();
        }
    }

    List<Conversation> all() {
        synchronized (peers) {
            return List.copyOf(peers);
        }
    }

    /** Everybody connected who has an address, but not the one who asks. */
    List<NodeEntry> listFor(Conversation asker) {
        return all().stream()
                .filter(one -> profile.has(OpenDexFault.M245) || !one.peer().equals(asker.peer()))
                .filter(one -> one.confirmed() && !one.state().addresses().isEmpty())
                .map(one -> new NodeEntry(one.peer(), one.state().addresses()))
                .toList();
    }

    /** A SessionInit must be new. */
    boolean seenBefore(String signature) {
        if (seen.size() >= MOST_SEEN) {
            seen.clear();
        }
        return !seen.add(signature) && !profile.has(OpenDexFault.M236);
    }

    void ban(String peer) {
        banned.add(peer);
        for (Conversation one : peersOf(peer)) {
            if (profile.has(OpenDexFault.M268)) {
                one.endSilently();
            } else {
                one.end(DisconnectReason.BANNED);
            }
        }
    }

    // ---- threads, start and stop ----

    private void start(Runnable work) {
        Runnable counted = () -> {
            threads.incrementAndGet();
            try {
                work.run();
            } finally {
                threads.decrementAndGet();
            }
        };
        Thread thread = new Thread(null, counted, "opendex-target", SMALL_STACK);
        thread.setDaemon(true);
        thread.start();
    }

    Map<String, Long> usage() {
        return Map.of("threads", (long) threads.get(), "sockets", (long) sockets.size());
    }

    /** Everything ends at once, as when the process dies. */
    void crash() {
        stopped = true;
        deafen();
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException gone) {
                // It is closed, whatever it says.
            }
        }
    }

    private void deafen() {
        try {
            listener.close();
        } catch (IOException gone) {
            // It is closed, whatever it says.
        }
    }

    /** Says good-bye, then ends everything; false when it did not come to that in time. */
    boolean stop(Duration limit) {
        if (profile.has(OpenDexFault.M286) && !lonely(limit)) {
            crash();
            return false;
        }
        stopped = true;
        if (!profile.has(OpenDexFault.M267)) {
            all().forEach(one -> one.end(DisconnectReason.SHUTDOWN));
        }
        crash();
        return true;
    }

    /** The original waits for its listener, which waits for everybody who came through it. */
    private boolean lonely(Duration limit) {
        deafen();
        long deadline = Pipe.in(limit);
        while (all().stream().anyMatch(Conversation::cameIn)) {
            if (System.nanoTime() > deadline || !glanced()) {
                return false;
            }
        }
        return true;
    }

    private static boolean glanced() {
        try {
            glance();
            return true;
        } catch (Refused interrupted) {
            return false;
        }
    }
}
