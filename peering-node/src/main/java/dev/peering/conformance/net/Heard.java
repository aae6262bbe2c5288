package dev.peering.conformance.net;

import java.time.Duration;

/**
 * What came over a connection in a while.
 *
 * @param bytes what came
 * @param end how things stood at the end of the while
 * @param after how long it took until then
 */
public record Heard(byte[] bytes, End end, Duration after) {

    /** How a connection stands. */
    public enum End {
        /** Still open. */
        OPEN("still open"),
        /** Closed in order. */
        FIN("closed by FIN"),
        /** Reset. */
        RST("closed by RST");

        private final String text;

        End(String text) {
            this.text = text;
        }

        /**
         * For people.
         *
         * @return a few words
         */
        public String text() {
            return text;
        }
    }

    /** Keeps a copy. */
    public Heard {
        bytes = bytes.clone();
    }

    /**
     * What came.
     *
     * @return a copy
     */
    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * How much came.
     *
     * @return number of bytes
     */
    public int length() {
        return bytes.length;
    }

    /**
     * Whether the other side ended the connection.
     *
     * @return true for FIN and RST
     */
    public boolean ended() {
        return end != End.OPEN;
    }

    /**
     * For people.
     *
     * @return how it stands, and after which time
     */
    public String text() {
        return end.text() + " after " + after.toMillis() + " ms"
                + (bytes.length == 0 ? ", no bytes" : ", " + bytes.length + " bytes");
    }
}
