package dev.peering.core;

import dev.peering.wire.Bytes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An immutable copy of what a session may ask the hall: the operator's list, whom it bans, and in networks whose neighbors introduce each
 * other also who is connected. Made whenever one of these changed and handed to the edge with {@link Effect.Publish}.
 */
public final class AdmissionList {

    /** The list before anybody was added. */
    public static final AdmissionList EMPTY = new AdmissionList(Map.of(), Set.of(), Map.of(), false, false);

    private final Map<Bytes, KnownPeer> byKey;
    private final Set<Bytes> banned;
    private final Map<Bytes, KnownPeer> company;
    private final boolean open;
    private final boolean stopping;

    private AdmissionList(
            Map<Bytes, KnownPeer> byKey,
            Set<Bytes> banned,
            Map<Bytes, KnownPeer> company,
            boolean open,
            boolean stopping) {
        this.byKey = byKey;
        this.banned = banned;
        this.company = company;
        this.open = open;
        this.stopping = stopping;
    }

    AdmissionList list(Collection<KnownPeer> peers) {
        return new AdmissionList(
                peers.stream()
                        .collect(Collectors.toUnmodifiableMap(peer -> peer.id().bytes(), peer -> peer)),
                banned,
                company,
                open,
                stopping);
    }

    AdmissionList ban(Collection<PeerId> ids) {
        return new AdmissionList(
                byKey,
                ids.stream().map(PeerId::bytes).collect(Collectors.toUnmodifiableSet()),
                company,
                open,
                stopping);
    }

    AdmissionList connect(Collection<KnownPeer> neighbors) {
        return new AdmissionList(
                byKey,
                banned,
                neighbors.stream()
                        .collect(Collectors.toUnmodifiableMap(peer -> peer.id().bytes(), peer -> peer)),
                open,
                stopping);
    }

    AdmissionList open(boolean toStrangers) {
        return new AdmissionList(byKey, banned, company, toStrangers, stopping);
    }

    AdmissionList stop() {
        return new AdmissionList(byKey, banned, company, open, true);
    }

    /**
     * Looks a key up.
     *
     * @param key the raw public key
     * @return the known peer; empty for strangers
     */
    public Optional<KnownPeer> find(Bytes key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /**
     * Why this key is not wanted now.
     *
     * @param key the raw public key
     * @return the first reason of: stopping, banned, connected already, not listed where only listed peers may come; empty when it is welcome
     */
    public Optional<Refusal> unwanted(Bytes key) {
        if (stopping) {
            return Optional.of(Reason.SHUTDOWN.because("this node is stopping"));
        }
        if (banned.contains(key)) {
            return Optional.of(Reason.BANNED.because("banned here"));
        }
        if (company.containsKey(key)) {
            return Optional.of(Reason.ALREADY_CONNECTED.because("a connection of this peer is up"));
        }
        return open || byKey.containsKey(key)
                ? Optional.empty()
                : Optional.of(Reason.UNKNOWN_PEER.because("not on the list"));
    }

    /**
     * Who is connected and said where it can be dialed.
     *
     * @return in no order; empty in networks whose neighbors do not introduce each other
     */
    public List<KnownPeer> company() {
        return company.values().stream()
                .filter(peer -> !peer.addresses().isEmpty())
                .toList();
    }

    /**
     * How many peers are listed.
     *
     * @return the count
     */
    public int size() {
        return byKey.size();
    }
}
