package dev.peering.node;

/** A node could not start. The message is one sentence for the operator: what failed, where, and the remedy. */
public final class StartException extends RuntimeException {

    private static final long serialVersionUID = 1;

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
