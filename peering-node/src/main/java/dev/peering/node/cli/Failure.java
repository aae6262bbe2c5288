package dev.peering.node.cli;

/** A command cannot go on. The message is for the operator: one sentence, or one per line, each with its remedy. */
final class Failure extends Exception {

    private static final long serialVersionUID = 1L;

    private final int code;

    Failure(int code, String message) {
        super(message);
        this.code = code;
    }

    Failure(int code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    int code() {
        return code;
    }
}
