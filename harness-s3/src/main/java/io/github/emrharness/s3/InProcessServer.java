package io.github.emrharness.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.BindException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** S3Mock in this JVM, behind a loader of its own. */
final class InProcessServer implements Server {

    private static final String SERVER_CLASS = InProcessServer.class.getPackageName() + ".server.S3MockServer";

    private final int port;
    private @Nullable IsolatedLoader loader;
    private @Nullable AutoCloseable server;

    private InProcessServer(IsolatedLoader loader, Object server) {
        this.loader = loader;
        this.server = (AutoCloseable) server;
        this.port = ((IntSupplier) server).getAsInt();
    }

    static InProcessServer start(ServerSpec spec) throws IOException {
        IsolatedLoader loader = new IsolatedLoader(urls(S3MockLibraries.jars(spec.libraries())));
        try {
            Object server = callIn(loader, "start", () -> loader.loadClass(SERVER_CLASS)
                    .getMethod("start", Path.class, Path.class, int.class, String.class)
                    .invoke(null, spec.work(), spec.objects(), spec.port(), spec.region()));
            return new InProcessServer(loader, server);
        } catch (IOException | RuntimeException e) {
            loader.close();
            throwIfPortIsTaken(spec.port(), e);
            throw e;
        }
    }

    /** Tomcat hides it behind exceptions of its own. */
    private static void throwIfPortIsTaken(int port, Throwable failure) throws IOException {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                throw new IOException(
                        "S3 cannot listen on 127.0.0.1:" + port + ": " + cause.getMessage()
                                + ". Stop the program that uses this port, or leave the port at 0 to take a free one.",
                        failure);
            }
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public synchronized void close() {
        AutoCloseable running = server;
        IsolatedLoader isolated = loader;
        if (running == null || isolated == null) {
            return;
        }
        // Nothing of the server may stay reachable: its loader has to go.
        server = null;
        loader = null;
        try (isolated) {
            callIn(isolated, "stop", () -> {
                running.close();
                return running;
            });
        } catch (IOException e) {
            throw new UncheckedIOException("S3Mock did not stop cleanly: " + e.getMessage(), e);
        }
    }

    /** Runs it in a thread of its own, so that no thread of the test keeps a thread local of the server. */
    private static <T> T callIn(ClassLoader loader, String action, Callable<T> callable) throws IOException {
        FutureTask<T> task = new FutureTask<>(callable);
        Thread thread = new Thread(null, task, "emr-harness-s3-" + action, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        thread.start();
        return await(task, thread, action);
    }

    /** Waits for the thread as well: its end is part of what has to be over. */
    private static <T> T await(FutureTask<T> task, Thread thread, String action) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    thread.join();
                    return task.get();
                } catch (InterruptedException e) {
                    // What has begun must come to its end, or threads and ports would be left behind.
                    interrupted = true;
                } catch (ExecutionException e) {
                    Throwable cause = e.getCause() instanceof InvocationTargetException invocation
                            ? invocation.getTargetException()
                            : e.getCause();
                    throw new IOException("S3Mock cannot " + action + ": " + cause, cause);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static URL[] urls(List<Path> jars) throws MalformedURLException {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = jars.get(i).toUri().toURL();
        }
        return urls;
    }
}
