package dev.peering.conformance.opendex;

/** The right JSON in a wrong order. */
public final class JsonOrder {

    private JsonOrder() {}

    /**
     * Moves the first member of an object to its end.
     *
     * @param json an object of at least two members, the first of them a text without escapes
     * @return the same object for everybody but a hash
     */
    public static String unsorted(String json) {
        int comma = json.indexOf("\",\"") + 1;
        return "{" + json.substring(comma + 1, json.length() - 1) + "," + json.substring(1, comma) + "}";
    }
}
