package io.github.emrharness.spi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port of 127.0.0.1 that stands for a server which starts when the first connection comes. Clients can be pointed to a
 * server in this way without its being started for those that never use it. Safe for use by many threads.
 */
public final class PortRelay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PortRelay.class);

    private final String name;
    private final Target target;
    private final Refusal refusal;
    private final ServerSocket server;
    private final ExecutorService threads;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** Where the server is. */
    @FunctionalInterface
    public interface Target {

        /** Starts the server if need be, and waits until it listens; asked for at every connection. */
        InetSocketAddress address() throws IOException;
    }

    /** What a client gets to read when there is no server. */
    @FunctionalInterface
    public interface Refusal {

        /** Answers in the client's protocol; the connection is closed afterwards. */
        void refuse(OutputStream client, Exception cause) throws IOException;
    }

    private PortRelay(String name, Target target, Refusal refusal, ServerSocket server) {
        this.name = name;
        this.target = target;
        this.refusal = refusal;
        this.server = server;
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "emr-harness-relay-" + server.getLocalPort());
            thread.setDaemon(true);
            return thread;
        });
        threads.execute(this::accept);
    }

    /**
     * Opens the port.
     *
     * @param name of the server, for messages, such as {@code "S3"}
     * @throws IOException if no port can be opened
     */
    public static PortRelay open(String name, Target target, Refusal refusal) throws IOException {
        ServerSocket server = new ServerSocket();
        server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
        return new PortRelay(name, target, refusal, server);
    }

    /** The port that clients connect to. */
    public int port() {
        return server.getLocalPort();
    }

    /** Ends all connections and closes the port. */
    @Override
    public void close() {
        closeQuietly(server);
        open.forEach(PortRelay::closeQuietly);
        threads.shutdown();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                hold(client);
                threads.execute(() -> connect(client));
            } catch (IOException | RejectedExecutionException e) {
                if (!server.isClosed()) {
                    LOG.warn("The relay to {} cannot accept connections any more.", name, e);
                    closeQuietly(server);
                }
            }
        }
    }

    /** Closed with the relay, also if that has been closed while the connection was made. */
    private void hold(Socket socket) throws IOException {
        open.add(socket);
        if (server.isClosed()) {
            socket.close();
            open.remove(socket);
            throw new IOException("The relay is closed.");
        }
    }

    private void connect(Socket client) {
        try {
            InetSocketAddress address = target.address();
            Socket upstream = new Socket(address.getAddress(), address.getPort());
            hold(upstream);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            threads.execute(() -> pump(upstream, client));
            pump(client, upstream);
        } catch (IOException | RuntimeException e) {
            refuse(client, e);
        }
    }

    /** Copies until the end, then lets the other side know; whoever comes second closes both. */
    private void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
            if (from.isOutputShutdown()) {
                end(from, to);
            }
        } catch (IOException e) {
            end(from, to);
        }
    }

    private void end(Socket one, Socket other) {
        closeQuietly(one);
        closeQuietly(other);
        open.remove(one);
        open.remove(other);
    }

    private void refuse(Socket client, Exception cause) {
        try (client) {
            OutputStream out = client.getOutputStream();
            refusal.refuse(out, cause);
            out.flush();
        } catch (IOException e) {
            LOG.debug("The client went away.", e);
        } finally {
            open.remove(client);
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            LOG.debug("Closing failed.", e);
        }
    }
}
