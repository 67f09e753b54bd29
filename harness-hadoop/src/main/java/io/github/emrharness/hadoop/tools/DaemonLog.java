package io.github.emrharness.hadoop.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The log file of one daemon: what its threads, and those that they start, have to say. Many daemons share a process here. */
final class DaemonLog extends ThreadGroup {

    /** Starts a daemon. */
    @FunctionalInterface
    interface Start<T> {
        T start() throws IOException;
    }

    private final Writer out;
    private boolean closed;

    private DaemonLog(String name, Writer out) {
        super(name);
        this.out = out;
    }

    static DaemonLog of(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return new DaemonLog(String.valueOf(file.getFileName()), Files.newBufferedWriter(file, UTF_8));
    }

    /** Starts the daemon on a thread of its own; waits until it has started. */
    <T> T start(Start<T> start) throws IOException {
        CompletableFuture<T> started = new CompletableFuture<>();
        Thread thread = new Thread(
                this,
                () -> {
                    try {
                        started.complete(start.start());
                    } catch (IOException | RuntimeException | Error e) {
                        started.completeExceptionally(e);
                    }
                },
                "start of " + getName());
        thread.setDaemon(true);
        thread.start();
        try {
            return started.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException(String.valueOf(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while a daemon starts");
        }
    }

    /** Writes to the log of the daemon that this thread belongs to, if it belongs to one. */
    static void write(String text) {
        for (ThreadGroup each = Thread.currentThread().getThreadGroup(); each != null; each = each.getParent()) {
            if (each instanceof DaemonLog log) {
                log.append(text);
                return;
            }
        }
    }

    private void append(String text) {
        synchronized (out) {
            if (closed) {
                return;
            }
            try {
                out.write(text);
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** To be called when the daemon has ended. What comes later is not written any more. */
    void close() {
        // Some threads of a data node wait on, with all that it had in memory, when they are told to stop at the wrong
        // moment.
        interrupt();
        synchronized (out) {
            closed = true;
            try {
                out.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
