package dev.peering.bench;

import java.io.PrintStream;
import java.util.List;

/** Figures beside their floors. "clock" is the time on the wall, "cpu" the processor time of all Java threads. */
final class Ratios {

    static final String CLOCK = "";
    static final String CPU = CpuProfiler.LABEL;
    static final String GARBAGE = "gc.alloc.rate.norm";
    private static final List<String> PROVIDERS = List.of("provider=bouncycastle", "provider=corretto");
    static final List<String> LOOPS = List.of("loops=1", "loops=2");
    static final double NANOS = 1_000;

    private final RatioTable table;

    Ratios(Figures figures, PrintStream out) {
        this.table = new RatioTable(figures, out);
    }

    void print() {
        table.head();
        PROVIDERS.forEach(this::signatures);
        PROVIDERS.forEach(this::inMemory);
        PROVIDERS.forEach(provider -> LOOPS.forEach(loops -> loopback(provider, loops)));
        PROVIDERS.forEach(this::scaling);
        codecs();
        frames();
        new OpenDexRatios(table).print();
        table.foot();
    }

    private void signatures(String provider) {
        for (String what : List.of("sign", "verifyKnownKey", "verifyKeyDecodedEachTime")) {
            RatioTable.Series cpu = table.series("SignatureBenchmark." + what, CPU, provider);
            table.plain(what + ", " + value(provider) + ", us cpu", cpu);
        }
    }

    private void inMemory(String provider) {
        String handshake = "HandshakeBenchmark.handshake";
        String floor = "HandshakeBenchmark.floor";
        String what = "in memory, " + value(provider);
        table.times(what + ", us cpu", table.series(handshake, CPU, provider), table.series(floor, CPU, provider));
        table.times(
                what + ", us clock", table.series(handshake, CLOCK, provider), table.series(floor, CLOCK, provider));
        table.beyond(what + ", B", table.series(handshake, GARBAGE, provider), table.series(floor, GARBAGE, provider));
    }

    private void loopback(String provider, String loops) {
        String what = "loopback, " + value(provider) + ", " + loops;
        RatioTable.Series handshakes = table.series("LoopbackBenchmark.handshake", CLOCK, provider, loops);
        RatioTable.Series handshakeCpu = table.series("LoopbackBenchmark.handshake", CPU, provider, loops);
        table.share(
                what + ", /s, signed floor",
                handshakes,
                table.series("LoopbackBenchmark.signedExchange", CLOCK, provider, loops));
        table.times(
                what + ", us cpu",
                handshakeCpu,
                table.series("LoopbackBenchmark.signedExchange", CPU, provider, loops));
        table.share(what + ", /s, bare floor", handshakes, table.series("LoopbackBenchmark.exchange", CLOCK, loops));
    }

    private void scaling(String provider) {
        for (String benchmark : List.of("handshake", "signedExchange")) {
            table.times(
                    benchmark + ", " + value(provider) + ", two loops, one, /s",
                    table.series("LoopbackBenchmark." + benchmark, CLOCK, provider, LOOPS.get(1)),
                    table.series("LoopbackBenchmark." + benchmark, CLOCK, provider, LOOPS.get(0)));
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
            table.plain(what + ", ns cpu", table.series(benchmark, CPU).times(NANOS));
            table.plain(what + ", B", table.series(benchmark, GARBAGE));
        }
    }

    private void frames() {
        for (String payload : List.of("payload=20", "payload=1024", "payload=66555")) {
            for (String way : List.of("encode", "decode")) {
                String benchmark = "FrameBenchmark." + way;
                String floor = benchmark + "Floor";
                String what = "Frame." + way + ", " + payload;
                table.times(
                        what + ", ns cpu",
                        table.series(benchmark, CPU, payload).times(NANOS),
                        table.series(floor, CPU, payload).times(NANOS));
                table.beyond(
                        what + ", B", table.series(benchmark, GARBAGE, payload), table.series(floor, GARBAGE, payload));
            }
        }
    }

    private static String value(String param) {
        return param.substring(param.indexOf('=') + 1);
    }
}
