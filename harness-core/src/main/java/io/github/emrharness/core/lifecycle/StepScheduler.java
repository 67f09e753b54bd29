package io.github.emrharness.core.lifecycle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which step of a cluster runs when: in the order of submission, at most as many at once as the level of
 * concurrency allows. Lowering the level never stops a step; fewer start until the number fits. Not safe for use by
 * several threads: the cluster's lock guards it.
 */
public final class StepScheduler<S> {

    private final Deque<S> waiting = new ArrayDeque<>();
    private final Set<S> running = new LinkedHashSet<>();
    private int level;

    public StepScheduler(int level) {
        this.level = level;
    }

    public int level() {
        return level;
    }

    public void setLevel(int value) {
        level = value;
    }

    public void submit(S step) {
        waiting.add(step);
    }

    /** Takes the next step that may start now, if there is one, and counts it as running. */
    public Optional<S> startNext() {
        if (running.size() >= level || waiting.isEmpty()) {
            return Optional.empty();
        }
        S step = waiting.remove();
        running.add(step);
        return Optional.of(step);
    }

    /** Frees the slot of a step that ran. */
    public void ended(S step) {
        running.remove(step);
    }

    /** Takes back a step that has not started. */
    public void withdraw(S step) {
        waiting.remove(step);
    }

    /** Takes back all steps that have not started, in their order. */
    public List<S> withdrawAll() {
        List<S> all = new ArrayList<>(waiting);
        waiting.clear();
        return all;
    }

    /** The steps that hold a slot, in the order of their start. */
    public List<S> running() {
        return List.copyOf(running);
    }

    public boolean isAnyRunning() {
        return !running.isEmpty();
    }

    /** The number of steps that wait or run. */
    public int active() {
        return waiting.size() + running.size();
    }
}
