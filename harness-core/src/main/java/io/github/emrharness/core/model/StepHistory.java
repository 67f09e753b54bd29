package io.github.emrharness.core.model;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * The steps of a cluster as they are told with each of its changes. A step that has ended never changes again: all
 * moments share it, so that a cluster with thousands of steps does not copy them for every change. Guarded by the lock of
 * the cluster.
 */
final class StepHistory {

    private static final int FIRST_CAPACITY = 16;

    private final List<Step> steps;
    private StepSnapshot[] ended = new StepSnapshot[FIRST_CAPACITY];
    private int endedCount;

    /** @param steps the steps in the order of their submission, to which others are only added */
    StepHistory(List<Step> steps) {
        this.steps = steps;
    }

    /** The steps at this moment, in the order of their submission. */
    List<StepSnapshot> now() {
        takeEnded();
        List<StepSnapshot> others = new ArrayList<>(steps.size() - endedCount);
        for (int i = endedCount; i < steps.size(); i++) {
            others.add(steps.get(i).snapshot());
        }
        return new Moment(ended, endedCount, others);
    }

    private void takeEnded() {
        while (endedCount < steps.size() && steps.get(endedCount).snapshot().isFinal()) {
            if (endedCount == ended.length) {
                ended = Arrays.copyOf(ended, 2 * ended.length);
            }
            ended[endedCount] = steps.get(endedCount).snapshot();
            endedCount++;
        }
    }

    /** Immutable: what is before {@code endedCount} is never written again, and nobody else has the others. */
    static final class Moment extends AbstractList<StepSnapshot> implements RandomAccess {

        private final StepSnapshot[] ended;
        private final int endedCount;
        private final List<StepSnapshot> others;

        private Moment(StepSnapshot[] ended, int endedCount, List<StepSnapshot> others) {
            this.ended = ended;
            this.endedCount = endedCount;
            this.others = others;
        }

        @Override
        public StepSnapshot get(int index) {
            Objects.checkIndex(index, size());
            return index < endedCount ? ended[index] : others.get(index - endedCount);
        }

        @Override
        public int size() {
            return endedCount + others.size();
        }
    }
}
