package dev.peering.node;

import java.util.List;
import java.util.Set;

/**
 * The threads that nodes have started since this was made. Those of earlier tests do not count: a name service may hold one up for a while, and the
 * one thread on which Java delays futures stays for ever once anybody has used it, which a node is not to do.
 */
final class OwnThreads {

    private final Set<Thread> before = Thread.getAllStackTraces().keySet();

    List<String> running() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.startsWith("peering-") || name.startsWith("CompletableFutureDelay"))
                .toList();
    }
}
