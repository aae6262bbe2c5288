package dev.peering.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Results as JMH writes them, of several rounds, without what would tell about the machine's file system: the path and the
 * arguments of the JVM.
 */
final class Figures {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ROUND = "round";

    private final ArrayNode results;

    private Figures(ArrayNode results) {
        this.results = results;
    }

    static Figures none() {
        return new Figures(JSON.createArrayNode());
    }

    static Figures read(Path file) {
        Figures figures = none();
        JSON.readTree(file.toFile()).forEach(figures.results::add);
        return figures;
    }

    /** Takes what JMH has written in this round. */
    void add(Path file, int round) {
        for (JsonNode result : JSON.readTree(file.toFile())) {
            results.add(((ObjectNode) result).without(List.of("jvm", "jvmArgs")).put(ROUND, round));
        }
    }

    void write(Path file) {
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), results);
    }

    /** How many rounds there are; a file that JMH itself has written is one. */
    int rounds() {
        return IntStream.range(0, results.size())
                .map(i -> results.get(i).path(ROUND).asInt(1))
                .max()
                .orElse(0);
    }

    /**
     * What the iterations of one round come to.
     *
     * @param median of them
     * @param unrest how far apart the highest and the lowest are when the outermost quarters are left out, as a part of the median
     */
    record Sample(double median, double unrest) {

        private static Sample of(double... iterations) {
            double[] sorted = DoubleStream.of(iterations).sorted().toArray();
            int outermost = sorted.length / 4;
            double median = Figures.median(sorted);
            return new Sample(median, (sorted[sorted.length - 1 - outermost] - sorted[outermost]) / median);
        }
    }

    /**
     * The iterations of one round.
     *
     * @param benchmark class and method without the package
     * @param metric empty for the score, else the name of a secondary metric
     * @param params the parameters it must have, as name=value
     */
    Optional<Sample> sample(int round, String benchmark, String metric, String... params) {
        return StreamSupport.stream(results.spliterator(), false)
                .filter(result -> result.path(ROUND).asInt(1) == round
                        && result.path("benchmark").asString().endsWith('.' + benchmark)
                        && has(result.path("params"), params))
                .map(result -> metric.isEmpty()
                        ? result.path("primaryMetric")
                        : result.path("secondaryMetrics").path(metric))
                .filter(JsonNode::isObject)
                .findFirst()
                .map(found -> Sample.of(values(found.path("rawData"))));
    }

    private static boolean has(JsonNode params, String... wanted) {
        for (String param : wanted) {
            int equals = param.indexOf('=');
            JsonNode value = params.path(param.substring(0, equals));
            // A floor need not know every parameter of what stands on it.
            if (!value.isMissingNode() && !value.asString().equals(param.substring(equals + 1))) {
                return false;
            }
        }
        return true;
    }

    /** One list per process. */
    private static double[] values(JsonNode rawData) {
        return StreamSupport.stream(rawData.spliterator(), false)
                .flatMap(fork -> StreamSupport.stream(fork.spliterator(), false))
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    static double median(double... values) {
        double[] sorted = DoubleStream.of(values).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
