package dev.peering.wire.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.wire.Bytes;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What we accept, protobuf reads the same way; what we refuse, it refuses or cuts")
class AgainstProtobufTest {

    /** Fixed, so that a failure stays one. */
    private static final long SEED = 20_261_120L;

    @Test
    @DisplayName("2,000 damaged packets, each at every length")
    void packets() {
        mutate(vectors("request", "response", "envelope-refused-as-request"), 2_000, Truths::packet);
    }

    @Test
    @DisplayName("20,000 damaged requests")
    void requests() {
        List<Bytes> valid = List.of(
                new HandshakeRequest(0, "127.0.0.1:14666", 1_636_000_000L).encode(),
                new HandshakeRequest(-1, "größer-€-😀:1", -1).encode(),
                new HandshakeRequest(1, "a".repeat(120), 1).encode());
        mutate(valid, 20_000, Truths::request);
    }

    @Test
    @DisplayName("20,000 damaged responses")
    void responses() {
        mutate(List.of(new HandshakeResponse(Packets.repeat(7, 32)).encode()), 20_000, Truths::response);
    }

    @Test
    @DisplayName("2,000 damaged streams of frames, each at once and in pieces")
    void frames() {
        Bytes hello = Vector.bytes("ex8-message-hello");
        Bytes request = Vector.bytes("ex8-message-request");
        Bytes longer = Vector.bytes("ex8-message-300");
        mutate(List.of(hello, Bytes.concat(request, longer, hello)), 2_000, Truths::frames);
    }

    private static void mutate(List<Bytes> valid, int times, Predicate<byte[]> truth) {
        assertThat(valid).allMatch(bytes -> truth.test(bytes.toByteArray()));
        Mutations mutations = new Mutations(new SplittableRandom(SEED), valid);
        int read = 0;
        for (int i = 0; i < times; i++) {
            byte[] input = mutations.next();
            try {
                read += truth.test(input) ? 1 : 0;
            } catch (AssertionError e) {
                throw new AssertionError("input " + i + ": " + Bytes.of(input).toHex(), e);
            }
        }
        // Otherwise the damage would be of one kind only and half of the truths never asked.
        assertThat(read).isBetween(times / 20, times - times / 20);
    }

    private static List<Bytes> vectors(String... kinds) {
        return Vector.all().stream()
                .filter(vector -> List.of(kinds).contains(vector.kind()))
                .map(Vector::bytes)
                .toList();
    }
}
