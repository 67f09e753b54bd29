package io.github.emrharness.jvm.forked;

import io.github.emrharness.jvm.JavaCommand;
import io.github.emrharness.jvm.JavaLauncher;
import io.github.emrharness.jvm.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs programs in JVMs of their own, children of this one and of the same Java.
 *
 * <ul>
 *   <li>The environment is exactly as given; all options of the {@code java} command may be used.
 *   <li>A child ends when this JVM does, even if this JVM is killed: it watches its parent. The processes that a child has
 *       started end with it, unless it is killed by others or halts itself.
 *   <li>{@link JavaProcess#systemProperties()} is what the command says while the child runs, or if it was killed or has
 *       halted, and what the child has reported when its shutdown hooks ran otherwise.
 *   <li>A child prints UTF-8.
 *   <li>If the given stdin blocks for ever, so does one daemon thread; one that reacts to interrupts is better.
 * </ul>
 */
public final class ForkedLauncher implements JavaLauncher {

    private final List<String> opens;
    private final Set<ForkedProcess> processes = ConcurrentHashMap.newKeySet();
    private final Set<Thread> supervisors = ConcurrentHashMap.newKeySet();
    private boolean closed;

    private ForkedLauncher(Builder builder) {
        opens = List.copyOf(builder.opens);
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public JavaProcess start(JavaCommand command) {
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("[" + command.name() + "] cannot be started: this launcher is closed.");
            }
            ForkedProcess process = fork(command);
            Thread supervisor = new Thread(() -> supervise(process), "supervisor of " + command.name());
            supervisor.setDaemon(true);
            processes.add(process);
            supervisors.add(supervisor);
            supervisor.start();
            return process;
        }
    }

    private ForkedProcess fork(JavaCommand command) {
        try {
            ChildFiles files = ChildFiles.create();
            try {
                ProcessBuilder builder = new ProcessBuilder(files.write(command, opens));
                builder.environment().clear();
                builder.environment().putAll(command.environment());
                Path workingDirectory = command.workingDirectory();
                if (workingDirectory != null) {
                    builder.directory(workingDirectory.toFile());
                }
                return new ForkedProcess(command, files, builder.start());
            } catch (IOException | RuntimeException e) {
                files.delete();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "[" + command.name() + "] cannot be started: the child JVM does not start: " + e.getMessage(), e);
        }
    }

    private void supervise(ForkedProcess process) {
        try {
            process.supervise();
        } finally {
            processes.remove(process);
            supervisors.remove(Thread.currentThread());
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        processes.forEach(ForkedProcess::kill);
        boolean interrupted = false;
        for (Thread supervisor : supervisors) {
            while (supervisor.isAlive()) {
                try {
                    supervisor.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Collects the options of a {@link ForkedLauncher}. */
    public static final class Builder {

        private final Set<String> opens = new LinkedHashSet<>();

        private Builder() {}

        /** Opens packages, each {@code module/package}, to the programs. */
        public Builder opens(String... packages) {
            opens.addAll(List.of(packages));
            return this;
        }

        public ForkedLauncher build() {
            return new ForkedLauncher(this);
        }
    }
}
