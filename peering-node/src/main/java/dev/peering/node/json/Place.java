package dev.peering.node.json;

/**
 * Where a value stands, in words an operator can follow.
 *
 * @param prefix the source, up to where line and column belong, for example {@code node.json:}
 * @param line from 1; 0 when the source is the whole place, as a flag is
 * @param column from 1
 * @param pointer JSON pointer (RFC 6901); empty for the root
 */
public record Place(String prefix, int line, int column, String pointer) {

    /**
     * A source without lines.
     *
     * @param source what the operator calls it, for example {@code flag --bind}
     * @return the place
     */
    public static Place of(String source) {
        return new Place(source, 0, 0, "");
    }

    /**
     * Places inside a text that itself holds JSON, as GoShimmer's {@code knownPeers} does.
     *
     * @return the prefix for them
     */
    public String insideText() {
        if (line == 0) {
            return prefix + " at ";
        }
        return prefix + line + ":" + column + ", in the text of " + pointer + " at ";
    }

    /**
     * The place of a member of this object.
     *
     * @param name the member's name
     * @return its JSON pointer
     */
    String pointerTo(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** For example {@code node.json:12:7 (/manualPeering/knownPeers/1/publicKey)}. */
    @Override
    public String toString() {
        if (line == 0) {
            return prefix;
        }
        return prefix + line + ":" + column + (pointer.isEmpty() ? "" : " (" + pointer + ")");
    }
}
