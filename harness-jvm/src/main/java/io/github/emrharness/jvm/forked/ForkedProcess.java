package io.github.emrharness.jvm.forked;

import io.github.emrharness.jvm.JavaCommand;
import io.github.emrharness.jvm.JavaProcess;
import io.github.emrharness.jvm.launch.ChildMain;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A child JVM with the threads that carry its streams. */
final class ForkedProcess implements JavaProcess {

    private static final Logger LOG = LoggerFactory.getLogger(ForkedProcess.class);
    private static final long DRAIN_SECONDS = 5;

    private final JavaCommand command;
    private final ChildFiles files;
    private final Process child;
    private final Thread stdin;
    private final Thread stdout;
    private final Thread stderr;
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private volatile Map<String, String> properties;

    ForkedProcess(JavaCommand command, ChildFiles files, Process child) {
        this.command = command;
        this.files = files;
        this.child = child;
        properties = new TreeMap<>(command.systemProperties());
        stdin = pump("stdin", command.stdin(), child.getOutputStream(), true);
        stdout = pump("stdout", child.getInputStream(), command.stdout(), false);
        stderr = pump("stderr", child.getErrorStream(), command.stderr(), false);
    }

    private Thread pump(String what, InputStream from, OutputStream to, boolean close) {
        Thread thread = new Thread(() -> copy(from, to, close), what + " of " + command.name());
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void copy(InputStream from, OutputStream to, boolean close) {
        byte[] buffer = new byte[8192];
        boolean targetIsThere = true;
        try {
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                if (targetIsThere) {
                    try {
                        to.write(buffer, 0, count);
                        to.flush();
                    } catch (IOException theReaderIsGone) {
                        if (close) {
                            return;
                        }
                        // The child must not block on a full pipe for that.
                        targetIsThere = false;
                    }
                }
            }
            if (close) {
                to.close();
            }
        } catch (IOException theOtherSideIsGone) {
            // The child has ended.
        }
    }

    /** Waits for the end of the child and tidies up after it, on a thread of the launcher's. */
    void supervise() {
        int code = -1;
        try {
            code = child.waitFor();
            Properties report = files.readReport();
            endDescendants(report);
            if (!report.isEmpty()) {
                properties = properties(report);
            }
            stdin.interrupt();
            stdout.join(TimeUnit.SECONDS.toMillis(DRAIN_SECONDS));
            stderr.join(TimeUnit.SECONDS.toMillis(DRAIN_SECONDS));
            if (stdout.isAlive() || stderr.isAlive()) {
                LOG.warn("{} has ended, but something else still holds its output open", command.name());
            }
            files.delete();
        } catch (UncheckedIOException e) {
            LOG.warn("The files of {} cannot be deleted", command.name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exit.complete(code);
        }
    }

    private static void endDescendants(Properties report) {
        for (String key : report.stringPropertyNames()) {
            if (key.startsWith(ChildMain.DESCENDANT)) {
                long pid = Long.parseLong(key.substring(ChildMain.DESCENDANT.length()));
                // The system may have given the number to another process meanwhile.
                ProcessHandle.of(pid)
                        .filter(handle -> handle.info()
                                .startInstant()
                                .map(Instant::toString)
                                .orElse("")
                                .equals(report.getProperty(key)))
                        .ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    private static Map<String, String> properties(Properties report) {
        Map<String, String> result = new TreeMap<>();
        for (String key : report.stringPropertyNames()) {
            if (key.startsWith(ChildMain.PROPERTY)) {
                result.put(key.substring(ChildMain.PROPERTY.length()), report.getProperty(key));
            }
        }
        return result;
    }

    @Override
    public CompletableFuture<Integer> onExit() {
        return exit.copy();
    }

    @Override
    public void terminate() {
        // Of the handle: Process.destroy closes the streams, and what the hooks print would be lost.
        child.toHandle().destroy();
    }

    @Override
    public void kill() {
        List<ProcessHandle> descendants = child.descendants().toList();
        child.toHandle().destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public Map<String, String> systemProperties() {
        return Map.copyOf(properties);
    }
}
