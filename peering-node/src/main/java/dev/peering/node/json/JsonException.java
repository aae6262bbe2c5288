package dev.peering.node.json;

/** A text is not the JSON it should be. The message is one sentence that begins with the place. */
public final class JsonException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Place at;

    /**
     * A complaint about one place.
     *
     * @param at where
     * @param why what is wrong and what to do
     */
    public JsonException(Place at, String why) {
        super(at + ": " + why, null, false, false);
        this.at = at;
    }

    /**
     * Where it is wrong.
     *
     * @return the place
     */
    public Place at() {
        return at;
    }
}
