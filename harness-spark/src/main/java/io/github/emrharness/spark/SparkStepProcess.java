package io.github.emrharness.spark;

import io.github.emrharness.jvm.JavaProcess;
import io.github.emrharness.spi.StepProcess;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A step from the moment it was accepted: first it is prepared, then its JVM runs. */
final class SparkStepProcess implements StepProcess {

    static final int TERMINATED = 143;
    static final int KILLED = 137;

    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private @Nullable JavaProcess jvm;
    private @Nullable Integer signalled;

    @Override
    public CompletionStage<Integer> exitCode() {
        return exitCode.copy();
    }

    @Override
    public synchronized void interrupt() {
        signal(TERMINATED);
        if (jvm != null) {
            jvm.terminate();
        }
    }

    @Override
    public synchronized void kill() {
        signal(KILLED);
        if (jvm != null) {
            jvm.kill();
        }
    }

    /** Tells whether the preparation may stop, since the step has been told to end. */
    synchronized boolean isSignalled() {
        return signalled != null;
    }

    /** Goes on with the JVM; passes on to it what the step was told before. */
    synchronized void runs(JavaProcess process) {
        jvm = process;
        if (signalled != null) {
            if (signalled == KILLED) {
                process.kill();
            } else {
                process.terminate();
            }
        }
    }

    /** Ends the step with this code, or with that of the signal if it had one before its JVM ran. */
    void ends(int code) {
        Integer end;
        synchronized (this) {
            end = jvm == null && signalled != null ? signalled : (Integer) code;
        }
        exitCode.complete(end);
    }

    /** The harness itself has failed. */
    void fails(Throwable cause) {
        exitCode.completeExceptionally(cause);
    }

    private void signal(int code) {
        if (signalled == null || code == KILLED) {
            signalled = code;
        }
    }
}
