package io.github.emrharness.jvm.inprocess;

import io.github.emrharness.jvm.guard.ProcessGuard;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operating system's processes that a program starts: they get its environment, working directory and streams instead
 * of this JVM's, and end with it.
 */
final class ChildProcesses {

    private static final Logger LOG = LoggerFactory.getLogger(ChildProcesses.class);

    private static final long DRAIN_SECONDS = 5;

    private final ProcessContext context;
    private final Set<ProcessBuilder> prepared =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private final List<Process> children = new ArrayList<>();
    private final List<Pump> outputs = new ArrayList<>();
    private @Nullable Optional<ProcessGuard> guard;
    private boolean ended;

    private record Pump(Process child, Thread thread) {}

    ChildProcesses(ProcessContext context) {
        this.context = context;
    }

    /** Gives the builder the environment of the process, the first time that it is seen. */
    ProcessBuilder prepare(ProcessBuilder builder) {
        if (prepared.add(builder)) {
            Map<String, String> environment = builder.environment();
            environment.clear();
            environment.putAll(context.environment());
        }
        return builder;
    }

    List<Process> start(List<ProcessBuilder> builders) throws IOException {
        List<Settings> settings = new ArrayList<>();
        for (ProcessBuilder builder : builders) {
            settings.add(new Settings(prepare(builder)));
        }
        try {
            settings.forEach(each -> each.adapt(context.workingDirectory()));
            synchronized (this) {
                if (ended) {
                    throw new IOException(
                            "Cannot run program \"" + builders.get(0).command() + "\": the process has ended");
                }
                children.removeIf(child -> !child.isAlive());
                outputs.removeIf(pump -> !pump.thread().isAlive());
                Optional<ProcessGuard> present = guard();
                present.ifPresent(g -> builders.forEach(builder -> g.mark(builder.environment())));
                List<Process> started = startAll(builders);
                present.ifPresent(g -> started.forEach(g::watch));
                children.addAll(started);
                for (int i = 0; i < started.size(); i++) {
                    settings.get(i).connect(started.get(i));
                }
                return started;
            }
        } finally {
            settings.forEach(Settings::restore);
        }
    }

    /** Made with the first child: most programs start none. Empty where there is no shell. */
    private Optional<ProcessGuard> guard() {
        Optional<ProcessGuard> present = guard;
        if (present == null) {
            try {
                present = Optional.of(outsideTheProgram(ProcessGuard::start));
            } catch (IOException e) {
                LOG.debug("Children are left on this machine if this JVM is killed", e);
                present = Optional.empty();
            }
            guard = present;
        }
        return present;
    }

    private static List<Process> startAll(List<ProcessBuilder> builders) throws IOException {
        return outsideTheProgram(
                () -> builders.size() == 1 ? List.of(builders.get(0).start()) : ProcessBuilder.startPipeline(builders));
    }

    private interface Start<T> {
        T get() throws IOException;
    }

    /** The JDK's thread that waits for a child outlives the process, and inherits the context class loader. */
    private static <T> T outsideTheProgram(Start<T> start) throws IOException {
        Thread current = Thread.currentThread();
        ClassLoader ofProcess = current.getContextClassLoader();
        current.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            return start.get();
        } finally {
            current.setContextClassLoader(ofProcess);
        }
    }

    /** Waits until the output of the children that have ended has arrived. */
    void drain() throws InterruptedException {
        List<Pump> pumps;
        synchronized (this) {
            pumps = List.copyOf(outputs);
        }
        for (Pump pump : pumps) {
            if (!pump.child().isAlive()) {
                pump.thread().join(TimeUnit.SECONDS.toMillis(DRAIN_SECONDS));
            }
        }
    }

    /** Ends them and what they have started; none can be started afterwards. */
    void end() {
        Optional<ProcessGuard> last;
        synchronized (this) {
            ended = true;
            for (Process child : children) {
                child.descendants().forEach(ProcessHandle::destroyForcibly);
                // Of the handle: Process.destroyForcibly closes the streams under those who read from them.
                child.toHandle().destroyForcibly();
            }
            children.clear();
            for (Pump pump : outputs) {
                pump.thread().interrupt();
            }
            outputs.clear();
            last = guard;
        }
        if (last != null && last.isPresent()) {
            // It finds who has left the children.
            last.get()
                    .end()
                    .completeOnTimeout(null, DRAIN_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
    }

    /** A builder's own settings, put aside while it starts a child. */
    private final class Settings {

        private final ProcessBuilder builder;
        private final @Nullable File directory;
        private final Redirect input;
        private final Redirect output;
        private final Redirect error;

        Settings(ProcessBuilder builder) {
            this.builder = builder;
            directory = builder.directory();
            input = builder.redirectInput();
            output = builder.redirectOutput();
            error = builder.redirectError();
        }

        void adapt(@Nullable Path workingDirectory) {
            if (workingDirectory != null) {
                builder.directory(
                        directory == null
                                ? workingDirectory.toFile()
                                : workingDirectory.resolve(directory.toPath()).toFile());
            }
            builder.redirectInput(adapted(input, workingDirectory));
            builder.redirectOutput(adapted(output, workingDirectory));
            builder.redirectError(adapted(error, workingDirectory));
        }

        private Redirect adapted(Redirect given, @Nullable Path workingDirectory) {
            if (given.equals(Redirect.INHERIT)) {
                return Redirect.PIPE;
            }
            File file = given.file();
            if (file == null || workingDirectory == null) {
                return given;
            }
            File resolved = workingDirectory.resolve(file.toPath()).toFile();
            return switch (given.type()) {
                case READ -> Redirect.from(resolved);
                case WRITE -> Redirect.to(resolved);
                case APPEND -> Redirect.appendTo(resolved);
                case PIPE, INHERIT -> given;
            };
        }

        void restore() {
            builder.directory(directory);
            builder.redirectInput(input);
            builder.redirectOutput(output);
            builder.redirectError(error);
        }

        void connect(Process child) {
            if (input.equals(Redirect.INHERIT)) {
                pump("stdin", child, context.stdin(), child.getOutputStream(), true);
            }
            if (output.equals(Redirect.INHERIT)) {
                outputs.add(pump("stdout", child, child.getInputStream(), context.stdout(), false));
            }
            if (error.equals(Redirect.INHERIT) && !builder.redirectErrorStream()) {
                outputs.add(pump("stderr", child, child.getErrorStream(), context.stderr(), false));
            }
        }

        private Pump pump(String what, Process child, InputStream from, OutputStream to, boolean close) {
            Thread thread = new Thread(() -> copy(from, to, close), what + " of child process " + child.pid());
            thread.setDaemon(true);
            thread.start();
            return new Pump(child, thread);
        }
    }

    private static void copy(InputStream from, OutputStream to, boolean close) {
        byte[] buffer = new byte[8192];
        try {
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                to.write(buffer, 0, count);
                to.flush();
            }
            if (close) {
                to.close();
            }
        } catch (IOException theOtherSideIsGone) {
            // As with a broken pipe: the child notices by itself.
        }
    }
}
