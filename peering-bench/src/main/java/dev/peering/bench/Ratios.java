package dev.peering.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Figures beside their floors. A comparison is made within one round; shown is the median of the rounds, and the lowest and the
 * highest when there are several. "clock" is the time on the wall, "cpu" the processor time of all Java threads.
 */
final class Ratios {

    private static final String CLOCK = "";
    private static final String CPU = CpuProfiler.LABEL;
    private static final String GARBAGE = "gc.alloc.rate.norm";
    private static final List<String> PROVIDERS = List.of("provider=bouncycastle", "provider=corretto");
    private static final List<String> LOOPS = List.of("loops=1", "loops=2");
    private static final double NANOS = 1_000;

    private final Figures figures;
    private final PrintStream out;

    Ratios(Figures figures, PrintStream out) {
        this.figures = figures;
        this.out = out;
    }

    void print() {
        out.printf("%n%-52s %11s %11s   %s%n", "", "figure", "floor", "against it, median of " + figures.rounds());
        PROVIDERS.forEach(this::signatures);
        PROVIDERS.forEach(this::inMemory);
        PROVIDERS.forEach(provider -> LOOPS.forEach(loops -> loopback(provider, loops)));
        PROVIDERS.forEach(this::scaling);
        codecs();
        frames();
        openDex();
    }

    private void signatures(String provider) {
        for (String what : List.of("sign", "verifyKnownKey", "verifyKeyDecodedEachTime")) {
            Series cpu = series("SignatureBenchmark." + what, CPU, provider);
            plain(what + ", " + value(provider) + ", us cpu", cpu);
        }
    }

    private void inMemory(String provider) {
        String handshake = "HandshakeBenchmark.handshake";
        String floor = "HandshakeBenchmark.floor";
        String what = "in memory, " + value(provider);
        times(what + ", us cpu", series(handshake, CPU, provider), series(floor, CPU, provider));
        times(what + ", us clock", series(handshake, CLOCK, provider), series(floor, CLOCK, provider));
        beyond(what + ", B", series(handshake, GARBAGE, provider), series(floor, GARBAGE, provider));
    }

    private void loopback(String provider, String loops) {
        String what = "loopback, " + value(provider) + ", " + loops;
        Series handshakes = series("LoopbackBenchmark.handshake", CLOCK, provider, loops);
        Series handshakeCpu = series("LoopbackBenchmark.handshake", CPU, provider, loops);
        share(
                what + ", /s, signed floor",
                handshakes,
                series("LoopbackBenchmark.signedExchange", CLOCK, provider, loops));
        times(what + ", us cpu", handshakeCpu, series("LoopbackBenchmark.signedExchange", CPU, provider, loops));
        share(what + ", /s, bare floor", handshakes, series("LoopbackBenchmark.exchange", CLOCK, loops));
    }

    private void scaling(String provider) {
        for (String benchmark : List.of("handshake", "signedExchange")) {
            times(
                    benchmark + ", " + value(provider) + ", two loops, one, /s",
                    series("LoopbackBenchmark." + benchmark, CLOCK, provider, LOOPS.get(1)),
                    series("LoopbackBenchmark." + benchmark, CLOCK, provider, LOOPS.get(0)));
        }
    }

    private void codecs() {
        for (String benchmark : List.of(
                "EnvelopeBenchmark.encode",
                "EnvelopeBenchmark.decode",
                "HandshakeMessageBenchmark.encodeRequest",
                "HandshakeMessageBenchmark.parseRequest",
                "HandshakeMessageBenchmark.encodeResponse",
                "HandshakeMessageBenchmark.parseResponse")) {
            String what = benchmark.replace("Benchmark", "");
            plain(what + ", ns cpu", series(benchmark, CPU).times(NANOS));
            plain(what + ", B", series(benchmark, GARBAGE));
        }
    }

    private void frames() {
        for (String payload : List.of("payload=20", "payload=1024", "payload=66555")) {
            for (String way : List.of("encode", "decode")) {
                String benchmark = "FrameBenchmark." + way;
                String floor = benchmark + "Floor";
                String what = "Frame." + way + ", " + payload;
                times(
                        what + ", ns cpu",
                        series(benchmark, CPU, payload).times(NANOS),
                        series(floor, CPU, payload).times(NANOS));
                beyond(what + ", B", series(benchmark, GARBAGE, payload), series(floor, GARBAGE, payload));
            }
        }
    }

    private void openDex() {
        for (String what : List.of("keygen", "sign", "verifyKnownKey", "verifyKeyDecodedEachTime", "agree")) {
            plain("secp256k1 " + what + ", us cpu", series("Secp256k1Benchmark." + what, CPU));
        }
        for (String packet : List.of("packet=ping", "packet=session-init")) {
            openDex("json", "jsonFloor", packet);
            openDex("encodePlain", "plainFloor", packet);
            openDex("decodePlain", "plainFloor", packet);
            openDex("encodeEncrypted", "encodeEncryptedFloor", packet);
            openDex("decodeEncrypted", "decodeEncryptedFloor", packet);
        }
    }

    private void openDex(String way, String floor, String packet) {
        String prefix = "OpenDexPacketBenchmark.";
        times(
                "OpenDexPacket." + way + ", " + packet + ", ns cpu",
                series(prefix + way, CPU, packet).times(NANOS),
                series(prefix + floor, CPU, packet).times(NANOS));
    }

    private static String value(String param) {
        return param.substring(param.indexOf('=') + 1);
    }

    private Series series(String benchmark, String metric, String... params) {
        return new Series(round -> figures.median(round, benchmark, metric, params));
    }

    private void plain(String what, Series figure) {
        double[] found = values(figure);
        if (found.length > 0) {
            out.printf("%-52s %11.1f %11s   %s%n", what, Figures.median(found), "", spread(found, "%.1f"));
        }
    }

    private void times(String what, Series figure, Series floor) {
        against(what, figure, floor, "%.2f x", (f, base) -> f / base);
    }

    private void share(String what, Series figure, Series floor) {
        against(what, figure, floor, "%.0f %%", (f, base) -> 100 * f / base);
    }

    private void beyond(String what, Series figure, Series floor) {
        against(what, figure, floor, "%+.0f", (f, base) -> f - base);
    }

    private void against(String what, Series figure, Series floor, String format, DoubleBinaryOperator comparison) {
        double[] compared = values(new Series(round ->
                figure.of(round).flatMap(f -> floor.of(round).map(base -> comparison.applyAsDouble(f, base)))));
        if (compared.length > 0) {
            out.printf(
                    "%-52s %11.1f %11.1f   %-8s %s%n",
                    what,
                    Figures.median(values(figure)),
                    Figures.median(values(floor)),
                    format.formatted(Figures.median(compared)),
                    spread(compared, format));
        }
    }

    private double[] values(Series series) {
        return IntStream.rangeClosed(1, figures.rounds())
                .mapToObj(series::of)
                .flatMapToDouble(value -> value.stream().mapToDouble(Double::doubleValue))
                .sorted()
                .toArray();
    }

    private static String spread(double[] sorted, String format) {
        return sorted.length < 2
                ? ""
                : "(" + format.formatted(sorted[0]) + " to " + format.formatted(sorted[sorted.length - 1]) + ")";
    }

    /** A value for each round, where there is one. */
    private record Series(IntFunction<Optional<Double>> rounds) {

        private Optional<Double> of(int round) {
            return rounds.apply(round);
        }

        private Series times(double factor) {
            return new Series(round -> of(round).map(value -> value * factor));
        }
    }
}
