package dev.peering.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * All benchmarks in rounds: figure and floor run one after the other in each round, each in a process of its own, so that a
 * machine that slows down slows both down.
 *
 * @param rounds how often everything is run
 * @param parts what is run in each
 */
record Preset(int rounds, List<Part> parts) {

    private static final Map<String, List<String>> ALL = Map.of();

    /** How many a second, and how long one takes. */
    private static final Map<String, List<String>> MANY = Map.of("inFlight", List.of("64"));

    private static final Map<String, List<String>> ALONE = Map.of("inFlight", List.of("1"), "loops", List.of("2"));

    /** Eleven minutes, one provider over loopback. Whole nodes want half a minute before their code is compiled. */
    static final Preset QUICK = new Preset(
            1,
            List.of(
                    new Part("SignatureBenchmark", 4, 5, Duration.ofMillis(500), ALL),
                    new Part("EnvelopeBenchmark|HandshakeMessageBenchmark", 6, 5, Duration.ofMillis(300), ALL),
                    new Part("FrameBenchmark", 6, 5, Duration.ofMillis(300), ALL),
                    new Part("Secp256k1Benchmark|OpenDexPacketBenchmark", 6, 5, Duration.ofMillis(300), ALL),
                    new Part("HandshakeBenchmark", 10, 5, Duration.ofMillis(500), ALL),
                    new Part(
                            "\\.LoopbackBenchmark",
                            10,
                            5,
                            Duration.ofSeconds(2),
                            Map.of("provider", List.of("bouncycastle"))),
                    new Part("OpenDexLoopbackBenchmark", 10, 5, Duration.ofSeconds(2), MANY),
                    new Part("OpenDexLoopbackBenchmark", 10, 5, Duration.ofSeconds(1), ALONE)));

    /** An hour and a quarter. */
    static final Preset FULL = new Preset(
            3,
            List.of(
                    new Part("SignatureBenchmark", 3, 5, Duration.ofSeconds(1), ALL),
                    new Part("EnvelopeBenchmark|HandshakeMessageBenchmark", 3, 5, Duration.ofSeconds(1), ALL),
                    new Part("FrameBenchmark", 3, 5, Duration.ofSeconds(1), ALL),
                    new Part("Secp256k1Benchmark|OpenDexPacketBenchmark", 3, 5, Duration.ofSeconds(1), ALL),
                    new Part("HandshakeBenchmark", 8, 5, Duration.ofSeconds(2), ALL),
                    new Part("\\.LoopbackBenchmark", 10, 5, Duration.ofSeconds(3), ALL),
                    new Part("OpenDexLoopbackBenchmark", 10, 5, Duration.ofSeconds(3), MANY),
                    new Part("OpenDexLoopbackBenchmark", 10, 5, Duration.ofSeconds(2), ALONE)));

    /**
     * Some benchmarks and how long they run.
     *
     * @param pattern of their names
     * @param warmups iterations that are not counted
     * @param iterations iterations that are
     * @param each how long one takes
     * @param params by name, their values; a parameter that is not among them has all that the benchmark knows
     */
    record Part(String pattern, int warmups, int iterations, Duration each, Map<String, List<String>> params) {

        private void run(Path result) throws RunnerException {
            TimeValue time = TimeValue.milliseconds(each.toMillis());
            ChainedOptionsBuilder options = new OptionsBuilder()
                    .include(pattern)
                    .forks(1)
                    .warmupIterations(warmups)
                    .warmupTime(time)
                    .measurementIterations(iterations)
                    .measurementTime(time)
                    .addProfiler(GCProfiler.class)
                    .addProfiler(CpuProfiler.class)
                    .result(result.toString())
                    .resultFormat(ResultFormatType.JSON);
            params.forEach((name, values) -> options.param(name, values.toArray(String[]::new)));
            new Runner(options.build()).run();
        }
    }

    /** Runs everything, keeps the figures in a file and prints what they say. */
    void run(Path file) throws IOException, RunnerException {
        Figures figures = Figures.none();
        Path result = Files.createTempFile("peering-bench", ".json");
        try {
            for (int round = 1; round <= rounds; round++) {
                for (Part part : parts) {
                    part.run(result);
                    figures.add(result, round);
                    figures.write(file);
                }
            }
        } finally {
            Files.deleteIfExists(result);
        }
        new Ratios(figures, System.out).print();
    }
}
