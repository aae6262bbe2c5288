package dev.peering.core;

/**
 * Why we or they ended it. A bad peer is normal life, so this is a value and not an exception.
 *
 * @param reason the class of reason
 * @param detail what exactly was seen, one clause; empty when the reason says it all
 * @param byPeer whether the other end gave this reason, in a network where it can; otherwise it is our own finding
 */
public record Refusal(Reason reason, String detail, boolean byPeer) {

    private static final int MAX_DETAIL_LENGTH = 240;

    /** Cuts an overlong detail, since part of it may come from a stranger. */
    public Refusal {
        if (detail.length() > MAX_DETAIL_LENGTH) {
            detail = detail.substring(0, MAX_DETAIL_LENGTH) + "…";
        }
    }

    /**
     * Our own finding.
     *
     * @param reason the class of reason
     * @param detail what exactly was seen, one clause
     */
    public Refusal(Reason reason, String detail) {
        this(reason, detail, false);
    }

    /** {@code REASON} or {@code REASON: detail}; a reason the other end gave is marked as such. */
    @Override
    public String toString() {
        String what = detail.isEmpty() ? reason.name() : reason + ": " + detail;
        return byPeer ? "peer says " + what : what;
    }
}
