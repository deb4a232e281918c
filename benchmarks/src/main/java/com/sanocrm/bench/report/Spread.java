package com.sanocrm.bench.report;

import java.util.List;
import java.util.stream.IntStream;

/** What several rounds gave: the machine is never quiet, so one round says little. */
public record Spread(double median, double least, double most) {

    public static Spread of(List<Double> rounds) {
        double[] sorted = rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        double median =
                sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** What was measured once. */
    public static Spread once(double figure) {
        return new Spread(figure, figure, figure);
    }

    /** Of what was measured in the same rounds, one after the other: the ratio round by round. */
    public static Spread ofRatios(List<Double> rounds, List<Double> others) {
        return of(
                IntStream.range(0, rounds.size())
                        .mapToObj(round -> rounds.get(round) / others.get(round))
                        .toList());
    }

    boolean isOne() {
        return least == most;
    }
}
