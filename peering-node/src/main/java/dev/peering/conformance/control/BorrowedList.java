package dev.peering.conformance.control;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The target's list is borrowed: what the suite puts on it comes off again. Remembers whose entries are there by our doing, and adds nobody whom it could
 * not remove, but for those the operator agreed to by starting the run: anybody may sign for some of the keys that cases add. Safe for several threads.
 */
public final class BorrowedList implements Control {

    private final Control lender;
    private final Map<String, Fate> held = new ConcurrentHashMap<>();
    private final Set<String> everHeld = ConcurrentHashMap.newKeySet();
    private volatile boolean removalTried;
    private volatile boolean over;

    /**
     * Nothing is on it by our doing yet.
     *
     * @param lender changes the list
     */
    public BorrowedList(Control lender) {
        this.lender = lender;
    }

    /** What is known of an entry of ours. */
    private enum Fate {
        /** It was put on the list, and that was answered well. */
        LISTED,
        /** It is being put on or taken off, or that was asked for and no answer came. */
        UNKNOWN
    }

    /**
     * What became of the entries at the end.
     *
     * @param removed how many were taken off just now
     * @param left keys that are still on the list
     * @param unsure keys that may be
     * @param why they could not be taken off; empty when none is left and none unsure
     */
    public record Returned(int removed, List<String> left, List<String> unsure, String why) {}

    @Override
    public boolean canAdd() {
        return lender.canAdd();
    }

    @Override
    public boolean canRemove() {
        return lender.canRemove();
    }

    @Override
    public boolean confirmsAdds() {
        return lender.confirmsAdds();
    }

    @Override
    public boolean canStop() {
        return lender.canStop();
    }

    @Override
    public boolean mayHoldTarget() {
        return lender.mayHoldTarget();
    }

    /**
     * Puts those on the list whom the operator agreed to.
     *
     * @param peers whom
     * @throws ControlException it could not
     */
    public void introduce(List<ListedPeer> peers) throws ControlException {
        putOn(peers);
    }

    /** {@inheritDoc} Refused with {@link ControlException.Kind#UNSUPPORTED} before anything is added when a newcomer could not be removed again. */
    @Override
    public void add(List<ListedPeer> peers) throws ControlException {
        for (ListedPeer peer : peers) {
            if (!held.containsKey(peer.publicKey())) {
                requireRemovable(peer.publicKey());
            }
        }
        putOn(peers);
    }

    /** An adapter says only when it is asked that it cannot remove, so it is asked before it matters: with somebody who is not there. */
    private void requireRemovable(String newcomer) throws ControlException {
        if (over) {
            throw ControlException.unsupported("the run is over");
        }
        if (!lender.canRemove()) {
            throw ControlException.unsupported(
                    "a peer may be added only where it can be removed again: needs --web-api, --remove-hook or --adapter");
        }
        if (!removalTried) {
            try {
                lender.remove(List.of(newcomer));
            } catch (ControlException unknownPeer) {
                if (unknownPeer.kind() != ControlException.Kind.REFUSED) {
                    throw unknownPeer;
                }
            }
            removalTried = true;
        }
    }

    private void putOn(List<ListedPeer> peers) throws ControlException {
        if (!lender.oneByOne()) {
            listing(peers, () -> lender.add(peers));
            return;
        }
        for (ListedPeer peer : peers) {
            listing(List.of(peer), () -> lender.add(List.of(peer)));
        }
    }

    private interface Change {
        void make() throws ControlException;
    }

    /** They are ours before the lender is asked: a run that is stopped meanwhile has to give them back. */
    private void listing(List<ListedPeer> peers, Change change) throws ControlException {
        List<String> keys = peers.stream().map(ListedPeer::publicKey).toList();
        List<String> newcomers =
                keys.stream().filter(key -> !held.containsKey(key)).toList();
        newcomers.forEach(key -> held.put(key, Fate.UNKNOWN));
        everHeld.addAll(keys);
        try {
            change.make();
            keys.forEach(key -> held.replace(key, Fate.LISTED));
        } catch (ControlException not) {
            // Of several, those before a refused one may be there.
            boolean unknown = not.unanswered() || (not.kind() == ControlException.Kind.REFUSED && peers.size() > 1);
            if (!unknown) {
                newcomers.forEach(held::remove);
            }
            throw not;
        }
    }

    @Override
    public void remove(List<String> publicKeys) throws ControlException {
        try {
            lender.remove(publicKeys);
            publicKeys.forEach(held::remove);
        } catch (ControlException not) {
            if (not.unanswered()) {
                publicKeys.forEach(key -> held.replace(key, Fate.UNKNOWN));
            }
            throw not;
        }
    }

    @Override
    public List<ListedPeer> list(boolean onlyConnected) throws ControlException {
        return lender.list(onlyConnected);
    }

    @Override
    public int stop(Duration limit) throws ControlException {
        return lender.stop(limit);
    }

    @Override
    public void start() throws ControlException {
        lender.start();
    }

    @Override
    public void restart() throws ControlException {
        lender.restart();
    }

    /** {@inheritDoc} Whoever is configured will be on the list after the next start. */
    @Override
    public void config(Map<String, String> values) throws ControlException {
        String knownPeers = values.get("knownPeers");
        listing(knownPeers == null ? List.of() : KnownPeersText.read(knownPeers), () -> lender.config(values));
    }

    @Override
    public Map<String, Long> usage() throws ControlException {
        return lender.usage();
    }

    /**
     * Takes everything off that is on the list by our doing, and looks whether it is gone where the list can be asked for. Nothing can be added afterwards.
     *
     * @return what became of it
     */
    public Returned giveBack() {
        over = true;
        Set<String> left = new LinkedHashSet<>(held.keySet());
        if (left.isEmpty()) {
            return new Returned(0, List.of(), List.of(), "");
        }
        int count = left.size();
        String why = takeOff(left);
        left = told().orElse(left);
        if (!left.isEmpty() && why.isEmpty()) {
            // It said that it removed them. A target may have been busy with one.
            why = takeOff(left);
            left = told().orElse(left);
        }
        held.keySet().retainAll(left);
        if (!left.isEmpty() && why.isEmpty()) {
            why = "the target says that it removed them, and goes on telling them";
        }
        return new Returned(
                Math.max(0, count - left.size()), those(Fate.LISTED), those(Fate.UNKNOWN), left.isEmpty() ? "" : why);
    }

    private List<String> those(Fate fate) {
        return new TreeMap<>(held)
                .entrySet().stream()
                        .filter(one -> one.getValue() == fate)
                        .map(Map.Entry::getKey)
                        .toList();
    }

    /** All at once, or else one by one as far as the target goes along; what is gone is taken out of {@code keys}. */
    private String takeOff(Set<String> keys) {
        if (lender.oneByOne()) {
            return takeOffOneByOne(keys);
        }
        try {
            remove(List.copyOf(keys));
            keys.clear();
            return "";
        } catch (ControlException together) {
            return together.kind() == ControlException.Kind.REFUSED ? takeOffOneByOne(keys) : together.text();
        }
    }

    private String takeOffOneByOne(Set<String> keys) {
        String why = "";
        for (String key : List.copyOf(keys)) {
            try {
                remove(List.of(key));
                keys.remove(key);
            } catch (ControlException alone) {
                why = alone.text();
                if (alone.kind() != ControlException.Kind.REFUSED) {
                    return why;
                }
            }
        }
        return why;
    }

    /** Those of ours that the target tells, where it can be asked. */
    private Optional<Set<String>> told() {
        try {
            Set<String> ours = new LinkedHashSet<>();
            for (ListedPeer peer : lender.list(false)) {
                if (everHeld.contains(peer.publicKey())) {
                    ours.add(peer.publicKey());
                    held.put(peer.publicKey(), Fate.LISTED);
                }
            }
            return Optional.of(ours);
        } catch (ControlException cannotBeAsked) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        lender.close();
    }

    @Override
    public String toString() {
        return lender.toString();
    }
}
