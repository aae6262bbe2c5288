package dev.peering.conformance.manual;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Recognizes by its first words a service that is no peering node at all, so that a mistyped port does not come out as a hundred failed cases. An
 * answer of peering is binary from its first byte on, the tag 0x12, even where an implementation has its contents wrong.
 */
final class OtherService {

    private static final int FEWEST_LETTERS = 4;
    private static final int MOST_LETTERS = 60;
    private static final byte TLS_ALERT = 0x15;
    private static final byte TLS_MAJOR_VERSION = 0x03;

    private OtherService() {}

    /**
     * What speaks there instead.
     *
     * @param answer to a good request
     * @return the end of a sentence that begins "it answered with"; nothing when it may be a peering node
     */
    static Optional<String> in(byte[] answer) {
        if (answer.length >= 2 && answer[0] == TLS_ALERT && answer[1] == TLS_MAJOR_VERSION) {
            return Optional.of("an alert of TLS");
        }
        String text = letters(answer);
        return text.length() < FEWEST_LETTERS ? Optional.empty() : Optional.of("the text \"" + text + "\"");
    }

    private static String letters(byte[] answer) {
        int length = 0;
        while (length < answer.length && length < MOST_LETTERS && answer[length] >= ' ' && answer[length] <= '~') {
            length++;
        }
        return new String(answer, 0, length, StandardCharsets.US_ASCII);
    }
}
