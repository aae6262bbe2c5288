package dev.peering.crypto;

/**
 * A key, a seed or the file that holds one cannot be used. The message is one sentence: what is wrong, and what to do about it.
 *
 * <p>It carries no stack trace: strangers send bad keys all day, and the message says all there is to say. It never contains
 * secret bytes.
 */
public final class KeyException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String sentence;

    KeyException(String message) {
        super(message, null, false, false);
        this.sentence = message;
    }

    /** The one sentence; never null. */
    @Override
    public String getMessage() {
        return sentence;
    }
}
