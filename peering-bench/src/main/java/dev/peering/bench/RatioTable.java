package dev.peering.bench;

import java.io.PrintStream;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Lines of a figure beside its floor. A comparison is made within one round; shown is the median of the rounds, and the lowest and the
 * highest when there are several.
 */
final class RatioTable {

    /** Iterations of a round that are farther apart, as a part of their median, were not alone on the machine. */
    private static final double UNSTEADY = 0.25;

    private final Figures figures;
    private final PrintStream out;
    private boolean unsteady;

    RatioTable(Figures figures, PrintStream out) {
        this.figures = figures;
        this.out = out;
    }

    void head() {
        out.printf("%n%-52s %11s %11s   %s%n", "", "figure", "floor", "against it, median of " + figures.rounds());
    }

    /** One figure through all rounds, see {@link Figures#sample}. */
    Series series(String benchmark, String metric, String... params) {
        return new Series(round -> figures.sample(round, benchmark, metric, params));
    }

    /** A figure that has no floor. */
    void plain(String what, Series figure) {
        double[] found = values(figure);
        if (found.length > 0) {
            out.printf(
                    "%-52s %11.1f %11s   %s%s%n", what, Figures.median(found), "", spread(found, "%.1f"), mark(figure));
        }
    }

    /** How many times its floor. */
    void times(String what, Series figure, Series floor) {
        against(what, figure, floor, "%.2f x", (f, base) -> f / base);
    }

    /** How much of its floor, in percent. */
    void share(String what, Series figure, Series floor) {
        against(what, figure, floor, "%.0f %%", (f, base) -> 100 * f / base);
    }

    /** How much more than its floor. */
    void beyond(String what, Series figure, Series floor) {
        against(what, figure, floor, "%+.0f", (f, base) -> f - base);
    }

    private void against(String what, Series figure, Series floor, String format, DoubleBinaryOperator comparison) {
        double[] compared = IntStream.rangeClosed(1, figures.rounds())
                .mapToObj(round -> figure.of(round)
                        .flatMap(f -> floor.of(round).map(base -> comparison.applyAsDouble(f.median(), base.median()))))
                .flatMap(Optional::stream)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        if (compared.length > 0) {
            out.printf(
                    "%-52s %11.1f %11.1f   %-8s %s%s%n",
                    what,
                    Figures.median(values(figure)),
                    Figures.median(values(floor)),
                    format.formatted(Figures.median(compared)),
                    spread(compared, format),
                    mark(figure, floor));
        }
    }

    private double[] values(Series series) {
        return samples(series).mapToDouble(Figures.Sample::median).sorted().toArray();
    }

    private Stream<Figures.Sample> samples(Series series) {
        return IntStream.rangeClosed(1, figures.rounds()).mapToObj(series::of).flatMap(Optional::stream);
    }

    private String mark(Series... series) {
        boolean here = Stream.of(series).flatMap(this::samples).anyMatch(sample -> sample.unrest() > UNSTEADY);
        unsteady |= here;
        return here ? " ~" : "";
    }

    /** Explains the marks, if there are any. */
    void foot() {
        if (unsteady) {
            out.printf(
                    "%n~  the iterations of a round were more than %.0f %% apart: something ran beside them, measure again%n",
                    100 * UNSTEADY);
        }
    }

    private static String spread(double[] sorted, String format) {
        return sorted.length < 2
                ? ""
                : "(" + format.formatted(sorted[0]) + " to " + format.formatted(sorted[sorted.length - 1]) + ")";
    }

    /** A value for each round, where there is one. */
    record Series(IntFunction<Optional<Figures.Sample>> rounds) {

        private Optional<Figures.Sample> of(int round) {
            return rounds.apply(round);
        }

        Series times(double factor) {
            return new Series(round -> of(round).map(one -> new Figures.Sample(one.median() * factor, one.unrest())));
        }

        /** So many a second, as the time that one of them takes. */
        Series into(double second) {
            return new Series(round -> of(round).map(one -> new Figures.Sample(second / one.median(), one.unrest())));
        }
    }
}
