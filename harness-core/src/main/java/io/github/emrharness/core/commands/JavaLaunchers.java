package io.github.emrharness.core.commands;

import io.github.emrharness.jvm.JavaCommand;
import io.github.emrharness.jvm.JavaLauncher;
import io.github.emrharness.jvm.JavaProcess;
import io.github.emrharness.jvm.forked.ForkedLauncher;
import io.github.emrharness.jvm.inprocess.InProcessLauncher;
import io.github.emrharness.spi.Isolation;
import org.jspecify.annotations.Nullable;

/** The JVMs of steps that are plain Java programs; made when the first one starts. */
final class JavaLaunchers implements AutoCloseable {

    private final Isolation isolation;
    private @Nullable JavaLauncher launcher;
    private boolean closed;

    JavaLaunchers(Isolation isolation) {
        this.isolation = isolation;
    }

    Isolation isolation() {
        return isolation;
    }

    JavaProcess start(JavaCommand command) {
        return launcher().start(command);
    }

    private synchronized JavaLauncher launcher() {
        if (closed) {
            throw new IllegalStateException("The harness is closed: no step can be started any more.");
        }
        if (launcher == null) {
            launcher = switch (isolation) {
                // No loader is used twice: the statics of a program are its own.
                case IN_PROCESS -> InProcessLauncher.builder().maxIdleLoaders(0).build();
                case FORKED ->
                    ForkedLauncher.builder()
                            .opens(InProcessLauncher.DEFAULT_OPENS.toArray(String[]::new))
                            .build();
            };
        }
        return launcher;
    }

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
