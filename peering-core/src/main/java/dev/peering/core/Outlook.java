package dev.peering.core;

/** What the end of a connection, or of an attempt at one, means for seeking its peer again. Each network says it of its own reasons. */
public enum Outlook {
    /** It is sought again, whoever it is. */
    SEEK,

    /**
     * It left for good, or was sent away. Whom nobody listed is forgotten. A listed peer is still wished for, so it is sought again; but this
     * was a failure, and the waits grow, unless the connection had lasted for longer than the longest of them.
     */
    SEEK_LISTED,

    /**
     * It does not want us, and says so. Whom nobody listed is forgotten. A listed peer is left alone for a day, until the operator kicks it or
     * lists it anew, or until it comes by itself. Not for ever: where anybody between us can forge a word, one word must not part two nodes.
     */
    REST
}
