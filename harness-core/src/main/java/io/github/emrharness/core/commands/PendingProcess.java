package io.github.emrharness.core.commands;

import io.github.emrharness.spi.StepProcess;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A process from the moment it was accepted: first it is prepared, then it runs. */
final class PendingProcess implements StepProcess {

    private static final int TERMINATED = 143;
    private static final int KILLED = 137;

    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

    // Guarded by this.
    private @Nullable StepProcess process;
    private @Nullable Integer signalled;

    @Override
    public CompletionStage<Integer> exitCode() {
        return exitCode.copy();
    }

    @Override
    public void interrupt() {
        StepProcess running = signal(TERMINATED);
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public void kill() {
        StepProcess running = signal(KILLED);
        if (running != null) {
            running.kill();
        }
    }

    private synchronized @Nullable StepProcess signal(int code) {
        if (signalled == null || code == KILLED) {
            signalled = code;
        }
        return process;
    }

    /** Ends it if it was told to end while it was prepared: then nothing is to be started any more. */
    boolean endsIfSignalled() {
        Integer code;
        synchronized (this) {
            code = signalled;
        }
        return code != null && exitCode.complete(code);
    }

    /** Goes on with the process; passes on to it what came meanwhile. */
    void runs(StepProcess started) {
        Integer code;
        synchronized (this) {
            process = started;
            code = signalled;
        }
        started.exitCode().whenComplete((exit, failure) -> {
            if (failure == null) {
                exitCode.complete(exit);
            } else {
                exitCode.completeExceptionally(failure);
            }
        });
        if (code != null && code == KILLED) {
            started.kill();
        } else if (code != null) {
            started.interrupt();
        }
    }

    /** There is no process after all. */
    void ends(int code) {
        exitCode.complete(code);
    }

    /** The harness itself has failed. */
    void fails(Throwable cause) {
        exitCode.completeExceptionally(cause);
    }
}
