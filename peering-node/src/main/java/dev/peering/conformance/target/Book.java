package dev.peering.conformance.target;

import dev.peering.conformance.control.ControlException;
import dev.peering.conformance.control.ListedPeer;
import dev.peering.conformance.manual.Base58Text;
import dev.peering.conformance.manual.Edwards;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.PeerKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The list of known peers. */
final class Book {

    private final TargetNode node;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<Entry> ghosts = new ArrayList<>();

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
        entries.put(peer.publicKey(), entry);
        if ((entry.outbound() || node.profile().has(Fault.M25)) && !own) {
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
                        entry.shownConnected(sticky) ? "connected" : "disconnected"))
                .toList();
    }

    synchronized long rememberedBytes() {
        long perRequest = node.profile().has(Fault.M14) ? 2048 : 128;
        return entries.values().stream()
                .mapToLong(entry -> entry.rememberedCount() * perRequest)
                .sum();
    }
}
