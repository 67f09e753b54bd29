package io.github.emrharness.jvm.inprocess;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.Thread.UncaughtExceptionHandler;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLStreamHandler;
import java.net.URLStreamHandlerFactory;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stands for {@code System}, {@code Runtime} and their like in the classes of a process. Not an API.
 *
 * <p>This class is defined anew in every loader of a process that needs it, so its statics belong to that loader. It is
 * public for that reason alone. It may use nothing but the JDK, as nothing else is visible there: what it calls arrives
 * through {@link #bind} as functional interfaces of the JDK. No lambdas and no nested classes either.
 */
@SuppressWarnings({"unchecked", "NullAway"}) // bind comes first, and cannot be a constructor
public final class ProcessFacade {

    private static volatile Supplier<Properties> properties;
    private static volatile Consumer<@Nullable Properties> propertiesSetter;
    private static volatile Supplier<Map<String, String>> environment;
    private static volatile IntConsumer exit;
    private static volatile IntConsumer halt;
    private static volatile Consumer<Thread> hookAdder;
    private static volatile Predicate<Thread> hookRemover;
    private static volatile LongSupplier maxMemory;
    private static volatile Supplier<@Nullable InputStream> in;
    private static volatile Supplier<@Nullable PrintStream> out;
    private static volatile Supplier<@Nullable PrintStream> err;
    private static volatile Consumer<@Nullable InputStream> inSetter;
    private static volatile Consumer<@Nullable PrintStream> outSetter;
    private static volatile Consumer<@Nullable PrintStream> errSetter;
    private static volatile Supplier<@Nullable UncaughtExceptionHandler> handler;
    private static volatile Consumer<@Nullable UncaughtExceptionHandler> handlerSetter;
    private static volatile UnaryOperator<ProcessBuilder> prepare;
    private static volatile Function<List<ProcessBuilder>, Callable<List<Process>>> start;
    private static volatile UnaryOperator<@Nullable ThreadGroup> parent;
    private static volatile Consumer<@Nullable URLStreamHandlerFactory> urlFactorySetter;
    private static volatile Function<String, @Nullable URLStreamHandler> urlHandler;

    private static volatile BiFunction<@Nullable String, @Nullable String, Logger> logger;
    private static volatile Supplier<LogManager> logManager;

    private static boolean driversLoaded;

    private ProcessFacade() {}

    /** Connects this copy with its engine; the keys are the names of the fields. */
    static void bind(Map<String, Object> functions) {
        properties = (Supplier<Properties>) functions.get("properties");
        propertiesSetter = (Consumer<@Nullable Properties>) functions.get("propertiesSetter");
        environment = (Supplier<Map<String, String>>) functions.get("environment");
        exit = (IntConsumer) functions.get("exit");
        halt = (IntConsumer) functions.get("halt");
        hookAdder = (Consumer<Thread>) functions.get("hookAdder");
        hookRemover = (Predicate<Thread>) functions.get("hookRemover");
        maxMemory = (LongSupplier) functions.get("maxMemory");
        in = (Supplier<@Nullable InputStream>) functions.get("in");
        out = (Supplier<@Nullable PrintStream>) functions.get("out");
        err = (Supplier<@Nullable PrintStream>) functions.get("err");
        inSetter = (Consumer<@Nullable InputStream>) functions.get("inSetter");
        outSetter = (Consumer<@Nullable PrintStream>) functions.get("outSetter");
        errSetter = (Consumer<@Nullable PrintStream>) functions.get("errSetter");
        handler = (Supplier<@Nullable UncaughtExceptionHandler>) functions.get("handler");
        handlerSetter = (Consumer<@Nullable UncaughtExceptionHandler>) functions.get("handlerSetter");
        prepare = (UnaryOperator<ProcessBuilder>) functions.get("prepare");
        start = (Function<List<ProcessBuilder>, Callable<List<Process>>>) functions.get("start");
        parent = (UnaryOperator<@Nullable ThreadGroup>) functions.get("parent");
        urlFactorySetter = (Consumer<@Nullable URLStreamHandlerFactory>) functions.get("urlFactorySetter");
        urlHandler = (Function<String, @Nullable URLStreamHandler>) functions.get("urlHandler");
        logger = (BiFunction<@Nullable String, @Nullable String, Logger>) functions.get("logger");
        logManager = (Supplier<LogManager>) functions.get("logManager");
    }

    // java.lang.System

    public static void exit(int status) {
        exit.accept(status);
    }

    public static @Nullable InputStream in() {
        return in.get();
    }

    public static @Nullable PrintStream out() {
        return out.get();
    }

    public static @Nullable PrintStream err() {
        return err.get();
    }

    public static void setIn(InputStream stream) {
        inSetter.accept(stream);
    }

    public static void setOut(PrintStream stream) {
        outSetter.accept(stream);
    }

    public static void setErr(PrintStream stream) {
        errSetter.accept(stream);
    }

    public static @Nullable Console console() {
        return null;
    }

    public static Properties getProperties() {
        return properties.get();
    }

    public static void setProperties(@Nullable Properties replacement) {
        propertiesSetter.accept(replacement);
    }

    public static @Nullable String getProperty(String key) {
        return properties.get().getProperty(checked(key));
    }

    public static @Nullable String getProperty(String key, @Nullable String fallback) {
        String value = properties.get().getProperty(checked(key));
        return value == null ? fallback : value;
    }

    public static @Nullable String setProperty(String key, String value) {
        return (String) properties.get().setProperty(checked(key), value);
    }

    public static @Nullable String clearProperty(String key) {
        return (String) properties.get().remove(checked(key));
    }

    private static String checked(String key) {
        if (key == null) {
            throw new NullPointerException("key can't be null");
        }
        if (key.isEmpty()) {
            throw new IllegalArgumentException("key can't be empty");
        }
        return key;
    }

    public static Map<String, String> getenv() {
        return environment.get();
    }

    public static @Nullable String getenv(String name) {
        return environment.get().get(name);
    }

    // Boolean, Integer, Long

    public static boolean getBoolean(@Nullable String name) {
        return Boolean.parseBoolean(lookup(name));
    }

    public static @Nullable Integer getInteger(@Nullable String name) {
        return getInteger(name, null);
    }

    public static Integer getInteger(@Nullable String name, int fallback) {
        Integer value = getInteger(name, null);
        return value == null ? Integer.valueOf(fallback) : value;
    }

    public static @Nullable Integer getInteger(@Nullable String name, @Nullable Integer fallback) {
        String value = lookup(name);
        try {
            return value == null ? fallback : Integer.decode(value);
        } catch (NumberFormatException asTheJdkDoes) {
            return fallback;
        }
    }

    public static @Nullable Long getLong(@Nullable String name) {
        return getLong(name, null);
    }

    public static Long getLong(@Nullable String name, long fallback) {
        Long value = getLong(name, null);
        return value == null ? Long.valueOf(fallback) : value;
    }

    public static @Nullable Long getLong(@Nullable String name, @Nullable Long fallback) {
        String value = lookup(name);
        try {
            return value == null ? fallback : Long.decode(value);
        } catch (NumberFormatException asTheJdkDoes) {
            return fallback;
        }
    }

    private static @Nullable String lookup(@Nullable String name) {
        return name == null || name.isEmpty() ? null : properties.get().getProperty(name);
    }

    // Runtime

    public static void exit(Runtime runtime, int status) {
        exit.accept(status);
    }

    public static void halt(Runtime runtime, int status) {
        halt.accept(status);
    }

    public static void addShutdownHook(Runtime runtime, Thread hook) {
        hookAdder.accept(hook);
    }

    public static boolean removeShutdownHook(Runtime runtime, Thread hook) {
        return hookRemover.test(hook);
    }

    public static long maxMemory(Runtime runtime) {
        return maxMemory.getAsLong();
    }

    public static Process exec(Runtime runtime, String command) throws IOException {
        return exec(runtime, command, null, null);
    }

    public static Process exec(Runtime runtime, String command, String @Nullable [] variables) throws IOException {
        return exec(runtime, command, variables, null);
    }

    public static Process exec(Runtime runtime, String command, String @Nullable [] variables, @Nullable File directory)
            throws IOException {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("Empty command");
        }
        java.util.StringTokenizer tokens = new java.util.StringTokenizer(command);
        String[] words = new String[tokens.countTokens()];
        for (int i = 0; i < words.length; i++) {
            words[i] = tokens.nextToken();
        }
        return exec(runtime, words, variables, directory);
    }

    public static Process exec(Runtime runtime, String[] command) throws IOException {
        return exec(runtime, command, null, null);
    }

    public static Process exec(Runtime runtime, String[] command, String @Nullable [] variables) throws IOException {
        return exec(runtime, command, variables, null);
    }

    public static Process exec(
            Runtime runtime, String[] command, String @Nullable [] variables, @Nullable File directory)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory);
        if (variables != null) {
            Map<String, String> target = environment(builder);
            target.clear();
            for (String variable : variables) {
                int equals = variable.indexOf('=', 1);
                if (equals > 0) {
                    target.put(variable.substring(0, equals), variable.substring(equals + 1));
                }
            }
        }
        return start(builder);
    }

    // ProcessBuilder

    public static Map<String, String> environment(ProcessBuilder builder) {
        return prepare.apply(builder).environment();
    }

    public static Process start(ProcessBuilder builder) throws IOException {
        return startAll(List.of(builder)).get(0);
    }

    public static List<Process> startPipeline(List<ProcessBuilder> builders) throws IOException {
        return startAll(builders);
    }

    private static List<Process> startAll(List<ProcessBuilder> builders) throws IOException {
        try {
            return start.apply(builders).call();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    // Thread, ThreadGroup

    public static @Nullable UncaughtExceptionHandler getDefaultUncaughtExceptionHandler() {
        return handler.get();
    }

    public static void setDefaultUncaughtExceptionHandler(@Nullable UncaughtExceptionHandler replacement) {
        handlerSetter.accept(replacement);
    }

    public static @Nullable ThreadGroup getParent(ThreadGroup group) {
        return parent.apply(group);
    }

    // java.sql.DriverManager, which looks for drivers once in the life of a JVM, and among the classes of one program
    // only

    private static synchronized void loadDrivers() {
        if (driversLoaded) {
            return;
        }
        driversLoaded = true;
        Iterator<Driver> drivers = ServiceLoader.load(
                        Driver.class, Thread.currentThread().getContextClassLoader())
                .iterator();
        try {
            while (drivers.hasNext()) {
                // It registers itself.
                drivers.next();
            }
        } catch (Throwable asTheJdkDoes) {
            // One that cannot be loaded is not there.
        }
    }

    public static Connection getConnection(String url) throws SQLException {
        loadDrivers();
        return DriverManager.getConnection(url);
    }

    public static Connection getConnection(String url, Properties info) throws SQLException {
        loadDrivers();
        return DriverManager.getConnection(url, info);
    }

    public static Connection getConnection(String url, String user, String password) throws SQLException {
        loadDrivers();
        return DriverManager.getConnection(url, user, password);
    }

    public static Driver getDriver(String url) throws SQLException {
        loadDrivers();
        return DriverManager.getDriver(url);
    }

    public static Enumeration<Driver> getDrivers() {
        loadDrivers();
        return DriverManager.getDrivers();
    }

    public static Stream<Driver> drivers() {
        loadDrivers();
        return DriverManager.drivers();
    }

    // java.util.logging

    public static Logger getLogger(String name) {
        return getLogger(name, null);
    }

    public static Logger getLogger(String name, @Nullable String bundle) {
        if (name == null) {
            throw new NullPointerException("name");
        }
        return logger.apply(name, bundle);
    }

    public static Logger getGlobal() {
        return logger.apply(Logger.GLOBAL_LOGGER_NAME, null);
    }

    public static Logger getAnonymousLogger() {
        return logger.apply(null, null);
    }

    public static Logger getAnonymousLogger(@Nullable String bundle) {
        return logger.apply(null, bundle);
    }

    public static LogManager getLogManager() {
        return logManager.get();
    }

    // URL, URI

    public static void setURLStreamHandlerFactory(@Nullable URLStreamHandlerFactory factory) {
        urlFactorySetter.accept(factory);
    }

    public static URL toURL(URI uri) throws MalformedURLException {
        if (!uri.isAbsolute() || uri.isOpaque()) {
            return uri.toURL();
        }
        URLStreamHandler found = urlHandler.apply(uri.getScheme());
        return found == null ? uri.toURL() : new URL(null, uri.toString(), found);
    }

    /** {@code URL::new} as a method reference. */
    public static URL newUrl(String spec) throws MalformedURLException {
        return newUrl(null, spec);
    }

    /** {@code URL::new} as a method reference. */
    public static URL newUrl(@Nullable URL context, String spec) throws MalformedURLException {
        return new URL(context, spec, handlerFor(context, spec));
    }

    /** The handler to give to {@code new URL(context, spec)}; null for the context's or the JDK's own choice. */
    public static @Nullable URLStreamHandler handlerFor(@Nullable URL context, @Nullable String spec) {
        String text = spec == null ? "" : spec.trim();
        int colon = text.indexOf(':');
        return colon < 1 ? null : urlHandler.apply(text.substring(0, colon));
    }
}
