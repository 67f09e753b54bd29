package io.github.emrharness.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The times of one thing that was measured, in nanoseconds. */
final class Times {

    private final List<Long> nanos = new ArrayList<>();

    void add(long time) {
        nanos.add(time);
    }

    void addAll(Times others) {
        nanos.addAll(others.nanos);
    }

    double medianSeconds() {
        return percentileSeconds(50);
    }

    double percentileSeconds(int percent) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        int index = (int) Math.ceil(percent / 100.0 * sorted.size()) - 1;
        return sorted.get(Math.max(0, index)) / 1e9;
    }

    int count() {
        return nanos.size();
    }

    /** Median and range, such as {@code 0.51 s (0.48 to 0.63)}. */
    String describe() {
        return String.format(
                Locale.ROOT,
                "%.2f s (%.2f to %.2f)",
                medianSeconds(),
                Collections.min(nanos) / 1e9,
                Collections.max(nanos) / 1e9);
    }
}
