package dev.peering.core.opendex;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.peering.core.Reason;
import dev.peering.core.rooms.OpenDexRoom;
import dev.peering.core.rooms.TwoEnds;
import dev.peering.core.rooms.TwoEnds.End;
import dev.peering.wire.Bytes;
import dev.peering.wire.opendex.OpenDexWire;
import dev.peering.wire.opendex.Ping;
import dev.peering.wire.opendex.Pong;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

/**
 * Whatever bytes arrive, in whatever pieces, a handshake ends refused with at most one goodbye unless they are the right ones. The first byte says
 * into pieces of what length the rest is cut. {@code JAZZER_FUZZ=1} searches; without it the kept corpus is replayed.
 */
@Tag("fuzz")
class OpenDexHandshakeFuzzTest {

    private static final int MOST_WAITING = OpenDexWire.PLAIN_HEADER_LENGTH + OpenDexWire.MAX_HANDSHAKE_PAYLOAD_LENGTH;

    @FuzzTest(maxDuration = "20s")
    void responder(byte[] input) {
        End end = TwoEnds.dial(new OpenDexRoom()).responder();
        feed(end, input);
        assertOver(end, 3);
    }

    @FuzzTest(maxDuration = "20s")
    void initiator(byte[] input) {
        End end = TwoEnds.dial(new OpenDexRoom()).initiator();
        feed(end, input);
        assertOver(end, 3);
    }

    /** The payloads come from somebody who holds the keys: type and packet are the input's. */
    @FuzzTest(maxDuration = "20s")
    void conversation(byte[] input) {
        ByHand us = ByHand.dialing();
        us.acknowledge(us.introduce());
        us.say(new Pong("pong", ((Ping) us.heardFirst()).id()));
        Bytes all = Bytes.of(input);
        int piece = input.length == 0 ? 1 : 1 + (input[0] & 0xff);
        for (int from = 1; from < all.length(); from += piece) {
            Bytes payload = all.slice(from, Math.min(all.length(), from + piece));
            Bytes header = Bytes.of((byte) (payload.length() - 1), (byte) 0, (byte) 0, (byte) 0, (byte) payload.at(0));
            us.sayRaw(us.encrypted(Bytes.concat(header, Bytes.hex("000000"), payload.slice(1, payload.length()))));
        }
        us.end().pass(Duration.ofSeconds(30));
        us.end().close(Reason.REMOVED.because(""));
        assertThat(us.end().bytesWaiting()).isZero();
    }

    private static void feed(End end, byte[] input) {
        int piece = input.length == 0 ? 1 : 1 + (input[0] & 0xff);
        Bytes all = Bytes.of(input);
        for (int from = 1; from < all.length(); from += piece) {
            end.receive(all.slice(from, Math.min(all.length(), from + piece)));
        }
    }

    private static void assertOver(End end, int mostWritten) {
        assertThat(end.bytesWaiting()).isLessThanOrEqualTo(MOST_WAITING);
        for (int i = 0; i < 4 && end.proven().isEmpty(); i++) {
            end.pass(Duration.ofSeconds(5));
        }
        assertThat(end.proven().isPresent() || end.refusal().isPresent()).isTrue();
        if (end.proven().isEmpty()) {
            assertThat(end.everWritten().size()).isLessThanOrEqualTo(mostWritten);
        }
    }
}
