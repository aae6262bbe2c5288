package dev.peering.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenDEX nodes in bad weather, where both ends dial. */
@DisplayName("8 Sessions are kept up, crossing connections and half-open ones included")
class OpenDexSimulationTest {

    private static final SimulationPlan TWENTY_FOR_HALF_AN_HOUR = SimulationPlan.stormy(20, Duration.ofMinutes(30));

    /** A fault every five minutes, for a week. */
    private static final SimulationPlan TWO_FOR_A_WEEK = new SimulationPlan(
            2, Duration.ofDays(7), Duration.ofMinutes(10), 1, 0, Duration.ofMillis(150), 0.02, Duration.ofMinutes(5));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @DisplayName("twenty nodes: after the storm every mutually listed pair is connected once, and nobody else")
    void twenty(long seed) {
        SimulationReport report = simulate(TWENTY_FOR_HALF_AN_HOUR, seed);
        assertThat(report.violations()).as("seed %d", seed).isEmpty();
        assertThat(report.links()).isPositive();
        assertThat(report.faults()).isGreaterThan(50);
        assertThat(report.messages()).isPositive();
    }

    @Test
    @DisplayName("two nodes hold a session for a week with losses, never stuck, never half encrypted")
    void week() {
        SimulationReport report = simulate(TWO_FOR_A_WEEK, 1);
        assertThat(report.violations()).isEmpty();
        assertThat(report.faults()).isGreaterThan(1_000);
        assertThat(report.ups()).as("it came back, both ends counted").isGreaterThan(500);
        assertThat(report.messages())
                .as("one each 20 s each way: sessions last for five minutes and more, as the faults let them")
                .isGreaterThan(15 * report.ups());
    }

    @Test
    @DisplayName("the same seed does the same things again, keys and all")
    void replaysExactly() {
        SimulationPlan plan = SimulationPlan.stormy(6, Duration.ofMinutes(10));
        assertThat(simulate(plan, 1)).isEqualTo(simulate(plan, 1));
        assertThat(simulate(plan, 1).fingerprint())
                .isNotEqualTo(simulate(plan, 2).fingerprint());
    }

    private static SimulationReport simulate(SimulationPlan plan, long seed) {
        return new Simulation(
                        plan,
                        seed,
                        RandomGeneratorFactory.of("L64X128MixRandom").create(seed),
                        new OpenDexVillage())
                .run();
    }
}
