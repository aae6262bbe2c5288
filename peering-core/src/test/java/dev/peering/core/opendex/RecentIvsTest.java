package dev.peering.core.opendex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.wire.Bytes;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("13.2 Frames played back")
class RecentIvsTest {

    private final RecentIvs recent = new RecentIvs();

    @Test
    @DisplayName(
            "each of the latest 256 is recognised at any time, from the first frame on and after any number of them")
    void remembers() {
        for (int latest = 1; latest <= 5 * RecentIvs.MOST; latest++) {
            assertThat(recent.repeats(iv(latest))).isFalse();
            for (int back = 0; back < Math.min(latest, RecentIvs.MOST); back++) {
                assertThat(recent.repeats(iv(latest - back))).isTrue();
            }
        }
    }

    @Test
    @DisplayName("an older one is forgotten, so that a session needs no more memory the longer it lasts")
    void forgets() {
        for (int latest = 1; latest <= RecentIvs.MOST + 1; latest++) {
            assertThat(recent.repeats(iv(latest))).isFalse();
        }
        assertThat(recent.repeats(iv(1))).isFalse();
    }

    private static Bytes iv(int number) {
        return Bytes.of(ByteBuffer.allocate(16).putLong(number).array());
    }
}
