package io.github.emrharness.junit5;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port that stands for an HTTP server which starts when the first connection comes. Clients can be pointed to S3 in this
 * way without S3 being started for tests that never use it.
 */
final class LazyRelay implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LazyRelay.class);

    private final Supplier<URI> target;
    private final ServerSocket server;
    private final ExecutorService threads;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private LazyRelay(Supplier<URI> target, ServerSocket server) {
        this.target = target;
        this.server = server;
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "emr-harness-s3-relay-" + server.getLocalPort());
            thread.setDaemon(true);
            return thread;
        });
        threads.execute(this::accept);
    }

    /** Opens the port; the supplier is asked for the server's address at every connection. */
    static LazyRelay to(Supplier<URI> target) {
        try {
            ServerSocket server = new ServerSocket();
            server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
            return new LazyRelay(target, server);
        } catch (IOException e) {
            throw new UncheckedIOException("No port can be opened on 127.0.0.1: " + e.getMessage(), e);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    @Override
    public void close() {
        closeQuietly(server);
        open.forEach(LazyRelay::closeQuietly);
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
                    log.warn("The relay to S3 cannot accept connections any more.", e);
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
            URI address = target.get();
            Socket upstream = new Socket(address.getHost(), address.getPort());
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

    /** Answers so that an S3 client shows the cause at once instead of trying again and again. */
    private void refuse(Socket client, Exception cause) {
        String message =
                String.valueOf(cause.getMessage()).replace("&", "&amp;").replace("<", "&lt;");
        byte[] body = ("<Error><Code>EmrHarnessS3NotAvailable</Code><Message>The S3 of EMR Harness did not start: "
                        + message + "</Message></Error>")
                .getBytes(StandardCharsets.UTF_8);
        String head =
                "HTTP/1.1 400 Bad Request\r\nContent-Type: application/xml\r\nConnection: close\r\nContent-Length: "
                        + body.length + "\r\n\r\n";
        try (client) {
            OutputStream out = client.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
        } catch (IOException e) {
            log.debug("The client went away.", e);
        } finally {
            open.remove(client);
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            log.debug("Closing failed.", e);
        }
    }
}
