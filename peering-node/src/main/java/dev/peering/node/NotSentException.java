package dev.peering.node;

import dev.peering.core.Refusal;

/**
 * A message did not reach the network, with the reason: {@link dev.peering.core.Reason#NOT_CONNECTED}, {@link
 * dev.peering.core.Reason#OVERFLOW} (too much is waiting already; send again when earlier messages are through) or
 * {@link dev.peering.core.Reason#UNSENDABLE}. Carries no stack trace: it tells about the connection, not about a line
 * of code.
 */
public final class NotSentException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Refusal why;

    NotSentException(Refusal why) {
        super(why.toString(), null, false, false);
        this.why = why;
    }

    /**
     * Why it was not sent.
     *
     * @return the reason
     */
    public Refusal why() {
        return why;
    }
}
