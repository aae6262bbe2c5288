package dev.peering.conformance;

/** Which side of the target a case looks at. */
public enum Role {
    /** The target accepts; the suite dials. */
    ACCEPTS("target accepts"),
    /** The target dials; the suite listens. */
    DIALS("target dials"),
    /** The target's list of peers and its life cycle. */
    LIVES("list and life cycle");

    private final String title;

    Role(String title) {
        this.title = title;
    }

    /**
     * For people.
     *
     * @return a few words
     */
    public String title() {
        return title;
    }
}
