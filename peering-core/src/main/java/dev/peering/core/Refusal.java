package dev.peering.core;

/**
 * Why we or they ended it. A bad peer is normal life, so this is a value and not an exception.
 *
 * @param reason the class of reason
 * @param detail what exactly was seen, one clause; empty when the reason says it all
 */
public record Refusal(Reason reason, String detail) {

    private static final int MAX_DETAIL_LENGTH = 240;

    /** Cuts an overlong detail, since part of it may come from a stranger. */
    public Refusal {
        if (detail.length() > MAX_DETAIL_LENGTH) {
            detail = detail.substring(0, MAX_DETAIL_LENGTH) + "…";
        }
    }

    /** {@code REASON} or {@code REASON: detail}. */
    @Override
    public String toString() {
        return detail.isEmpty() ? reason.name() : reason + ": " + detail;
    }
}
