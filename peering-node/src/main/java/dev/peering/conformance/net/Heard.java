package dev.peering.conformance.net;

import dev.peering.wire.Bytes;
import java.time.Duration;

/**
 * What came over a connection in a while.
 *
 * @param content what came
 * @param end how things stood at the end of the while
 * @param after how long it took until then
 */
public record Heard(Bytes content, End end, Duration after) {

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

    /**
     * What came.
     *
     * @return a copy
     */
    public byte[] bytes() {
        return content.toByteArray();
    }

    /**
     * How much came.
     *
     * @return number of bytes
     */
    public int length() {
        return content.length();
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
                + (content.isEmpty() ? ", no bytes" : ", " + content.length() + " bytes");
    }
}
