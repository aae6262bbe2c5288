package dev.peering.conformance.control;

/** A program of the operator's with everything it started. */
final class ProcessTree {

    private ProcessTree() {}

    /** Kills all of it: a script that hangs mostly waits for a child, which would outlive it. */
    static void kill(Process process) {
        // Listed before the parent is gone; afterwards nobody knows whose children they were.
        var children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
