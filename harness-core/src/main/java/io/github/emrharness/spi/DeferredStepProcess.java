package io.github.emrharness.spi;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A step from the moment it was accepted: first it is prepared, then its process runs. What the step is told before it has a
 * process is passed on to the process.
 */
public final class DeferredStepProcess implements StepProcess {

    /** The exit code of a process that {@code SIGTERM} has ended. */
    public static final int TERMINATED = 143;

    /** The exit code of a process that {@code SIGKILL} has ended. */
    public static final int KILLED = 137;

    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private @Nullable Running running;
    private @Nullable Integer signalled;

    @Override
    public CompletionStage<Integer> exitCode() {
        return exitCode.copy();
    }

    @Override
    public void interrupt() {
        signal(TERMINATED);
    }

    @Override
    public void kill() {
        signal(KILLED);
    }

    /** Tells whether the preparation may stop, since the step has been told to end. */
    public synchronized boolean isSignalled() {
        return signalled != null;
    }

    /**
     * Goes on with the process, which gives the exit code.
     *
     * @param end completes with the exit code of the process
     * @param interrupt what {@link #interrupt()} does to the process
     * @param kill what {@link #kill()} does to the process
     */
    public void runs(CompletionStage<Integer> end, Runnable interrupt, Runnable kill) {
        Running process = new Running(interrupt, kill);
        Integer before;
        synchronized (this) {
            running = process;
            before = signalled;
        }
        if (before != null) {
            process.pass(before);
        }
        end.whenComplete((code, failure) -> {
            if (failure == null) {
                exitCode.complete(code);
            } else {
                exitCode.completeExceptionally(failure);
            }
        });
    }

    /** Goes on with a process that has all of these. */
    public void runs(StepProcess process) {
        runs(process.exitCode(), process::interrupt, process::kill);
    }

    /** Ends the step with this code, or with that of the signal if it had one before its process ran. */
    public void ends(int code) {
        Integer end;
        synchronized (this) {
            end = running == null && signalled != null ? signalled : (Integer) code;
        }
        exitCode.complete(end);
    }

    /** The harness itself has failed. */
    public void fails(Throwable cause) {
        exitCode.completeExceptionally(cause);
    }

    private void signal(int code) {
        Running process;
        synchronized (this) {
            if (signalled == null || code == KILLED) {
                signalled = code;
            }
            process = running;
        }
        if (process != null) {
            process.pass(code);
        }
    }

    private record Running(Runnable interrupt, Runnable kill) {
        void pass(int signal) {
            (signal == KILLED ? kill : interrupt).run();
        }
    }
}
