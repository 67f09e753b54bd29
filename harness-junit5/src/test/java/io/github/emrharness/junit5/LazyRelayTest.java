package io.github.emrharness.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LazyRelayTest {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger starts = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/echo", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void the_target_is_asked_for_when_the_first_connection_comes() throws Exception {
        try (LazyRelay relay = LazyRelay.to(this::target)) {
            assertThat(starts).hasValue(0);
            byte[] body = new byte[5 << 20];
            new Random(1).nextBytes(body);
            assertThat(post(relay, body).body()).isEqualTo(body);
            assertThat(post(relay, new byte[] {1}).body()).containsExactly(1);
            assertThat(starts).hasPositiveValue();
        }
    }

    @Test
    void a_target_that_does_not_start_is_told_to_the_client() throws Exception {
        try (LazyRelay relay = LazyRelay.to(() -> {
            throw new IllegalStateException("no <S3> here");
        })) {
            HttpResponse<byte[]> response = post(relay, new byte[0]);
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(new String(response.body()))
                    .isEqualTo(
                            "<Error><Code>EmrHarnessS3NotAvailable</Code><Message>The S3 of EMR Harness did not start:"
                                    + " no &lt;S3> here</Message></Error>");
        }
    }

    @Test
    void a_connection_made_while_the_relay_closes_ends_too() throws IOException {
        for (int i = 0; i < 200; i++) {
            LazyRelay relay = LazyRelay.to(this::target);
            URI endpoint = relay.endpoint();
            relay.close();
            try (Socket late = new Socket()) {
                late.setSoTimeout(60_000);
                late.connect(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()));
                assertThat(late.getInputStream().read()).isNegative();
            } catch (SocketException refused) {
                assertThat(refused).hasMessageMatching("Connection (refused|reset).*");
            }
        }
    }

    @Test
    void a_target_that_starts_after_the_relay_was_closed_is_left_alone() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        try (ServerSocket late = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            late.setSoTimeout(60_000);
            LazyRelay relay = LazyRelay.to(() -> {
                asked.countDown();
                try {
                    closed.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return URI.create("http://127.0.0.1:" + late.getLocalPort());
            });
            try (Socket client =
                    new Socket(relay.endpoint().getHost(), relay.endpoint().getPort())) {
                asked.await();
                relay.close();
                closed.countDown();

                try (Socket upstream = late.accept()) {
                    upstream.setSoTimeout(60_000);
                    assertThat(upstream.getInputStream().read()).isNegative();
                }
            }
        }
    }

    @Test
    void a_closed_relay_answers_no_more() throws Exception {
        LazyRelay relay = LazyRelay.to(this::target);
        post(relay, new byte[] {1});
        relay.close();
        relay.close();
        assertThatThrownBy(() -> post(relay, new byte[] {1})).isInstanceOf(IOException.class);
    }

    private URI target() {
        starts.incrementAndGet();
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private HttpResponse<byte[]> post(LazyRelay relay, byte[] body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(relay.endpoint().resolve("/echo"))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofByteArray());
    }
}
