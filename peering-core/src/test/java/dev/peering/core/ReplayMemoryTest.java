package dev.peering.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.rooms.ManualRoom;
import dev.peering.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Replay memory: an admitted handshake is good once")
class ReplayMemoryTest {

    private static final Duration WINDOW = Duration.ofSeconds(40);

    private final Moment start = new Moment(Instant.EPOCH, 0);
    private final PeerId peer = new ManualRoom().node(0, start).self();
    private final PeerId other = new ManualRoom().node(1, start).self();
    private final ReplayMemory memory = new ReplayMemory(3);

    @Test
    @DisplayName("what was remembered is known, for that peer alone, until the window has passed")
    void knownForTheWindow() {
        memory.remember(peer, token(1, 100), start);
        assertThat(memory.knows(peer, token(1, 100), start)).isTrue();
        assertThat(memory.knows(other, token(1, 100), start)).isFalse();
        memory.forgetExpired(start.plus(WINDOW.minusNanos(1)));
        assertThat(memory.knows(peer, token(1, 100), start)).isTrue();
        memory.forgetExpired(start.plus(WINDOW));
        assertThat(memory.size()).isZero();
        assertThat(memory.knows(peer, token(1, 100), start.plus(WINDOW))).isFalse();
    }

    @Test
    @DisplayName("a full memory forgets the oldest stamps and refuses everything up to them: no gap for a replay")
    void fullMemory() {
        for (int i = 0; i < 10; i++) {
            memory.remember(peer, token(i, 100 + i), start);
        }
        assertThat(memory.size()).isEqualTo(3);
        for (int i = 0; i < 10; i++) {
            assertThat(memory.knows(peer, token(i, 100 + i), start))
                    .as("token %d", i)
                    .isTrue();
        }
        assertThat(memory.knows(peer, token(99, 110), start))
                .as("a fresh one is welcome")
                .isFalse();
        memory.forgetExpired(start.plus(WINDOW));
        assertThat(memory.knows(peer, token(0, 100), start.plus(WINDOW))).isFalse();
    }

    private static OnceToken token(int digest, long stamp) {
        return new OnceToken(Bytes.of((byte) digest), stamp, WINDOW);
    }
}
