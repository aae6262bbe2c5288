package dev.peering.conformance.manual;

import dev.peering.conformance.RunException;
import dev.peering.conformance.RunSettings.Identities;
import dev.peering.conformance.net.Porch;
import dev.peering.crypto.Identity;
import dev.peering.crypto.PeerKey;
import dev.peering.crypto.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All identities of a run, made from the seed and the target's key, so that the next run has the same: L below the target's key, H above, spare ones
 * of both kinds that are not on the list at first, and strangers that never are. Whoever knows the seed knows the private keys.
 */
final class KeyRing implements AutoCloseable {

    /** More tries than any wish of ours needs on average, by far. */
    private static final int MOST_TRIES = 20_000;

    private static final int SPARES = 6;

    private static final byte[] IPV6_LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private final PeerKey target;
    private final Identities identities;
    private final List<TesterKey> all = new ArrayList<>();
    private final List<TesterKey> lows = new ArrayList<>();
    private final List<TesterKey> highs = new ArrayList<>();
    private final List<TesterKey> spareLows = new ArrayList<>();
    private final List<TesterKey> spareHighs = new ArrayList<>();
    private final List<TesterKey> strangers = new ArrayList<>();
    private final Optional<TesterKey> highOnIpv6;
    private int ground;

    KeyRing(PeerKey target, Identities identities) throws RunException {
        this.target = target;
        this.identities = identities;
        for (int i = 1; i <= identities.perGroup(); i++) {
            lows.add(make("L" + i, this::below, InetAddress.getLoopbackAddress()));
            highs.add(make("H" + i, this::above, InetAddress.getLoopbackAddress()));
        }
        for (int i = 1; i <= SPARES; i++) {
            spareLows.add(make("X" + i, this::below, InetAddress.getLoopbackAddress()));
            spareHighs.add(make("Y" + i, this::above, InetAddress.getLoopbackAddress()));
            strangers.add(make("U" + i, this::below, InetAddress.getLoopbackAddress()));
        }
        highOnIpv6 = ipv6();
    }

    private Optional<TesterKey> ipv6() {
        try {
            return Optional.of(make("H6", this::above, InetAddress.getByAddress(IPV6_LOOPBACK)));
        } catch (IOException | RunException noIpv6) {
            return Optional.empty();
        }
    }

    PeerKey targetKey() {
        return target;
    }

    boolean below(PeerKey key) {
        return key.compareTo(target) < 0;
    }

    boolean above(PeerKey key) {
        return key.compareTo(target) > 0;
    }

    /** Makes identities until one is as wished. */
    Optional<TesterKey> tryMake(String name, Predicate<PeerKey> wish, InetAddress host) throws RunException {
        for (int i = 0; i < MOST_TRIES; i++) {
            byte[] candidate = Sha256.of(
                    "peering conformance".getBytes(StandardCharsets.UTF_8),
                    target.toByteArray(),
                    ByteBuffer.allocate(16)
                            .putLong(identities.seed())
                            .putLong(ground++)
                            .array());
            try (Identity identity = Identity.fromSeed(candidate)) {
                if (wish.test(identity.key())) {
                    TesterKey made = new TesterKey(name, candidate, porch(host));
                    all.add(made);
                    return Optional.of(made);
                }
            }
        }
        return Optional.empty();
    }

    private TesterKey make(String name, Predicate<PeerKey> wish, InetAddress host) throws RunException {
        return tryMake(name, wish, host)
                .orElseThrow(() -> new RunException(
                        RunException.USAGE,
                        "no key was found on one side of " + target + ": is --target-key really a node's key?"));
    }

    private Porch porch(InetAddress host) throws RunException {
        try {
            return new Porch(host, identities.port(all.size()));
        } catch (IOException e) {
            throw new RunException(RunException.TESTER_FAULT, e.getMessage() + "; choose another with --base-port");
        }
    }

    List<TesterKey> lows() {
        return lows;
    }

    List<TesterKey> highs() {
        return highs;
    }

    List<TesterKey> spareLows() {
        return spareLows;
    }

    List<TesterKey> spareHighs() {
        return spareHighs;
    }

    TesterKey stranger() {
        return strangers.get(0);
    }

    Optional<TesterKey> highOnIpv6() {
        return highOnIpv6;
    }

    /** Who has to be on the target's list before the run. */
    List<TesterKey> toList() {
        List<TesterKey> listed = new ArrayList<>(lows);
        listed.addAll(highs);
        highOnIpv6.ifPresent(listed::add);
        return listed;
    }

    @Override
    public void close() {
        all.forEach(key -> key.porch().close());
    }
}
