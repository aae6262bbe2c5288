package dev.peering.core.manual;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.peering.core.rooms.ManualRoom;
import dev.peering.core.rooms.TwoEnds;
import dev.peering.core.rooms.TwoEnds.End;
import dev.peering.wire.Bytes;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

/**
 * Whatever bytes arrive, in whatever pieces, a handshake ends refused and silent unless they are the right ones. The first byte says into pieces of
 * what length the rest is cut. {@code JAZZER_FUZZ=1} searches; without it the kept corpus is replayed.
 */
@Tag("fuzz")
class ManualHandshakeFuzzTest {

    @FuzzTest(maxDuration = "20s")
    void responder(byte[] input) {
        End end = TwoEnds.dial(new ManualRoom()).responder();
        feed(end, input);
        if (end.proven().isEmpty()) {
            assertThat(end.everWritten()).isEmpty();
        }
        assertOver(end);
    }

    @FuzzTest(maxDuration = "20s")
    void initiator(byte[] input) {
        End end = TwoEnds.dial(new ManualRoom()).initiator();
        feed(end, input);
        if (end.proven().isEmpty()) {
            assertThat(end.everWritten()).as("the request and nothing else").hasSize(1);
        }
        assertOver(end);
    }

    /** Bytes behind a finished handshake, as frames of a peer gone mad. */
    @FuzzTest(maxDuration = "20s")
    void conversation(byte[] input) {
        End end = TwoEnds.connected(new ManualRoom()).responder();
        feed(end, input);
        assertThat(end.bytesWaiting()).isLessThanOrEqualTo(4 + 66_560);
        end.close(dev.peering.core.Reason.REMOVED.because(""));
    }

    private static void feed(End end, byte[] input) {
        int piece = input.length == 0 ? 1 : 1 + (input[0] & 0xff);
        Bytes all = Bytes.of(input);
        for (int from = 1; from < all.length(); from += piece) {
            end.receive(all.slice(from, Math.min(all.length(), from + piece)));
        }
    }

    private static void assertOver(End end) {
        assertThat(end.bytesWaiting()).isLessThanOrEqualTo(4 + 66_560);
        if (end.proven().isEmpty()) {
            end.pass(Duration.ofMinutes(5));
            assertThat(end.refusal()).isPresent();
        }
    }
}
