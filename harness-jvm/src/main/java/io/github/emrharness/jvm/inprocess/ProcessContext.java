package io.github.emrharness.jvm.inprocess;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.Thread.UncaughtExceptionHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a process sees as the state of its JVM. */
final class ProcessContext {

    private final Map<String, String> environment;
    private final Map<String, String> initialProperties;
    private final @Nullable Path workingDirectory;
    private final @Nullable String directory;
    private final long maxMemory;
    private final InputStream stdin;
    private final ProcessOutput stdout;
    private final ProcessOutput stderr;
    private final Lifecycle lifecycle;
    private final ChildProcesses children;
    private volatile Properties properties;
    private volatile @Nullable InputStream in;
    private volatile @Nullable PrintStream out;
    private volatile @Nullable PrintStream err;
    private volatile @Nullable UncaughtExceptionHandler defaultHandler;
    private final Set<Path> deletedAtEnd = new LinkedHashSet<>();
    private boolean urlFactorySet;

    ProcessContext(
            Map<String, String> environment,
            Map<String, String> initialProperties,
            @Nullable Path workingDirectory,
            long maxMemory,
            InputStream stdin,
            OutputStream stdout,
            OutputStream stderr,
            RoutedStreams streams,
            Lifecycle lifecycle) {
        this.environment = environment;
        this.initialProperties = initialProperties;
        this.workingDirectory = workingDirectory == null ? null : workingDirectory.toAbsolutePath();
        this.directory = this.workingDirectory == null ? null : this.workingDirectory.toString();
        this.maxMemory = maxMemory;
        this.stdin = stdin;
        this.stdout = new ProcessOutput(stdout);
        this.stderr = new ProcessOutput(stderr);
        this.lifecycle = lifecycle;
        this.properties = initial();
        this.in = streams.in();
        this.out = streams.out();
        this.err = streams.err();
        this.children = new ChildProcesses(this);
    }

    /** For an engine that runs no process. */
    static ProcessContext idle(RoutedStreams streams, Map<String, String> properties, Lifecycle lifecycle) {
        return new ProcessContext(
                Map.of(),
                properties,
                null,
                Long.MAX_VALUE,
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                streams,
                lifecycle);
    }

    private Properties initial() {
        Properties result = new Properties();
        result.putAll(initialProperties);
        return result;
    }

    Map<String, String> environment() {
        return environment;
    }

    Properties properties() {
        return properties;
    }

    /** Null for those that the JVM starts with, as the JDK has it. */
    void properties(@Nullable Properties replacement) {
        properties = replacement == null ? initial() : replacement;
    }

    Map<String, String> copyOfProperties() {
        Properties current = properties;
        Map<String, String> copy = new TreeMap<>();
        for (String name : current.stringPropertyNames()) {
            String value = current.getProperty(name);
            if (value != null) {
                copy.put(name, value);
            }
        }
        return copy;
    }

    @Nullable
    Path workingDirectory() {
        return workingDirectory;
    }

    /** Where relative paths begin, as text; null for the directory of this JVM. */
    @Nullable
    String directory() {
        return directory;
    }

    /** In bytes: what the process was given, or all of this JVM's if that is less. */
    long maxMemory() {
        return Math.min(maxMemory, Runtime.getRuntime().maxMemory());
    }

    InputStream stdin() {
        return stdin;
    }

    ProcessOutput stdout() {
        return stdout;
    }

    ProcessOutput stderr() {
        return stderr;
    }

    @Nullable
    InputStream in() {
        return in;
    }

    void in(@Nullable InputStream replacement) {
        in = replacement;
    }

    @Nullable
    PrintStream out() {
        return out;
    }

    void out(@Nullable PrintStream replacement) {
        out = replacement;
    }

    @Nullable
    PrintStream err() {
        return err;
    }

    void err(@Nullable PrintStream replacement) {
        err = replacement;
    }

    Lifecycle lifecycle() {
        return lifecycle;
    }

    ChildProcesses children() {
        return children;
    }

    @Nullable
    UncaughtExceptionHandler defaultHandler() {
        return defaultHandler;
    }

    void defaultHandler(@Nullable UncaughtExceptionHandler replacement) {
        defaultHandler = replacement;
    }

    synchronized boolean hasUrlFactory() {
        return urlFactorySet;
    }

    /** False if this process has set its factory before. */
    synchronized boolean mayStillSetUrlFactory() {
        boolean first = !urlFactorySet;
        urlFactorySet = true;
        return first;
    }

    /** What {@code File.deleteOnExit} is for a process. */
    synchronized void deleteAtEnd(Path file) {
        deletedAtEnd.add(file.toAbsolutePath());
    }

    /** In the opposite order, so that a directory can follow its files; what cannot be deleted stays, as in the JDK. */
    synchronized void deleteFiles() {
        List<Path> files = new ArrayList<>(deletedAtEnd);
        Collections.reverse(files);
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException asTheJdkDoes) {
                // Nobody is told.
            }
        }
    }

    void cutOutput() {
        stdout.cut();
        stderr.cut();
    }

    void settleOutput() {
        stdout.settle();
        stderr.settle();
    }

    /** The process's own print streams may hold bytes in buffers of their own. */
    void flush() {
        PrintStream currentOut = out;
        PrintStream currentErr = err;
        if (currentOut != null) {
            currentOut.flush();
        }
        if (currentErr != null) {
            currentErr.flush();
        }
        try {
            stdout.flush();
            stderr.flush();
        } catch (IOException theReaderIsGone) {
            // As with a broken pipe: nobody is there to be told.
        }
    }
}
