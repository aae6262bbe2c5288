package dev.peering.node.store;

/** The store cannot be read or written. The message is one sentence with the remedy; what was on disk is still there. */
public final class StoreException extends Exception {

    private static final long serialVersionUID = 1L;

    StoreException(String message) {
        super(message);
    }

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
