package io.github.emrharness.jvm.inprocess;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLStreamHandler;
import java.net.URLStreamHandlerFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A class path that is loaded, with its loader, threads and streams: room for one process at a time. */
final class Engine {

    private final Object owner;
    private final String name;
    private final ClassPathKey key;
    private final JvmAccess access;
    private final Collection<String> opens;
    private final RoutedStreams streams = new RoutedStreams(this::context);
    private final Map<String, String> standardProperties = StandardProperties.ofThisJvm();
    private final EngineThreadGroup group;
    private final ProcessClassLoader loader;
    private final EngineLogging logging;
    private final List<Thread> keptHooks = new ArrayList<>();
    private final Set<ClassLoader> withFacade = Collections.newSetFromMap(new WeakHashMap<>());
    private final Map<String, URLStreamHandler> urlHandlers = new ConcurrentHashMap<>();
    private volatile @Nullable URLStreamHandlerFactory urlFactory;
    private volatile ProcessContext context;
    private volatile boolean spoiled;

    Engine(Object owner, String name, ClassPathKey key, JvmAccess access, Collection<String> opens) {
        this.owner = owner;
        this.name = name;
        this.key = key;
        this.access = access;
        this.opens = opens;
        context = idleContext();
        group = new EngineThreadGroup(name, this);
        loader = new ProcessClassLoader(urls(key.entries()), this);
        logging = new EngineLogging(this::context, loader);
        access.open(opens, loader.getUnnamedModule());
        defineFacade(loader);
    }

    private static URL[] urls(List<Path> classPath) {
        try {
            URL[] urls = new URL[classPath.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = classPath.get(i).toUri().toURL();
            }
            return urls;
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The launcher that the engine belongs to. */
    Object owner() {
        return owner;
    }

    String name() {
        return name;
    }

    ClassPathKey key() {
        return key;
    }

    ProcessClassLoader loader() {
        return loader;
    }

    EngineThreadGroup group() {
        return group;
    }

    RoutedStreams streams() {
        return streams;
    }

    ProcessContext context() {
        return context;
    }

    /** Whether something has happened after which no other process may run here. */
    boolean spoiled() {
        return spoiled || streams.closed();
    }

    /** Gives the engine to a process. */
    void begin(ProcessContext ofProcess) {
        context = ofProcess;
        logging.restart();
    }

    /** Takes the engine from its process. */
    void rest() {
        context = idleContext();
    }

    void keep(Thread hook) {
        synchronized (keptHooks) {
            keptHooks.add(hook);
        }
    }

    boolean isKept(Thread hook) {
        synchronized (keptHooks) {
            return keptHooks.stream().anyMatch(kept -> kept == hook);
        }
    }

    boolean release(Thread hook) {
        synchronized (keptHooks) {
            return keptHooks.removeIf(kept -> kept == hook);
        }
    }

    List<Thread> keptHooks() {
        synchronized (keptHooks) {
            return List.copyOf(keptHooks);
        }
    }

    private ProcessContext idleContext() {
        return ProcessContext.idle(streams, standardProperties, new IdleLifecycle());
    }

    /** Between two processes. */
    private final class IdleLifecycle implements Lifecycle {

        @Override
        public void exit(int status) {
            spoiled = true;
            throw new ProcessExit();
        }

        @Override
        public void halt(int status) {
            exit(status);
        }

        @Override
        public void addShutdownHook(Thread hook) {
            keep(hook);
        }

        @Override
        public boolean removeShutdownHook(Thread hook) {
            return release(hook);
        }
    }

    /** A daemon thread of the engine that does something for the launcher. */
    Thread newThread(String threadName, Runnable work) {
        Thread thread = new Thread(group, work, threadName);
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        return thread;
    }

    /**
     * Calls something on a thread of the engine.
     *
     * @throws TimeoutException if it takes too long; its thread is interrupted and may go on
     */
    <T> T call(String threadName, Callable<T> work, Duration deadline)
            throws ExecutionException, TimeoutException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = newThread(threadName, task);
        thread.start();
        try {
            T result = task.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            thread.join();
            return result;
        } catch (TimeoutException e) {
            thread.interrupt();
            throw e;
        }
    }

    /** Lets the classes of a loader below this engine meet the process instead of the JVM. */
    void adopt(ClassLoader below) {
        access.open(opens, below.getUnnamedModule());
    }

    /**
     * Defines the facade in a loader of this engine. In each of them, not in the topmost alone: a loader below need not ask
     * its parent.
     */
    void defineFacade(ClassLoader target) {
        synchronized (withFacade) {
            if (withFacade.contains(target)) {
                return;
            }
            Map<String, Object> functions = functions();
            for (Class<?> facade : List.of(ProcessFacade.class, FileFacade.class)) {
                Class<?> copy = access.define(target, facade.getName(), FacadeBytes.of(facade));
                try {
                    var bind = copy.getDeclaredMethod("bind", Map.class);
                    bind.setAccessible(true);
                    bind.invoke(null, functions);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException("The facade cannot be bound in " + target + ".", e);
                }
            }
            access.define(target, Redirections.FILES.replace('/', '.'), FilesBytes.make());
            withFacade.add(target);
        }
    }

    private Map<String, Object> functions() {
        return Map.ofEntries(
                Map.entry("properties", (Supplier<?>) () -> context.properties()),
                Map.entry("propertiesSetter", (Consumer<java.util.@Nullable Properties>)
                        value -> context.properties(value)),
                Map.entry("environment", (Supplier<?>) () -> context.environment()),
                Map.entry("exit", (IntConsumer) status -> context.lifecycle().exit(status)),
                Map.entry("halt", (IntConsumer) status -> context.lifecycle().halt(status)),
                Map.entry("hookAdder", (Consumer<Thread>)
                        hook -> context.lifecycle().addShutdownHook(hook)),
                Map.entry("hookRemover", (Predicate<Thread>)
                        hook -> context.lifecycle().removeShutdownHook(hook)),
                Map.entry("maxMemory", (LongSupplier) () -> context.maxMemory()),
                Map.entry("in", (Supplier<@Nullable InputStream>) () -> context.in()),
                Map.entry("out", (Supplier<java.io.@Nullable PrintStream>) () -> context.out()),
                Map.entry("err", (Supplier<java.io.@Nullable PrintStream>) () -> context.err()),
                Map.entry("inSetter", (Consumer<@Nullable InputStream>) value -> context.in(value)),
                Map.entry("outSetter", (Consumer<java.io.@Nullable PrintStream>) value -> context.out(value)),
                Map.entry("errSetter", (Consumer<java.io.@Nullable PrintStream>) value -> context.err(value)),
                Map.entry("handler", (Supplier<Thread.@Nullable UncaughtExceptionHandler>)
                        () -> context.defaultHandler()),
                Map.entry("handlerSetter", (Consumer<Thread.@Nullable UncaughtExceptionHandler>)
                        value -> context.defaultHandler(value)),
                Map.entry("prepare", (UnaryOperator<ProcessBuilder>)
                        builder -> context.children().prepare(builder)),
                Map.entry("start", (Function<List<ProcessBuilder>, Callable<List<Process>>>)
                        builders -> () -> context.children().start(builders)),
                Map.entry("parent", (UnaryOperator<@Nullable ThreadGroup>) this::parent),
                Map.entry("urlFactorySetter", (Consumer<@Nullable URLStreamHandlerFactory>) this::setUrlFactory),
                Map.entry("urlHandler", (Function<String, @Nullable URLStreamHandler>) this::urlHandler),
                Map.entry("logger", (BiFunction<@Nullable String, @Nullable String, Logger>) (loggerName, bundle) ->
                        loggerName == null ? logging.anonymous(bundle) : logging.demand(loggerName, bundle)),
                Map.entry("logManager", (Supplier<LogManager>) () -> logging),
                Map.entry("directory", (Supplier<@Nullable String>) () -> context.directory()),
                Map.entry("fileDeleter", (Consumer<String>) file -> context.deleteAtEnd(Path.of(file))));
    }

    /** The engine's group is the topmost that a program sees. */
    private @Nullable ThreadGroup parent(@Nullable ThreadGroup of) {
        return of == null || of == group ? null : of.getParent();
    }

    private void setUrlFactory(@Nullable URLStreamHandlerFactory factory) {
        // As in the JDK null may be set until there is a factory; here it takes away that of a process before.
        boolean allowed = factory == null ? !context.hasUrlFactory() : context.mayStillSetUrlFactory();
        if (!allowed) {
            throw new Error("factory already defined");
        }
        urlHandlers.clear();
        urlFactory = factory;
    }

    private @Nullable URLStreamHandler urlHandler(String protocol) {
        URLStreamHandlerFactory factory = urlFactory;
        if (factory == null) {
            return null;
        }
        URLStreamHandler known = urlHandlers.get(protocol);
        if (known == null) {
            known = factory.createURLStreamHandler(protocol);
            if (known != null) {
                urlHandlers.put(protocol, known);
            }
        }
        return known;
    }

    /** Lets go of everything that would keep the classes of this engine alive. */
    void closeLoader() throws IOException {
        logging.close();
        loader.close();
        synchronized (withFacade) {
            withFacade.clear();
        }
    }
}
