package io.github.emrharness.core.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** A clock that stands still until a test moves it. */
public final class ManualHarnessClock implements HarnessClock {

    private final Object lock = new Object();
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::due).thenComparing(Task::number));
    private Instant now;
    private long scheduled;
    private boolean closed;

    public ManualHarnessClock(Instant start) {
        now = start.truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public Instant now() {
        synchronized (lock) {
            return now;
        }
    }

    @Override
    public ScheduledTask schedule(Duration delay, Runnable action) {
        synchronized (lock) {
            if (closed) {
                return () -> {};
            }
            Task task = new Task(now.plus(delay), scheduled++, action);
            tasks.add(task);
            return () -> {
                synchronized (lock) {
                    tasks.remove(task);
                }
            };
        }
    }

    /**
     * Moves the time forward and runs, on this thread and in the order of their times, the tasks whose time comes; also
     * those that these tasks schedule within the same stretch.
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("Time cannot go back by " + duration.negated());
        }
        Instant target = now().plus(duration);
        for (Task task = nextDue(target); task != null; task = nextDue(target)) {
            SystemHarnessClock.runLogged(task.action());
        }
        synchronized (lock) {
            now = target.isAfter(now) ? target : now;
        }
    }

    private @Nullable Task nextDue(Instant target) {
        synchronized (lock) {
            Task task = tasks.peek();
            if (task == null || task.due().isAfter(target)) {
                return null;
            }
            tasks.remove();
            now = task.due().isAfter(now) ? task.due() : now;
            return task;
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            tasks.clear();
        }
    }

    private record Task(Instant due, long number, Runnable action) {}
}
