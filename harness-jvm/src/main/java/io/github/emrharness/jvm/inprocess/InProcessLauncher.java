package io.github.emrharness.jvm.inprocess;

import io.github.emrharness.jvm.JavaCommand;
import io.github.emrharness.jvm.JavaLauncher;
import io.github.emrharness.jvm.JavaProcess;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs programs in this JVM.
 *
 * <p>The class path of a program is loaded by a loader of its own, an <em>engine</em>, above which stands the platform loader.
 * Its classes, and those of every loader that it makes, are rewritten when they are defined, so that they meet the
 * process's own state.
 *
 * <h2>What a process has for itself</h2>
 *
 * <ul>
 *   <li>the exit ({@code System.exit}, {@code Runtime.exit} and {@code halt}) and the shutdown hooks;
 *   <li>system properties (also through {@code Boolean.getBoolean}, {@code Integer.getInteger}, {@code Long.getLong}) and
 *       environment;
 *   <li>{@code System.in}, {@code out} and {@code err}; there is no console;
 *   <li>the default handler of uncaught exceptions, and a thread group that looks like the topmost one;
 *   <li>the environment, directory and inherited streams of child processes, which end with it;
 *   <li>the loggers, levels and handlers of {@code java.util.logging};
 *   <li>the files given to {@code File.deleteOnExit};
 *   <li>the factory given to {@code URL.setURLStreamHandlerFactory}.
 * </ul>
 *
 * <h2>What it shares with this JVM</h2>
 *
 * <ul>
 *   <li>whatever code of the JDK itself reads: a system property or variable that a JDK class asks for is this JVM's, so is
 *       the current directory; only what the JDK prints to {@code System.out} or {@code err} on a thread of a process
 *       (a stack trace) goes to the process, unless someone replaces this JVM's streams while the launcher is open; default locale, time zone and security providers are one for all;
 *   <li>what is called by reflection ({@code Method.invoke} of {@code System.exit}) or from native code;
 *   <li>the JDK's common fork/join pool: its threads are not among those that a process waits for;
 *   <li>memory. An {@code OutOfMemoryError} of one hits all; {@code Runtime.maxMemory} tells what {@code -Xmx} says, for
 *       programs that size something by it.
 * </ul>
 *
 * <h2>Engines</h2>
 *
 * <p>An engine is with one process at a time and is used again for the same class path as long as its {@link EngineRecycler}
 * finds it clean; statics keep their values then. Others are closed and dropped.
 */
public final class InProcessLauncher implements JavaLauncher {

    /** What Spark 3.5 and Hadoop 3.4 want opened on Java 17, as {@code module/package}. */
    public static final List<String> DEFAULT_OPENS = List.of(
            "java.base/java.lang",
            "java.base/java.lang.invoke",
            "java.base/java.lang.reflect",
            "java.base/java.io",
            "java.base/java.net",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/jdk.internal.ref",
            "java.base/sun.nio.ch",
            "java.base/sun.nio.cs",
            "java.base/sun.security.action",
            "java.base/sun.util.calendar",
            "java.security.jgss/sun.security.krb5");

    private static final Logger LOG = LoggerFactory.getLogger(InProcessLauncher.class);

    private final EngineRecycler recycler;
    private final Duration lingering;
    private final Collection<String> opens;
    private final JvmAccess access;
    private final EngineTransformer transformer = new EngineTransformer(this);
    private final JvmStreams streams;
    private final EnginePool pool;
    private final Map<ClassPathKey, Supplier<? extends WarmUpProgram>> warmUps = new ConcurrentHashMap<>();
    private final AtomicInteger engines = new AtomicInteger();
    private final Set<InProcessProcess> processes = ConcurrentHashMap.newKeySet();
    private final Set<Thread> supervisors = ConcurrentHashMap.newKeySet();
    private boolean closed;

    private InProcessLauncher(Builder builder) {
        recycler = builder.recycler;
        lingering = builder.lingering;
        opens = Set.copyOf(builder.opens);
        access = JvmAccess.attach();
        access.add(transformer);
        streams = JvmStreams.install();
        // It looks for drivers once in the life of a JVM, among the classes of the thread that asks first: those of the
        // test must be found, though a program may ask before it does.
        DriverManager.getDrivers();
        pool = new EnginePool(this::newEngine, new EngineDisposal(), builder.maxIdleLoaders);
    }

    public static Builder builder() {
        return new Builder();
    }

    private Engine newEngine(ClassPathKey key) {
        return new Engine(this, "engine-" + engines.incrementAndGet(), key, access, opens);
    }

    @Override
    public JavaProcess start(JavaCommand command) {
        InProcessProcess process = newProcess(command);
        Thread supervisor = new Thread(() -> supervise(process), "supervisor of " + command.name());
        supervisor.setDaemon(true);
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("[" + command.name() + "] cannot be started: this launcher is closed.");
            }
            processes.add(process);
            supervisors.add(supervisor);
        }
        supervisor.start();
        return process;
    }

    private InProcessProcess newProcess(JavaCommand command) {
        return new InProcessProcess(command, JvmOptions.parse(command.jvmOptions()), recycler, lingering);
    }

    private void supervise(InProcessProcess process) {
        try {
            CompletableFuture<Engine> lease;
            try {
                lease = pool.lease(ClassPathKey.of(process.classPath()));
            } catch (RuntimeException e) {
                process.failToStart(e);
                return;
            }
            process.supervise(lease, new InProcessProcess.Afterwards() {
                @Override
                public void reuse(Engine engine) {
                    pool.giveBack(engine);
                }

                @Override
                public void replace(Engine engine) {
                    warmAnother(engine.key());
                }

                @Override
                public void discard(Engine engine, Ending ending) {
                    pool.discard(engine, ending);
                }
            });
        } finally {
            processes.remove(process);
            supervisors.remove(Thread.currentThread());
        }
    }

    /**
     * Prepares a loader in the background. A process of the same class path that is started meanwhile gets it, and waits for
     * it; otherwise it joins the idle ones. Others {@linkplain #warmReplacements follow} when it is thrown away.
     *
     * @return completes when the loader is ready; a warm-up that fails is logged and leaves a loader that is only not warm.
     *     Cancelling it has no effect
     * @throws IllegalStateException if this launcher is closed
     */
    public CompletableFuture<@Nullable Void> warmUp(List<Path> classPath, Supplier<? extends WarmUpProgram> programs) {
        warmReplacements(classPath, programs);
        return warm(ClassPathKey.of(classPath), programs).thenApply(engine -> null);
    }

    /**
     * From now on, when a loader of this class path is thrown away and no other is there, prepares one in the background in
     * this way.
     */
    public void warmReplacements(List<Path> classPath, Supplier<? extends WarmUpProgram> programs) {
        warmUps.put(ClassPathKey.of(classPath), programs);
    }

    private void warmAnother(ClassPathKey key) {
        Supplier<? extends WarmUpProgram> programs = warmUps.get(key);
        if (programs != null && !pool.hasSpare(key)) {
            try {
                CompletableFuture<Engine> unused = warm(key, programs);
            } catch (IllegalStateException e) {
                LOG.debug("No other engine is warmed: the launcher is closed");
            }
        }
    }

    private CompletableFuture<Engine> warm(ClassPathKey key, Supplier<? extends WarmUpProgram> programs) {
        WarmUpProgram program = programs.get();
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("No loader can be warmed: this launcher is closed.");
            }
            EnginePool.Announcement announced = pool.announce(key, program::wanted);
            Thread thread = new Thread(() -> warm(key, program, announced), "warm-up");
            thread.setDaemon(true);
            supervisors.add(thread);
            thread.start();
            return announced.ready().copy();
        }
    }

    private void warm(ClassPathKey key, WarmUpProgram program, EnginePool.Announcement announced) {
        try {
            pool.ready(announced, warmed(key, program));
        } catch (RuntimeException | Error e) {
            LOG.warn("A loader could not be warmed", e);
            pool.failed(key, announced, e);
        } finally {
            supervisors.remove(Thread.currentThread());
        }
    }

    private Engine warmed(ClassPathKey key, WarmUpProgram program) {
        Engine engine = pool.create(key);
        JavaCommand command;
        try {
            command = program.command();
        } catch (RuntimeException e) {
            LOG.warn("A loader is not warmed: its program cannot be had", e);
            return engine;
        }
        CompletableFuture<Engine> after = new CompletableFuture<>();
        InProcessProcess process = newProcess(command);
        processes.add(process);
        if (isClosed()) {
            // Closed while the program was made ready: the close has not seen this process.
            process.kill();
        }
        try {
            process.supervise(CompletableFuture.completedFuture(engine), new InProcessProcess.Afterwards() {
                @Override
                public void reuse(Engine clean) {
                    after.complete(clean);
                }

                @Override
                public void replace(Engine dirty) {
                    // The warm-up itself gives another.
                }

                @Override
                public void discard(Engine dirty, Ending ending) {
                    if (!isClosed()) {
                        LOG.warn("The warm-up {} leaves its loader unusable", command.name());
                    }
                    pool.discard(dirty, ending);
                    after.complete(pool.create(key));
                }
            });
        } finally {
            processes.remove(process);
        }
        return after.join();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        processes.forEach(InProcessProcess::kill);
        pool.close();
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
        access.remove(transformer);
        streams.uninstall();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Collects the options of an {@link InProcessLauncher}. */
    public static final class Builder {

        private EngineRecycler recycler = EngineRecycler.ifNothingIsLeft();
        private int maxIdleLoaders = 2;
        private Duration lingering = Duration.ofSeconds(5);
        private final Set<String> opens = new LinkedHashSet<>(DEFAULT_OPENS);

        private Builder() {}

        /** Who decides whether a loader is used again; by default it is if no thread is left. */
        public Builder recycler(EngineRecycler value) {
            recycler = value;
            return this;
        }

        /** How many loaders without a process are kept, over all class paths; 2 by default, 0 to use none twice. */
        public Builder maxIdleLoaders(int value) {
            if (value < 0) {
                throw new IllegalArgumentException("maxIdleLoaders must not be negative, but was " + value + ".");
            }
            maxIdleLoaders = value;
            return this;
        }

        /**
         * How long the threads of a process that has exited, or was terminated or killed, may take to end after their
         * interrupt before it is over regardless; 5 seconds by default.
         */
        public Builder lingering(Duration value) {
            lingering = value;
            return this;
        }

        /** Opens packages, each {@code module/package}, to the programs, in addition to {@link #DEFAULT_OPENS}. */
        public Builder opens(String... packages) {
            for (String each : packages) {
                if (!each.matches("[\\w.]+/[\\w.]+")) {
                    throw new IllegalArgumentException("An open package is given as module/package, for example"
                            + " java.base/java.lang, but was [" + each + "].");
                }
                opens.add(each);
            }
            return this;
        }

        /**
         * @throws IllegalStateException if this JVM does not let itself be instrumented
         */
        public InProcessLauncher build() {
            return new InProcessLauncher(this);
        }
    }
}
