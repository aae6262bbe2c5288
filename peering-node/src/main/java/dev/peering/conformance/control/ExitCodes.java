package dev.peering.conformance.control;

/** How an operator's program says that it cannot do what it was asked: an adapter or a hook. */
final class ExitCodes {

    /** Ours: it does not know how. */
    static final int UNSUPPORTED = 89;

    /** The shell's: a script lacks a program. */
    static final int NOT_FOUND = 127;

    private ExitCodes() {}

    static boolean cannot(int code) {
        return code == UNSUPPORTED || code == NOT_FOUND;
    }
}
