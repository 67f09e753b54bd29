package io.github.emrharness.junit5;

import io.github.emrharness.spi.PortRelay;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * A port that stands for an HTTP server which starts when the first connection comes. Clients can be pointed to S3 in this
 * way without S3 being started for tests that never use it.
 */
final class LazyRelay implements AutoCloseable {

    private final PortRelay relay;

    private LazyRelay(PortRelay relay) {
        this.relay = relay;
    }

    /** Opens the port; the supplier is asked for the server's address at every connection. */
    static LazyRelay to(Supplier<URI> target) {
        try {
            return new LazyRelay(PortRelay.open("S3", () -> address(target.get()), LazyRelay::refuse));
        } catch (IOException e) {
            throw new UncheckedIOException("No port can be opened on 127.0.0.1: " + e.getMessage(), e);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + relay.port());
    }

    @Override
    public void close() {
        relay.close();
    }

    private static InetSocketAddress address(URI server) {
        return new InetSocketAddress(server.getHost(), server.getPort());
    }

    /** Answers so that an S3 client shows the cause at once instead of trying again and again. */
    private static void refuse(OutputStream client, Exception cause) throws IOException {
        String message =
                String.valueOf(cause.getMessage()).replace("&", "&amp;").replace("<", "&lt;");
        byte[] body = ("<Error><Code>EmrHarnessS3NotAvailable</Code><Message>The S3 of EMR Harness did not start: "
                        + message + "</Message></Error>")
                .getBytes(StandardCharsets.UTF_8);
        String head =
                "HTTP/1.1 400 Bad Request\r\nContent-Type: application/xml\r\nConnection: close\r\nContent-Length: "
                        + body.length + "\r\n\r\n";
        client.write(head.getBytes(StandardCharsets.US_ASCII));
        client.write(body);
    }
}
