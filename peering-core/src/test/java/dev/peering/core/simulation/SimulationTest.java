package dev.peering.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whole networks of manual peers in bad weather. {@code -Dpeering.simulation.seeds=1000} runs as many as one likes. */
@DisplayName("3.5.2 Connections are kept up until the peer is removed")
class SimulationTest {

    private static final int SEEDS = Integer.getInteger("peering.simulation.seeds", 100);
    private static final long FIRST_SEED = Long.getLong("peering.simulation.first", 1);
    private static final SimulationPlan ONE_HOUR = SimulationPlan.stormy(20, Duration.ofHours(1));

    private final Rooms rooms = new ManualVillage();

    @Test
    @DisplayName("after an hour of faults every mutually listed pair is connected once, and nobody else")
    void everySeedHolds() {
        long last = FIRST_SEED + SEEDS - 1;
        java.util.stream.LongStream.rangeClosed(FIRST_SEED, last).parallel().forEach(seed -> {
            SimulationReport report = simulate(seed);
            assertThat(report.violations())
                    .as("seed %d (replay: -Dpeering.simulation.first=%d -Dpeering.simulation.seeds=1)", seed, seed)
                    .isEmpty();
            assertThat(report.links()).as("seed %d connects somebody", seed).isPositive();
            assertThat(report.faults()).as("seed %d has bad weather", seed).isGreaterThan(50);
        });
    }

    @Test
    @DisplayName("the same seed does the same things again")
    void replaysExactly() {
        assertThat(simulate(FIRST_SEED)).isEqualTo(simulate(FIRST_SEED));
        assertThat(simulate(FIRST_SEED).fingerprint())
                .isNotEqualTo(simulate(FIRST_SEED + 1).fingerprint());
    }

    private SimulationReport simulate(long seed) {
        return new Simulation(
                        ONE_HOUR,
                        seed,
                        RandomGeneratorFactory.of("L64X128MixRandom").create(seed),
                        rooms)
                .run();
    }
}
