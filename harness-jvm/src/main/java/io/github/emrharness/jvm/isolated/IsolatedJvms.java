package io.github.emrharness.jvm.isolated;

import io.github.emrharness.jvm.JavaCommand;
import io.github.emrharness.jvm.JavaLauncher;
import io.github.emrharness.jvm.JavaProcess;
import io.github.emrharness.jvm.forked.ForkedLauncher;
import io.github.emrharness.jvm.inprocess.InProcessLauncher;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs JVMs in this one or as children, as was chosen. What launches them is made when the first one starts. Safe for use by
 * many threads.
 */
public final class IsolatedJvms implements AutoCloseable {

    private final boolean forked;
    private final String what;
    private final Supplier<InProcessLauncher> inProcess;
    private @Nullable JavaLauncher launcher;
    private boolean closed;

    /**
     * Makes it without starting anything.
     *
     * @param forked whether each process gets a child JVM of its own
     * @param what runs in these JVMs, for messages, such as {@code "Spark step"}
     * @param inProcess makes the launcher for those in this JVM; called once at most
     */
    public IsolatedJvms(boolean forked, String what, Supplier<InProcessLauncher> inProcess) {
        this.forked = forked;
        this.what = what;
        this.inProcess = inProcess;
    }

    /** Whether each process gets a child JVM of its own. */
    public boolean isForked() {
        return forked;
    }

    /**
     * Starts a JVM.
     *
     * @throws IllegalStateException if this is closed
     */
    public JavaProcess start(JavaCommand command) {
        return launcher().start(command);
    }

    /**
     * The launcher for this JVM; empty if each process gets a JVM of its own.
     *
     * @throws IllegalStateException if this is closed
     */
    public Optional<InProcessLauncher> inProcess() {
        return launcher() instanceof InProcessLauncher here ? Optional.of(here) : Optional.empty();
    }

    private synchronized JavaLauncher launcher() {
        if (closed) {
            throw new IllegalStateException("The harness is closed: no " + what + " can be started any more.");
        }
        if (launcher == null) {
            launcher = forked
                    ? ForkedLauncher.builder()
                            .opens(InProcessLauncher.DEFAULT_OPENS.toArray(String[]::new))
                            .build()
                    : inProcess.get();
        }
        return launcher;
    }

    /** Ends the JVMs that run, and starts no more; closing twice is harmless. */
    @Override
    public void close() {
        JavaLauncher last;
        synchronized (this) {
            closed = true;
            last = launcher;
        }
        if (last != null) {
            last.close();
        }
    }
}
