package dev.peering.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("3.5.2 reconnectInterval")
class ReconnectPolicyTest {

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(1);

    @Test
    @DisplayName("the fixed policy waits 4 to 6 s, spread over the whole range, however often it failed")
    void fixed() {
        ReconnectPolicy policy = ReconnectPolicy.fixed(Duration.ofSeconds(5));
        long least = Long.MAX_VALUE;
        long most = 0;
        for (int i = 0; i < 10_000; i++) {
            long wait = policy.delay(i, random).toMillis();
            least = Math.min(least, wait);
            most = Math.max(most, wait);
        }
        assertThat(least).isBetween(4000L, 4020L);
        assertThat(most).isBetween(5980L, 6000L);
    }

    @Test
    @DisplayName("the exponential policy doubles up to its cap and stays there for ever")
    void exponential() {
        ReconnectPolicy policy = ReconnectPolicy.exponential(Duration.ofSeconds(1), Duration.ofSeconds(30));
        RandomGenerator steady = () -> Long.MIN_VALUE;
        assertThat(policy.delay(0, steady)).isEqualTo(Duration.ofSeconds(1));
        assertThat(policy.delay(1, steady)).isEqualTo(Duration.ofSeconds(1));
        assertThat(policy.delay(4, steady)).isEqualTo(Duration.ofSeconds(8));
        assertThat(policy.delay(6, steady)).isEqualTo(Duration.ofSeconds(30));
        assertThat(policy.delay(Integer.MAX_VALUE, steady)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    @DisplayName("a policy that would dial in a tight loop is refused")
    void tightLoop() {
        assertThatIllegalArgumentException().isThrownBy(() -> ReconnectPolicy.fixed(Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReconnectPolicy.exponential(Duration.ofSeconds(2), Duration.ofSeconds(1)));
    }
}
