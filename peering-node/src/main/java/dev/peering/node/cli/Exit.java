package dev.peering.node.cli;

/** What the program's exit codes mean; the same for every command and told by its help. */
final class Exit {

    /** All that was asked for happened. */
    static final int OK = 0;

    /** It ran, but what it promised did not happen: a check of the demo failed, a probe was refused. */
    static final int NOT_DONE = 1;

    /** The command line, the configuration, a key file or the store cannot be used. */
    static final int USAGE = 2;

    /** The network does not let us: port in use, name unknown, nobody listens. */
    static final int NETWORK = 3;

    /** A fault of this program, or its output cannot be written. */
    static final int INTERNAL = 4;

    private Exit() {}
}
