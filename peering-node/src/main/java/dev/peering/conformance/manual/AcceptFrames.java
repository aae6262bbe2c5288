package dev.peering.conformance.manual;

import static dev.peering.conformance.Level.WIRE;

import dev.peering.conformance.CaseSpec.Trait;
import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.Outcome;
import dev.peering.conformance.net.Heard;
import dev.peering.conformance.net.Line;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** MP-I-77 to MP-I-82: what is spoken after the handshake. */
final class AcceptFrames {

    private static final String FRAMES = "GoShimmer gossip frames";
    private static final int LARGEST = 66_560;
    private static final int MESSAGE = 20;

    private AcceptFrames() {}

    /** A frame with a body of this type. */
    static byte[] frame(int type, byte[] rest) {
        return ByteBuffer.allocate(5 + rest.length)
                .putInt(1 + rest.length)
                .put((byte) type)
                .put(rest)
                .array();
    }

    /** A message frame. */
    static byte[] message(String text) {
        return frame(
                MESSAGE,
                new Fields().bytes(1, text.getBytes(StandardCharsets.US_ASCII)).toByteArray());
    }

    /** A message frame whose body is the largest there may be. */
    static byte[] largest() {
        return frame(MESSAGE, new Fields().bytes(1, new byte[LARGEST - 1 - 4]).toByteArray());
    }

    static void addTo(Catalogue catalogue) {
        catalogue
                .add("MP-I-77", WIRE, FRAMES)
                .asks("A session may be silent for a minute.")
                .because(
                        "There is no ping in this protocol; a time limit left over from the handshake cuts idle peers.")
                .by("A handshake, then a minute of silence.")
                .passes("still open")
                .fails("closed")
                .trait(Trait.SLOW)
                .within(90)
                .play(e -> stays(e, "a minute of silence", new byte[0], 60_000));
        stays(
                catalogue,
                "MP-I-78",
                "A first message frame is taken.",
                "Peers begin to talk at once.",
                "a message frame (type 20)",
                () -> message("hello"));
        stays(
                catalogue,
                "MP-I-79",
                "An empty frame is skipped.",
                "GoShimmer skips it, so its neighbors may send it.",
                "an empty frame (length 0)",
                () -> new byte[4]);
        catalogue
                .add("MP-I-80", WIRE, FRAMES)
                .asks("A frame of 66,560 bytes is taken, one that announces more is not.")
                .because("The limit is the network's; above it a length is an attack or a stream out of step.")
                .by("The largest frame; in a second session the header of a larger one.")
                .passes("open after the first, closed within 1 s after the second")
                .fails("closed after the first", "open after the second")
                .play(AcceptFrames::limit);
        catalogue
                .add("MP-I-81", WIRE, "GoShimmer: 4 s for a body")
                .asks("A frame that stops in the middle is given up after about 4 s.")
                .because("A body that never comes must not hold the connection for ever.")
                .by("A header for 100 bytes and four of them, then nothing.")
                .passes("closed after 3 to 6 s", "the frame was given up: a new header is read as a header")
                .fails("still waiting for the body after 6 s")
                .play(AcceptFrames::stalled);
        stays(
                catalogue,
                "MP-I-82",
                "A frame of an unknown type is ignored.",
                "Newer peers may know more types.",
                "a frame of the unknown type 99",
                () -> frame(99, new byte[] {1, 2, 3}));
    }

    private interface Bytes {
        byte[] get();
    }

    private static void stays(Catalogue catalogue, String id, String asks, String because, String by, Bytes bytes) {
        catalogue
                .add(id, WIRE, FRAMES)
                .asks(asks)
                .because(because)
                .by("A handshake, then " + by + ".")
                .passes("open a second later")
                .fails("closed")
                .play(e -> stays(e, by, bytes.get(), 1000));
    }

    private static Outcome stays(Encounter e, String caption, byte[] bytes, long millis) throws Exception {
        Line line = e.accepted(e.low()).line();
        if (bytes.length > 0) {
            line.send(bytes, caption);
        }
        requireOpen(line.hear(1, e.timing().scaled(millis)), caption);
        return Outcome.pass("open after " + caption);
    }

    private static void requireOpen(Heard heard, String caption) {
        if (heard.ended()) {
            throw EndOfCase.fail("after " + caption + ": " + heard.text());
        }
    }

    private static Outcome limit(Encounter e) throws Exception {
        Line line = e.accepted(e.low()).line();
        line.send(largest(), "a frame of 66,560 bytes");
        requireOpen(line.hear(1, e.timing().scaled(700)), "the largest frame");
        line.send(message("still there"), "a small frame behind it");
        requireOpen(line.hear(1, e.timing().scaled(300)), "a small frame behind the largest");
        line.send(ByteBuffer.allocate(5).putInt(LARGEST + 1).put((byte) MESSAGE).array(), "66,561 announced");
        Heard heard = line.hear(1, e.timing().close());
        if (!heard.ended()) {
            throw EndOfCase.fail("66,561 announced: left open");
        }
        return Outcome.pass("66,560 taken; 66,561 announced: " + heard.text());
    }

    private static Outcome stalled(Encounter e) throws Exception {
        Line line = e.accepted(e.low()).line();
        line.send(
                ByteBuffer.allocate(8).putInt(100).putInt(0x140a6000).array(), "a header for 100 bytes and 4 of them");
        Heard heard = line.hear(1, e.timing().scaled(6000));
        if (heard.ended()) {
            if (heard.after().toMillis() < 3000) {
                throw EndOfCase.fail("given up too early, " + heard.text());
            }
            return Outcome.pass(heard.text());
        }
        line.send(ByteBuffer.allocate(4).putInt(LARGEST + 1).array(), "a header that is too large");
        if (line.hear(1, e.timing().close()).ended()) {
            return Outcome.pass("the frame was given up: the next bytes were read as a header");
        }
        throw EndOfCase.fail("still waiting for the body after 6 s");
    }
}
