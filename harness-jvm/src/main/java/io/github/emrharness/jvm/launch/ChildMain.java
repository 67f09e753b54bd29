package io.github.emrharness.jvm.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** The first main of a forked JVM: watches the parent, then calls the program's main. */
public final class ChildMain {

    /** Keys of the order; the report has the same prefixes. */
    public static final String PARENT = "parent";

    public static final String MAIN_CLASS = "main";
    public static final String ARGUMENT = "argument.";
    public static final String PROPERTY = "property.";
    public static final String DESCENDANT = "descendant.";

    private static final int KILLED = 137;

    private ChildMain() {}

    /**
     * @param arguments the file with the order, and the file for the report
     */
    public static void main(String[] arguments) throws Throwable {
        Properties order = new Properties();
        try (var in = Files.newInputStream(Path.of(arguments[0]))) {
            order.load(in);
        }
        watch(
                Long.parseLong(order.getProperty(PARENT)),
                Objects.requireNonNull(Path.of(arguments[0]).getParent()));
        List<String> ofProgram = new ArrayList<>();
        for (int i = 0; order.containsKey(ARGUMENT + i); i++) {
            ofProgram.add(order.getProperty(ARGUMENT + i));
        }
        for (String key : order.stringPropertyNames()) {
            if (key.startsWith(PROPERTY)) {
                System.setProperty(key.substring(PROPERTY.length()), order.getProperty(key));
            }
        }
        Path report = Path.of(arguments[1]);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> report(report), "report to parent"));
        boolean called =
                JavaMain.run(ClassLoader.getSystemClassLoader(), order.getProperty(MAIN_CLASS), ofProgram, System.err);
        if (!called) {
            System.exit(1);
        }
    }

    private static void watch(long parent, Path directory) {
        Optional<ProcessHandle> handle = ProcessHandle.of(parent);
        if (handle.isEmpty()) {
            end(directory);
            return;
        }
        Thread guard = new Thread(
                () -> {
                    handle.get().onExit().join();
                    end(directory);
                },
                "parent guard");
        guard.setDaemon(true);
        guard.start();
    }

    /** Also deletes what the parent would have deleted; first, since a program whose child is killed may end by itself. */
    private static void end(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException somethingIsLeft) {
            // Nobody is left to be told.
        } finally {
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
            Runtime.getRuntime().halt(KILLED);
        }
    }

    /** What the parent cannot find out once this process has ended. */
    private static void report(Path target) {
        Properties report = new Properties();
        Properties current = System.getProperties();
        for (String name : current.stringPropertyNames()) {
            String value = current.getProperty(name);
            if (value != null) {
                report.setProperty(PROPERTY + name, value);
            }
        }
        ProcessHandle.current()
                .descendants()
                .forEach(child -> report.setProperty(
                        DESCENDANT + child.pid(),
                        child.info().startInstant().map(Object::toString).orElse("")));
        try (OutputStream out = Files.newOutputStream(target)) {
            report.store(out, null);
        } catch (IOException theParentHasTidiedUp) {
            // Nobody is left to read it.
        }
    }
}
