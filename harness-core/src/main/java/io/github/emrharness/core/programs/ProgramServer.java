package io.github.emrharness.core.programs;

import io.github.emrharness.spi.CallableProgram;
import io.github.emrharness.spi.ProgramStarter;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for the calls of the master's programs that scripts and jobs make, on a port of 127.0.0.1 that is opened for the
 * first step. A caller shows the token of its step, so other users of this machine can run nothing.
 */
public final class ProgramServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProgramServer.class);

    private final ExecutorService threads;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, ProgramSession> sessions = new ConcurrentHashMap<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket server;
    private boolean closed;

    public ProgramServer() {
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "emr-harness-programs-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Begins to serve a step, or who else has programs of its own.
     *
     * @throws IOException if no port can be opened, or this server is closed
     */
    public ProgramSession open(ProgramStarter starter) throws IOException {
        ProgramSession session = new ProgramSession(listen(), random, starter, threads, sessions);
        sessions.put(session.token(), session);
        return session;
    }

    /**
     * Makes a program that other processes can call until it is closed.
     *
     * @param file what they start; made with its directory
     * @throws IOException if the file cannot be written, no port can be opened, or this server is closed
     */
    public CallableProgram open(Path file, ProgramStarter starter) throws IOException {
        ProgramFiles.write(file);
        ProgramSession session = open(starter);
        Map<String, String> environment = Map.of(ProgramSession.VARIABLE, session.variable());
        return new CallableProgram() {
            @Override
            public Path file() {
                return file;
            }

            @Override
            public Map<String, String> environment() {
                return environment;
            }

            @Override
            public void close() {
                session.end();
            }
        };
    }

    private synchronized int listen() throws IOException {
        if (closed) {
            throw new IOException("The harness is closed: no program of the master can be called any more.");
        }
        ServerSocket listening = server;
        if (listening == null) {
            ServerSocket opened = new ServerSocket();
            opened.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
            threads.execute(() -> accept(opened));
            listening = opened;
            server = opened;
        }
        return listening.getLocalPort();
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket connection = listening.accept();
                connections.add(connection);
                if (listening.isClosed()) {
                    close(connection);
                } else {
                    threads.execute(() -> serve(connection));
                }
            } catch (IOException | RejectedExecutionException e) {
                if (!listening.isClosed()) {
                    LOG.warn("A call of one of the master's programs is lost", e);
                }
            }
        }
    }

    private void serve(Socket connection) {
        try {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            ProgramSession session = sessions.get(CallReader.text(in));
            if (session == null) {
                LOG.debug("A call without the token of a running step is refused");
                close(connection);
            } else {
                session.serve(new CallConnection(in, connection.getOutputStream(), () -> close(connection)));
            }
        } catch (IOException e) {
            LOG.debug("A call of one of the master's programs ends early", e);
            close(connection);
        }
    }

    private void close(Socket connection) {
        try {
            connection.close();
        } catch (IOException e) {
            LOG.debug("A connection is not closed", e);
        }
        connections.remove(connection);
    }

    /** To be called when no step runs any more. */
    @Override
    public void close() {
        ServerSocket listening;
        synchronized (this) {
            closed = true;
            listening = server;
        }
        if (listening != null) {
            try {
                listening.close();
            } catch (IOException e) {
                LOG.debug("The port for the master's programs is not closed", e);
            }
        }
        connections.forEach(this::close);
        threads.shutdownNow();
    }
}
