package io.github.emrharness.jvm;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A Java program that runs, or has run. */
public interface JavaProcess {

    /**
     * Completes with the exit code when the process is over: main has returned or something has asked for the exit, all
     * non-daemon threads have ended, the shutdown hooks have run and every byte of output has been delivered. Cancelling
     * the future does not touch the process.
     */
    CompletableFuture<Integer> onExit();

    default boolean isAlive() {
        return !onExit().isDone();
    }

    /**
     * Waits for the end.
     *
     * @return false if the process still runs after that time
     */
    default boolean waitFor(Duration timeout) throws InterruptedException {
        try {
            onExit().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        }
    }

    /** Asks the process to end as {@code SIGTERM} does: shutdown hooks run, the exit code is 143. */
    void terminate();

    /** Ends the process at once as {@code SIGKILL} does: no hooks, the exit code is 137. */
    void kill();

    /** {@link #terminate()}, and {@link #kill()} if it is not over after the grace period. Returns at once. */
    default void cancel(Duration grace) {
        terminate();
        CompletableFuture<Integer> unused = onExit().copy()
                .orTimeout(grace.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((code, failure) -> {
                    if (failure instanceof TimeoutException) {
                        kill();
                    }
                });
    }

    /** The system properties of the process as they are now, or were at its end. */
    Map<String, String> systemProperties();
}
