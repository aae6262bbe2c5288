package dev.peering.conformance.target;

import dev.peering.conformance.control.ControlException;
import dev.peering.conformance.control.ListedPeer;
import dev.peering.conformance.manual.Base58Text;
import dev.peering.conformance.manual.Edwards;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.PeerKey;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The list of known peers. */
final class Book {

    private static final Duration LONGER_THAN_ANY_CASE_WAITS = Duration.ofSeconds(15);

    private final TargetNode node;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<Entry> ghosts = new ArrayList<>();
    private final Set<String> believedThere = ConcurrentHashMap.newKeySet();

    Book(TargetNode node) {
        this.node = node;
    }

    synchronized List<Entry> all() {
        return List.copyOf(entries.values());
    }

    synchronized Optional<Entry> find(byte[] key) {
        return entries.values().stream()
                .filter(entry -> Arrays.equals(entry.key(), key))
                .findFirst()
                .or(() -> ghosts.stream()
                        .filter(entry -> Arrays.equals(entry.key(), key))
                        .findFirst());
    }

    /** A faulty target takes strangers in. */
    synchronized Optional<Entry> adopt(byte[] key) {
        return node.profile().has(Fault.M04) || node.profile().has(Fault.M03)
                ? Optional.of(new Entry(Base58Text.of(key), key, false, List.of()))
                : Optional.empty();
    }

    /** Adds; what is there already keeps its session and takes the new address. */
    synchronized void add(ListedPeer peer) throws ControlException {
        byte[] key = keyOf(peer.publicKey());
        for (String address : peer.addresses()) {
            requireAddress(address);
        }
        if (peer.addresses().size() > 1 && node.profile().has(Fault.M137)) {
            throw refused("a peer has one address");
        }
        Entry known = entries.get(peer.publicKey());
        if (known != null && node.profile().has(Fault.M116)) {
            remove(peer.publicKey());
        } else if (known != null) {
            if (!node.profile().has(Fault.M122)) {
                known.addresses(peer.addresses());
            }
            return;
        }
        int order = node.judge().compare(key, node.key(), peer.publicKey(), node.keyText());
        boolean own = Arrays.equals(key, node.key());
        if (own && !node.profile().has(Fault.M114)) {
            throw refused("this is our own key");
        }
        Entry entry = new Entry(peer.publicKey(), key, order > 0, peer.addresses());
        if (node.profile().has(Fault.M142)) {
            entry.awaitFrom(entry.nextTick(node.profile().interval()));
        }
        entries.put(peer.publicKey(), entry);
        if ((entry.outbound() || node.profile().has(Fault.M25)) && !own && !believedThere(entry)) {
            node.dial(entry);
        }
    }

    private byte[] keyOf(String text) throws ControlException {
        try {
            return PeerKey.parse(text).toByteArray();
        } catch (KeyException bad) {
            if (node.profile().has(Fault.M21)) {
                Optional<byte[]> small = Edwards.smallOrderKeys().stream()
                        .filter(key -> Base58Text.of(key).equals(text))
                        .findFirst();
                if (small.isPresent()) {
                    return small.get();
                }
            }
            if (node.profile().has(Fault.M115)) {
                return Arrays.copyOf(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII), 32);
            }
            throw refused(String.valueOf(bad.getMessage()));
        }
    }

    private static void requireAddress(String address) throws ControlException {
        int colon = address.lastIndexOf(':');
        try {
            int port = colon < 1 ? -1 : Integer.parseInt(address.substring(colon + 1));
            if (port < 0 || port > 65_535) {
                throw refused("no host:port: " + address);
            }
        } catch (NumberFormatException notANumber) {
            throw refused("no port in: " + address);
        }
    }

    private static ControlException refused(String why) {
        return new ControlException(ControlException.Kind.REFUSED, why);
    }

    /** Takes off; its session is closed without a word. */
    synchronized void remove(String publicKey) {
        Entry entry = entries.remove(publicKey);
        if (entry == null) {
            return;
        }
        entry.remove();
        if (node.profile().has(Fault.M138)) {
            awaitArrivals(entry);
        }
        if (node.profile().has(Fault.M139) && entry.isArriving()) {
            believedThere.add(publicKey);
        }
        if (node.profile().has(Fault.M117)) {
            ghosts.add(new Entry(entry.text(), entry.key(), entry.outbound(), entry.addresses()));
        }
        entry.session().ifPresent(socket -> {
            if (node.profile().has(Fault.M22)) {
                TargetNode.sayGoodbye(socket);
            }
            TargetNode.close(socket);
        });
    }

    /** Until its handshakes are over. When one of them succeeds, that is never; then this ends at the next stop, or when every case has given up. */
    private void awaitArrivals(Entry entry) {
        long deadline = Pipe.in(LONGER_THAN_ANY_CASE_WAITS);
        try {
            while (entry.isArriving() && !node.stopped() && System.nanoTime() < deadline) {
                Thread.sleep(1);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** A handshake succeeded. The session before it, if any, is given back to be closed; nothing when the peer was removed meanwhile. */
    Optional<List<Socket>> begin(Entry entry, Socket socket) {
        if (node.profile().has(Fault.M138)) {
            enter(entry, socket);
        }
        entry.arrived(socket);
        return entry.begin(socket, node.profile().has(Fault.M140));
    }

    /** What GoShimmer does with the list in its hands. */
    private synchronized void enter(Entry entry, Socket socket) {
        entry.arrived(socket);
    }

    /** A faulty target does not let go of a peer it takes for connected. */
    boolean believedThere(Entry entry) {
        return believedThere.contains(entry.text());
    }

    /** As told to operators. */
    synchronized List<ListedPeer> told(boolean onlyConnected) {
        boolean sticky = node.profile().has(Fault.M119);
        boolean turned = node.profile().has(Fault.M126);
        return entries.values().stream()
                .filter(entry ->
                        !onlyConnected || entry.connected() || node.profile().has(Fault.M120))
                .map(entry -> new ListedPeer(
                        entry.text(),
                        entry.addresses(),
                        entry.outbound() != turned ? "outbound" : "inbound",
                        believedThere(entry) || entry.shownConnected(sticky) ? "connected" : "disconnected"))
                .toList();
    }

    synchronized long rememberedBytes() {
        long perRequest = node.profile().has(Fault.M14) ? 2048 : 128;
        return entries.values().stream()
                .mapToLong(entry -> entry.rememberedCount() * perRequest)
                .sum();
    }
}
