package io.github.emrharness.hadoop.tools;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Something that becomes true, and of which Hadoop sends no event. */
interface Condition {

    Duration IN_VAIN = Duration.ofMinutes(2);

    boolean holds() throws IOException;

    /**
     * Looks every few milliseconds.
     *
     * @param what for the message if it does not become true
     * @throws IOException if it is not true within two minutes, or looking fails
     */
    static void await(String what, Condition condition) throws IOException {
        if (!holdsWithin(what, IN_VAIN, condition)) {
            throw new IOException("Waited two minutes in vain until " + what);
        }
    }

    /**
     * Looks every few milliseconds.
     *
     * @return whether it has become true in that time
     * @throws IOException if looking fails
     */
    static boolean holdsWithin(String what, Duration atMost, Condition condition) throws IOException {
        if (condition.holds()) {
            return true;
        }
        CompletableFuture<Boolean> held = new CompletableFuture<>();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "waits until " + what);
            thread.setDaemon(true);
            return thread;
        });
        try {
            var unused = timer.scheduleWithFixedDelay(
                    () -> {
                        try {
                            if (condition.holds()) {
                                held.complete(true);
                            }
                        } catch (IOException | RuntimeException e) {
                            held.completeExceptionally(e);
                        }
                    },
                    5,
                    5,
                    TimeUnit.MILLISECONDS);
            return held.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException("Waited in vain until " + what + ": " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting until " + what);
        } finally {
            timer.shutdownNow();
        }
    }
}
