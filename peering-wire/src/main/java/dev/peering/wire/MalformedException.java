package dev.peering.wire;

/**
 * Bytes from a peer that can never become a valid message, whatever follows them.
 *
 * <p>Names the field (as the specification spells it), the offset in bytes from the start of the message or frame
 * where it went wrong, and why. The texts are ours and hold numbers at most, never bytes of the peer, so they are safe
 * to print.
 *
 * <p>Carries no stack trace: a bad peer is normal life, and a flood of bad messages must stay cheap. Thrown by decoders
 * only; a caller that hands wrong values to an encoder or a record gets an {@link IllegalArgumentException}.
 */
public final class MalformedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String field;
    private final int offset;
    private final String why;

    /**
     * A refusal of the bytes read so far.
     *
     * @param field the field as the specification names it, or what stood in its place ("tag", "length")
     * @param offset bytes from the start of the message or frame
     * @param why the reason in plain words, without a byte the peer chose
     */
    public MalformedException(String field, int offset, String why) {
        this("", field, offset, why);
    }

    /**
     * A refusal in a network that numbers its reasons.
     *
     * @param code the network's own number for this reason, or empty
     * @param field the field as the specification names it, or what stood in its place ("tag", "length")
     * @param offset bytes from the start of the message or frame
     * @param why the reason in plain words, without a byte the peer chose
     */
    public MalformedException(String code, String field, int offset, String why) {
        super(null, null, false, false);
        this.code = code;
        this.field = field;
        this.offset = offset;
        this.why = why;
    }

    /** The network's own number for the reason; empty where it has none. */
    public String code() {
        return code;
    }

    /** The field as the specification names it. */
    public String field() {
        return field;
    }

    /** Bytes from the start of the message or frame to the place that was wrong. */
    public int offset() {
        return offset;
    }

    /** Field, offset and reason in one line. Put together only when somebody asks, so that a flood stays cheap. */
    @Override
    public String getMessage() {
        return field + " at offset " + offset + ": " + why;
    }

    /** The reason alone, without field and offset. */
    public String why() {
        return why;
    }
}
