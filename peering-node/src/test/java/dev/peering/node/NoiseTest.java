package dev.peering.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Log lines that a flood may cause")
class NoiseTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    @DisplayName("so many per second are shown; the next one that is shown tells how many were not")
    void limit() {
        Noise noise = new Noise(2);
        long start = -5 * SECOND; // timer time may be negative
        assertThat(noise.hidden(start)).isZero();
        assertThat(noise.hidden(start)).isZero();
        assertThat(noise.hidden(start + 1)).isEqualTo(Noise.HIDE);
        assertThat(noise.hidden(start + SECOND - 1)).isEqualTo(Noise.HIDE);
        assertThat(noise.hidden(start + SECOND)).isEqualTo(2);
        assertThat(noise.hidden(start + SECOND)).isZero();
        assertThat(noise.hidden(start + SECOND)).isEqualTo(Noise.HIDE);
    }
}
