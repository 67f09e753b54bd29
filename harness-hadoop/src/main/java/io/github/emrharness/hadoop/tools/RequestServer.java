package io.github.emrharness.hadoop.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes requests of the harness, each on a connection of its own. */
final class RequestServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RequestServer.class);

    private static final int BACKLOG = 100;

    private final ServerSocket socket;
    private final String secret;
    private final Requests requests;
    private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "request of the harness");
        thread.setDaemon(true);
        return thread;
    });

    private RequestServer(ServerSocket socket, String secret, Requests requests) {
        this.socket = socket;
        this.secret = secret;
        this.requests = requests;
    }

    static RequestServer start(String secret, Clusters clusters) throws IOException {
        RequestServer server = new RequestServer(
                new ServerSocket(0, BACKLOG, InetAddress.getByName("127.0.0.1")), secret, new Requests(clusters));
        server.executor.execute(server::accept);
        return server;
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                executor.execute(() -> serve(connection));
            } catch (IOException | RejectedExecutionException e) {
                LOG.debug("No more requests", e);
            }
        }
    }

    private void serve(Socket connection) {
        try (connection;
                DataInputStream in = new DataInputStream(new BufferedInputStream(connection.getInputStream()));
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(connection.getOutputStream()))) {
            connection.setTcpNoDelay(true);
            if (!MessageDigest.isEqual(Wire.readText(in).getBytes(UTF_8), secret.getBytes(UTF_8))) {
                return;
            }
            String name = Wire.readText(in);
            Map<String, String> arguments = Wire.readMap(in);
            InputStream body = Wire.body(in);
            OutputStream answer = Wire.body(out);
            try {
                requests.perform(name, arguments, body, answer);
                // Whoever writes to the end must be able to read the answer.
                body.transferTo(OutputStream.nullOutputStream());
                answer.close();
            } catch (Exception | LinkageError e) {
                LOG.debug("The request {} {} fails", name, arguments, e);
                answer.flush();
                Wire.writeFailure(out, e);
                body.transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException e) {
            LOG.debug("A connection has broken", e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        executor.shutdownNow();
    }
}
