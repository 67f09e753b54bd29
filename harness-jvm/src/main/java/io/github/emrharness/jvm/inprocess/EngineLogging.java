package io.github.emrharness.jvm.inprocess;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * An engine's own {@code java.util.logging}: its loggers, levels and handlers are not this JVM's, and its console is the
 * process's stderr. Each process begins with the configuration that its {@code java.util.logging.config.file} names, or
 * with the JDK's default.
 */
final class EngineLogging extends LogManager {

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(EngineLogging.class);

    private static final String ROOT = "";

    private final Supplier<ProcessContext> context;
    private final ClassLoader loader;
    private final Logger root = new EngineLogger(ROOT, null);

    EngineLogging(Supplier<ProcessContext> context, ClassLoader loader) {
        this.context = context;
        this.loader = loader;
        root.setLevel(Level.INFO);
        addLogger(root);
        root.addHandler(new Console());
    }

    private static final class EngineLogger extends Logger {

        EngineLogger(@Nullable String name, @Nullable String bundle) {
            super(name, bundle);
        }
    }

    /** What {@link Logger#getLogger(String)} is for this engine. */
    Logger demand(String name, @Nullable String bundle) {
        while (true) {
            Logger known = getLogger(name);
            if (known != null) {
                return known;
            }
            Logger fresh = new EngineLogger(name, bundle);
            if (addLogger(fresh)) {
                return fresh;
            }
        }
    }

    /** What {@link Logger#getAnonymousLogger()} is for this engine. */
    Logger anonymous(@Nullable String bundle) {
        Logger logger = new EngineLogger(null, bundle);
        logger.setParent(root);
        return logger;
    }

    @Override
    public void readConfiguration() throws IOException {
        String file = context.get().properties().getProperty("java.util.logging.config.file");
        Path path =
                file == null ? Path.of(System.getProperty("java.home"), "conf", "logging.properties") : Path.of(file);
        try (InputStream in = Files.newInputStream(path)) {
            readConfiguration(in);
        }
    }

    @Override
    public void readConfiguration(InputStream in) throws IOException {
        super.readConfiguration(in);
        String level = getProperty(".level");
        root.setLevel(level == null ? Level.INFO : Level.parse(level.trim()));
        String handlers = getProperty("handlers");
        for (String name : handlers == null ? new String[0] : handlers.trim().split("[\\s,]+")) {
            root.addHandler(handler(name));
        }
    }

    private Handler handler(String className) throws IOException {
        if (className.equals(ConsoleHandler.class.getName())) {
            return new Console();
        }
        try {
            return (Handler)
                    loader.loadClass(className).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IOException("The logging handler " + className + " cannot be made: " + e, e);
        }
    }

    /** Forgets what a process has configured. */
    void restart() {
        try {
            readConfiguration();
        } catch (IOException e) {
            PrintStream err = context.get().err();
            if (err != null) {
                err.println("Could not load Logmanager configuration: " + e);
            }
        }
    }

    /**
     * Takes away the handlers, and the hook by which every log manager is bound to this JVM's end: there is no other way to
     * find it than in the JDK's own table.
     */
    void close() {
        reset();
        try {
            Class<?> owner = Class.forName("java.lang.ApplicationShutdownHooks");
            Field table = owner.getDeclaredField("hooks");
            table.setAccessible(true);
            // Its own methods hold this lock: others add hooks meanwhile.
            synchronized (owner) {
                List<Thread> cleaners = new ArrayList<>();
                for (Object hook : ((Map<?, ?>) Objects.requireNonNull(table.get(null))).keySet()) {
                    if (hook instanceof Thread thread && isMine(thread)) {
                        cleaners.add(thread);
                    }
                }
                cleaners.forEach(Runtime.getRuntime()::removeShutdownHook);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.debug("A log manager stays until this JVM ends", e);
        }
    }

    private boolean isMine(Thread hook) throws ReflectiveOperationException {
        if (!hook.getClass().getName().equals("java.util.logging.LogManager$Cleaner")) {
            return false;
        }
        Field outer = hook.getClass().getDeclaredField("this$0");
        outer.setAccessible(true);
        return outer.get(hook) == this;
    }

    /** A {@link ConsoleHandler} on the process's stderr. */
    private final class Console extends Handler {

        Console() {
            setLevel(level("java.util.logging.ConsoleHandler.level"));
            setFormatter(formatter());
        }

        private Level level(String property) {
            String value = EngineLogging.this.getProperty(property);
            return value == null ? Level.INFO : Level.parse(value.trim());
        }

        private Formatter formatter() {
            String name = EngineLogging.this.getProperty("java.util.logging.ConsoleHandler.formatter");
            if (name != null && !name.trim().equals(SimpleFormatter.class.getName())) {
                try {
                    return (Formatter) loader.loadClass(name.trim())
                            .getDeclaredConstructor()
                            .newInstance();
                } catch (ReflectiveOperationException asTheJdkDoes) {
                    return new SimpleFormatter();
                }
            }
            return new SimpleFormatter();
        }

        @Override
        public void publish(LogRecord record) {
            PrintStream err = context.get().err();
            if (err != null && isLoggable(record)) {
                err.print(getFormatter().format(record));
                err.flush();
            }
        }

        @Override
        public void flush() {
            // Every record is flushed.
        }

        @Override
        public void close() {
            // The stream is the process's.
        }
    }
}
