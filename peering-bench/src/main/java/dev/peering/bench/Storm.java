package dev.peering.bench;

import dev.peering.core.KnownPeer;
import dev.peering.core.PeerAddress;
import dev.peering.core.Reason;
import dev.peering.core.manual.ManualPeering;
import dev.peering.crypto.Ed25519;
import dev.peering.crypto.Identity;
import dev.peering.node.EdgeLimits;
import dev.peering.node.PeeringNode;
import dev.peering.node.PeeringRuntime;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The storm: one node with its default limits, thousands of connections that stay silent, strangers that knock with perfect
 * requests, and listed peers that must get in all the same. Loopback only, bounded in number and time, ends by itself; its
 * answer is whether every promise was kept.
 */
final class Storm {

    private static final int LISTED = 512;
    private static final int WARM_UP = 600;
    private static final int STRANGERS = 2_000;
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(20);

    /** A timer of a busy loop rings a little late. */
    private static final Duration LATENESS = Duration.ofSeconds(1);

    private static final Duration MOST_WAIT_OF_LISTED = Duration.ofMillis(250);
    private static final long MOST_MEMORY_LEFT = 4_000_000;

    private final PrintStream out;
    private final int silent;
    private boolean kept = true;

    Storm(int silent, PrintStream out) {
        this.silent = silent;
        this.out = out;
    }

    /** Runs it all; true when every promise was kept. */
    boolean run() throws IOException, InterruptedException {
        Quiet.logs();
        List<Identity> all = Identities.ascending(LISTED + 1);
        List<Identity> listed = all.subList(0, LISTED);
        try (PeeringRuntime runtime = PeeringRuntime.create();
                PeeringNode node = node(runtime, all.get(LISTED), listed)) {
            InetSocketAddress address = node.listenAddress().orElseThrow();
            out.printf(
                    "one node, %s, %d loops, %d peers listed, a silent connection is closed after %d s%n",
                    runtime.transport(), runtime.loops(), LISTED, SILENCE_LIMIT.toSeconds());
            try (ListedPeers peers = new ListedPeers(listed, node.self(), PeerAddress.of(address))) {
                waits(peers, WARM_UP);
                new StrangerFlood(STRANGERS, address).knock();
                calm(node, peers, address);
                crowd(node, peers, address);
            }
        }
        return kept;
    }

    private static PeeringNode node(PeeringRuntime runtime, Identity identity, List<Identity> listed) {
        return Nodes.manual(
                        runtime,
                        Ed25519.bouncyCastle(),
                        identity,
                        options -> options.withHandshakeTimeout(SILENCE_LIMIT))
                .listen("127.0.0.1", 0)
                .peers(listed.stream()
                        .map(peer -> new KnownPeer(ManualPeering.id(peer.key())))
                        .toArray(KnownPeer[]::new))
                .build()
                .start();
    }

    /** Without a crowd: how long a listed peer waits, and what a stranger costs whose signature is checked. */
    private void calm(PeeringNode node, ListedPeers peers, InetSocketAddress address)
            throws IOException, InterruptedException {
        out.println("calm");
        report("  a listed peer gets in", waits(peers, LISTED));
        strangers(node, new StrangerFlood(STRANGERS, address), STRANGERS);
    }

    private void crowd(PeeringNode node, ListedPeers peers, InetSocketAddress address)
            throws IOException, InterruptedException {
        StrangerFlood flood = new StrangerFlood(STRANGERS, address);
        Memory before = Memory.used();
        long timeouts = ended(node, Reason.TIMEOUT);
        try (SilentCrowd crowd = new SilentCrowd()) {
            crowd.open(silent, address);
            awaitPending(node);
            out.printf("%d silent connections, crowded from %d on%n", silent, EdgeLimits.DEFAULT.crowdedFrom());
            List<Duration> waits = waits(peers, LISTED);
            report("  a listed peer gets in", waits);
            promise(
                    "a listed peer gets in within 250 ms (p99)",
                    percentile(waits, 99).compareTo(MOST_WAIT_OF_LISTED) <= 0);
            strangers(node, flood, 0);
            Memory during = Memory.used();
            promise("all of them were still open all the while", node.counters().pendingHandshakes() == silent);
            crowd.awaitClosed(SILENCE_LIMIT.plus(LATENESS));
            closed(crowd);
            promise("each was ended by its time limit", ended(node, Reason.TIMEOUT) - timeouts == silent);
            out.printf("  memory before: %s; with the crowd: %s%n", before, during);
        }
        Memory after = Memory.used();
        out.printf("  memory after: %s%n", after);
        promise(
                "memory is back where it was",
                after.heapBytes() - before.heapBytes() < MOST_MEMORY_LEFT
                        && after.bufferBytes() - before.bufferBytes() < MOST_MEMORY_LEFT);
    }

    /** A checked signature of a stranger shows: its knock is reported as proven. So knocks count the checks. */
    private void strangers(PeeringNode node, StrangerFlood flood, int checksExpected) throws IOException {
        long knocks = node.counters().knocks() + node.counters().unheardNews();
        long refused = ended(node, Reason.UNKNOWN_PEER);
        long cpu = cpuNanos();
        int answered = flood.knock();
        long each = (cpuNanos() - cpu) / STRANGERS;
        node.strangers(); // the hall answers in turn, so it has heard of all of them now
        long checks = node.counters().knocks() + node.counters().unheardNews() - knocks;
        out.printf(
                "  %d strangers with good signatures: %d signatures checked, %.0f us of processor time each, both ends%n",
                STRANGERS, checks, each / 1e3);
        promise("every stranger is refused", ended(node, Reason.UNKNOWN_PEER) - refused == STRANGERS);
        promise("without a byte", answered == 0);
        promise(checksExpected + " signatures checked", checks == checksExpected);
    }

    private void closed(SilentCrowd crowd) {
        List<Duration> lives = crowd.lives();
        promise("every silent one is closed by its deadline", crowd.open() == 0);
        promise("without a byte", crowd.spokenTo() == 0);
        if (!lives.isEmpty()) {
            out.printf(
                    "  silent ones were closed after %.2f s to %.2f s%n",
                    lives.get(0).toMillis() / 1e3, lives.get(lives.size() - 1).toMillis() / 1e3);
            promise("none before its time", lives.get(0).plusMillis(100).compareTo(SILENCE_LIMIT) >= 0);
        }
    }

    private void awaitPending(PeeringNode node) throws InterruptedException {
        for (int i = 0; i < 500 && node.counters().pendingHandshakes() < silent; i++) {
            Thread.sleep(10);
        }
        promise(silent + " connections are held", node.counters().pendingHandshakes() == silent);
    }

    private static List<Duration> waits(ListedPeers peers, int count) throws InterruptedException {
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            waits.add(peers.getIn());
        }
        return waits.stream().sorted().toList();
    }

    private void report(String what, List<Duration> waits) {
        out.printf(
                "%s: p50 %.2f ms, p99 %.2f ms, longest %.2f ms, of %d%n",
                what,
                percentile(waits, 50).toNanos() / 1e6,
                percentile(waits, 99).toNanos() / 1e6,
                percentile(waits, 100).toNanos() / 1e6,
                waits.size());
    }

    private static Duration percentile(List<Duration> sorted, int percent) {
        return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
    }

    private void promise(String what, boolean isSo) {
        if (!isSo) {
            kept = false;
            out.println("  NOT KEPT: " + what);
        }
    }

    private static long ended(PeeringNode node, Reason reason) {
        return node.counters().endings().getOrDefault(reason, 0L);
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean known
                ? known.getProcessCpuTime()
                : 0;
    }
}
