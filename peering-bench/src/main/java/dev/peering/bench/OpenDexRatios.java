package dev.peering.bench;

import java.util.List;

/** OpenDEX's lines of the table. */
final class OpenDexRatios {

    private static final String CLOCK = Ratios.CLOCK;
    private static final String CPU = Ratios.CPU;
    private static final String GARBAGE = Ratios.GARBAGE;
    private static final List<String> LOOPS = Ratios.LOOPS;
    private static final String MANY = "inFlight=64";
    private static final String ALONE = "inFlight=1";
    private static final double MICROS = 1_000_000;

    private final RatioTable table;

    OpenDexRatios(RatioTable table) {
        this.table = table;
    }

    void print() {
        String inMemory = "OpenDexHandshakeBenchmark.";
        String what = "OpenDEX in memory";
        table.times(
                what + ", us cpu", table.series(inMemory + "handshake", CPU), table.series(inMemory + "floor", CPU));
        table.times(
                what + ", us clock",
                table.series(inMemory + "handshake", CLOCK),
                table.series(inMemory + "floor", CLOCK));
        table.beyond(
                what + ", B", table.series(inMemory + "handshake", GARBAGE), table.series(inMemory + "floor", GARBAGE));
        LOOPS.forEach(this::loopback);
        scaling();
        alone();
        codecs();
    }

    private void loopback(String loops) {
        String what = "OpenDEX loopback, " + loops;
        RatioTable.Series handshakes = nodes("handshake", CLOCK, loops, MANY);
        table.share(what + ", /s, agreed floor", handshakes, nodes("agreedExchange", CLOCK, loops, MANY));
        table.times(what + ", us cpu", nodes("handshake", CPU, loops, MANY), nodes("agreedExchange", CPU, loops, MANY));
        table.share(what + ", /s, bare floor", handshakes, nodes("exchange", CLOCK, loops, MANY));
    }

    private void scaling() {
        for (String benchmark : List.of("handshake", "agreedExchange")) {
            table.times(
                    "OpenDEX " + benchmark + ", two loops, one, /s",
                    nodes(benchmark, CLOCK, LOOPS.get(1), MANY),
                    nodes(benchmark, CLOCK, LOOPS.get(0), MANY));
        }
    }

    private void alone() {
        RatioTable.Series took = took("handshake");
        String what = "OpenDEX loopback, one at a time, us clock, ";
        table.times(what + "agreed", took, took("agreedExchange"));
        table.times(what + "bare", took, took("exchange"));
    }

    private RatioTable.Series took(String benchmark) {
        return nodes(benchmark, CLOCK, LOOPS.get(1), ALONE).into(MICROS);
    }

    private RatioTable.Series nodes(String benchmark, String metric, String... params) {
        return table.series("OpenDexLoopbackBenchmark." + benchmark, metric, params);
    }

    private void codecs() {
        for (String what : List.of("keygen", "sign", "verifyKnownKey", "verifyKeyDecodedEachTime", "agree")) {
            table.plain("secp256k1 " + what + ", us cpu", table.series("Secp256k1Benchmark." + what, CPU));
        }
        for (String packet : List.of("packet=ping", "packet=session-init")) {
            codec("json", "jsonFloor", packet);
            codec("encodePlain", "plainFloor", packet);
            codec("decodePlain", "plainFloor", packet);
            codec("encodeEncrypted", "encodeEncryptedFloor", packet);
            codec("decodeEncrypted", "decodeEncryptedFloor", packet);
        }
    }

    private void codec(String way, String floor, String packet) {
        String prefix = "OpenDexPacketBenchmark.";
        String what = "OpenDexPacket." + way + ", " + packet;
        table.times(
                what + ", ns cpu",
                table.series(prefix + way, CPU, packet).times(Ratios.NANOS),
                table.series(prefix + floor, CPU, packet).times(Ratios.NANOS));
        table.beyond(
                what + ", B",
                table.series(prefix + way, GARBAGE, packet),
                table.series(prefix + floor, GARBAGE, packet));
    }
}
