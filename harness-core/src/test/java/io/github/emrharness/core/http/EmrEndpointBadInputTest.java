package io.github.emrharness.core.http;

import static io.github.emrharness.core.http.RawClient.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.core.http.RawClient.Response;
import io.github.emrharness.core.operations.EmrServiceException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.emr.model.ListClustersRequest;
import software.amazon.awssdk.services.emr.model.ListClustersResponse;

/** What no SDK sends: an AWS-shaped 4xx each, and the endpoint goes on. */
@Timeout(120)
class EmrEndpointBadInputTest {

    private static final String GOOD = post("ListClusters", "{}");

    private final ScriptedService service = new ScriptedService()
            .on(ListClustersRequest.class, request -> ListClustersResponse.builder()
                    .marker(request.marker())
                    .build());
    private final List<AutoCloseable> opened = new ArrayList<>();
    private EmrEndpoint endpoint;

    @AfterEach
    void closeAll() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    @Test
    void a_response_has_the_headers_of_aws() throws IOException {
        Response response = connect().send(GOOD).receive();

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{}");
        assertThat(response.header("content-type")).isEqualTo("application/x-amz-json-1.1");
        assertThat(response.header("x-amzn-requestid")).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(response.header("date"))
                .matches("(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
        assertThat(response.headers()).doesNotContainKey("x-amzn-errortype");
    }

    @Test
    void an_unknown_operation_is_not_found() throws IOException {
        RawClient client = connect();

        assertError(
                client.send(post("FlyToTheMoon", "{}")).receive(),
                404,
                "UnknownOperationException",
                "Could not find operation FlyToTheMoon");
        assertError(
                client.send(post("runJobFlow", "{}")).receive(),
                404,
                "UnknownOperationException",
                "Could not find operation runJobFlow");
        assertError(
                client.send(GOOD.replace("ElasticMapReduce.", "DynamoDB_20120810."))
                        .receive(),
                404,
                "UnknownOperationException",
                "Could not find operation DynamoDB_20120810.ListClusters");
        assertError(
                client.send(GOOD.replace("X-Amz-Target", "X-Other")).receive(),
                404,
                "UnknownOperationException",
                "Could not find operation without the header X-Amz-Target: ElasticMapReduce.<operation>");
        assertError(
                client.send(GOOD.replace("POST /", "POST /elsewhere")).receive(),
                404,
                "UnknownOperationException",
                "Could not find operation POST /elsewhere: the EMR API takes POST / only");
        assertThat(client.send(GOOD).receive().status()).isEqualTo(200);
    }

    @Test
    void a_person_who_looks_is_told_what_this_is() throws IOException {
        RawClient client = connect();

        Response get = client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").receive();
        Response head = client.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n").receive(false);

        assertThat(get.status()).isEqualTo(200);
        assertThat(get.header("content-type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(get.body())
                .isEqualTo(
                        "EMR Harness: a local Amazon EMR API for tests. Point the endpoint of an EMR client here.\n");
        assertThat(head.status()).isEqualTo(200);
        assertThat(client.send(GOOD).receive().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT /", "DELETE /", "GET /favicon.ico", "OPTIONS *", "PATCH /", "TRACE /"})
    void another_method_is_refused(String line) throws IOException {
        Response response =
                connect().send(line + " HTTP/1.1\r\nHost: x\r\n\r\n").receive();

        assertError(response, 405, "MalformedHttpRequestException", "The EMR API takes POST / only, not " + line);
        assertThat(response.header("allow")).isEqualTo("POST");
    }

    @Test
    void another_content_type_is_refused() throws IOException {
        RawClient client = connect();

        assertError(
                client.send(GOOD.replace("application/x-amz-json-1.1", "application/x-amz-cbor-1.1"))
                        .receive(),
                400,
                "SerializationException",
                "The Content-Type must be application/x-amz-json-1.1, not application/x-amz-cbor-1.1");
        assertError(
                client.send(GOOD.replace("Host: x", "Content-Encoding: gzip")).receive(),
                400,
                "SerializationException",
                "The Content-Encoding gzip is not supported");
    }

    @Test
    void malformed_json_leaves_the_connection_usable() throws IOException {
        RawClient client = connect();

        Response response = client.send(post("ListClusters", "{\"Marker\":")).receive();

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).startsWith("{\"__type\":\"SerializationException\",\"message\":\"");
        assertThat(client.send(GOOD).receive().status()).isEqualTo(200);
    }

    @Test
    void nesting_of_ten_thousand_levels_is_refused() throws IOException {
        RawClient client = connect();

        Response response = client.send(post("RunJobFlow", "{\"Configurations\":[".repeat(10_000)))
                .receive();

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.header("x-amzn-errortype")).isEqualTo("SerializationException");
        assertThat(client.send(GOOD).receive().status()).isEqualTo(200);
    }

    @Test
    void a_huge_body_is_refused_while_it_is_sent() throws IOException {
        start(EmrEndpointOptions.defaults().withMaxRequestBytes(1000));
        String body = " ".repeat(4_000_000);

        RawClient announced = connect().send(post("ListClusters", body));
        assertError(
                announced.receive(), 413, "RequestEntityTooLargeException", "The request is longer than 1000 bytes");
        announced.endOfInput();
        assertThat(announced.isClosedByServer()).isTrue();

        RawClient chunked = connect()
                .send(GOOD.replace("Content-Length: 2", "Transfer-Encoding: chunked")
                        .replace("\r\n\r\n{}", "\r\n\r\n3d0900\r\n" + body + "\r\n0\r\n\r\n"));
        assertThat(chunked.receive().status()).isEqualTo(413);
    }

    @Test
    void a_client_that_asks_first_is_told_to_go_on_or_not() throws IOException {
        start(EmrEndpointOptions.defaults().withMaxRequestBytes(1000));
        String body = "{\"Marker\":\"m\"}";
        String asking = post("ListClusters", body).replace("Host: x", "Expect: 100-continue");
        int headEnd = asking.indexOf("{");

        RawClient polite = connect().send(asking.substring(0, headEnd));
        assertThat(polite.receive().status()).isEqualTo(100);
        assertThat(polite.send(body).receive().body()).isEqualTo(body);

        RawClient odd = connect().send(GOOD.replace("Host: x", "Expect: the-unexpected"));
        assertThat(odd.receive().status()).isEqualTo(200);

        RawClient tooMuch =
                connect().send(asking.substring(0, headEnd).replaceAll("Content-Length: \\d+", "Content-Length: 1001"));
        assertThat(tooMuch.receive().status()).isEqualTo(413);
    }

    @Test
    void a_truncated_request_is_answered() throws IOException {
        assertError(
                connect()
                        .send(GOOD.substring(0, GOOD.length() - 1))
                        .endOfInput()
                        .receive(),
                400,
                "RequestAbortedException",
                "The request ended before it was complete");
        assertError(
                connect().send("POST / HTTP/1.1\r\nHos").endOfInput().receive(),
                400,
                "RequestAbortedException",
                "The request ended before it was complete");
    }

    @Test
    void a_client_that_closes_its_side_after_the_request_gets_its_answer() throws IOException {
        RawClient client = connect().send(GOOD).endOfInput();

        assertThat(client.receive().status()).isEqualTo(200);
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void a_slow_client_runs_out_of_time() throws IOException {
        start(EmrEndpointOptions.defaults().withRequestTimeout(Duration.ofMillis(200)));

        RawClient client = connect().send("POST / HTTP/1.1\r\nX-Slow");

        assertError(client.receive(), 408, "RequestTimeoutException", "The request did not arrive within 200 ms");
        client.endOfInput();
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void an_idle_connection_is_closed() throws IOException {
        start(EmrEndpointOptions.defaults().withIdleTimeout(Duration.ofMillis(200)));
        RawClient client = connect();

        assertThat(client.send(GOOD).receive().status()).isEqualTo(200);
        assertThat(client.isClosedByServer()).isTrue();
        assertThat(connect().isClosedByServer()).isTrue();
    }

    @Test
    void rubbish_is_answered_or_cut_and_the_endpoint_goes_on() throws IOException {
        start(EmrEndpointOptions.defaults().withRequestTimeout(Duration.ofMillis(500)));
        Random random = new Random(11);
        for (int round = 0; round < 50; round++) {
            byte[] rubbish = new byte[1 + random.nextInt(500)];
            random.nextBytes(rubbish);
            try (RawClient client = new RawClient(endpoint.uri())) {
                Response response =
                        client.send(rubbish).send("\r\n\r\n").endOfInput().receive();
                assertThat(response.status()).isBetween(400, 499);
                assertThat(response.body()).startsWith("{\"__type\":\"");
            }
        }
        assertThat(connect().send(GOOD).receive().status()).isEqualTo(200);
    }

    @Test
    void a_request_line_that_is_too_long_is_malformed() throws IOException {
        Response response = connect()
                .send("POST /" + "x".repeat(10_000) + " HTTP/1.1\r\n\r\n")
                .receive();

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.header("x-amzn-errortype")).isEqualTo("MalformedHttpRequestException");
    }

    @Test
    void a_client_of_another_aws_service_is_told_in_its_own_protocol() throws IOException {
        RawClient client = connect();
        String form = "Action=GetCallerIdentity%3C%26&Version=2011-06-15";

        Response response = client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded;"
                        + " charset=utf-8\r\nContent-Length: " + form.length() + "\r\n\r\n" + form)
                .receive();

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.header("content-type")).isEqualTo("text/xml");
        assertThat(response.body())
                .isEqualTo("<ErrorResponse><Error><Type>Sender</Type><Code>InvalidAction</Code><Message>Could not find"
                        + " operation GetCallerIdentity&lt;&amp;: this is the endpoint of an EMR Harness, which answers"
                        + " the EMR API only</Message></Error><RequestId>" + response.header("x-amzn-requestid")
                        + "</RequestId></ErrorResponse>");
        assertThat(client.send(GOOD).receive().status()).isEqualTo(200);
    }

    @Test
    void a_body_may_come_in_chunks() throws IOException {
        RawClient client = connect();
        String head = GOOD.substring(0, GOOD.indexOf("Content-Length"));

        Response response = client.send(head + "Transfer-Encoding: chunked\r\n\r\n")
                .send("f\r\n{\"Marker\":\"come\r\n")
                .send("7;x=y\r\n back\"}\r\n0\r\nTrailer: t\r\n\r\n")
                .receive();

        assertThat(response.body()).isEqualTo("{\"Marker\":\"come back\"}");
        assertThat(client.send(GOOD).receive().status()).isEqualTo(200);
    }

    @Test
    void a_broken_chunk_is_malformed() throws IOException {
        String head = GOOD.substring(0, GOOD.indexOf("Content-Length"));

        Response response = connect()
                .send(head + "Transfer-Encoding: chunked\r\n\r\nnot a number\r\n{}\r\n")
                .receive();

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.header("x-amzn-errortype")).isEqualTo("MalformedHttpRequestException");
    }

    @Test
    void headers_that_are_too_long_are_malformed() throws IOException {
        Response response = connect()
                .send(GOOD.replace("Host: x", "Host: x\r\nX-Long: " + "y".repeat(20_000)))
                .receive();

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.header("x-amzn-errortype")).isEqualTo("MalformedHttpRequestException");
    }

    @Test
    void many_idle_connections_keep_nobody_waiting() throws IOException {
        for (int i = 0; i < 300; i++) {
            connect().send(GOOD.substring(0, i % 2 == 0 ? 0 : 20));
        }

        assertThat(connect().send(GOOD).receive().status()).isEqualTo(200);
    }

    @Test
    void requests_sent_in_one_go_are_answered_in_order() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            all.append(post("ListClusters", "{\"Marker\":\"" + i + "\"}"));
        }
        RawClient client = connect().send(all.toString()).endOfInput();

        for (int i = 0; i < 100; i++) {
            assertThat(client.receive().body()).isEqualTo("{\"Marker\":\"" + i + "\"}");
        }
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void an_old_client_gets_one_answer_per_connection() throws IOException {
        RawClient client = connect().send(GOOD.replace("HTTP/1.1", "HTTP/1.0"));

        assertThat(client.receive().body()).isEqualTo("{}");
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void more_requests_than_may_wait_are_throttled() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        List<CompletableFuture<Response>> responses = overload(goOn);

        goOn.countDown();

        List<Integer> statuses = new ArrayList<>();
        for (CompletableFuture<Response> response : responses) {
            statuses.add(response.get(60, TimeUnit.SECONDS).status());
        }
        assertThat(statuses).containsExactlyInAnyOrder(200, 200, 400);
    }

    @Test
    void thousands_of_requests_sent_in_one_go_may_be_throttled() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        overload(goOn);
        RawClient client = connect();

        client.send("PUT / HTTP/1.1\r\n\r\n".repeat(3000));

        for (int i = 0; i < 3000; i++) {
            assertThat(client.receive().status()).isEqualTo(400);
        }
        goOn.countDown();
        assertThat(connect().send("PUT / HTTP/1.1\r\n\r\n").receive().status()).isIn(400, 405);
    }

    /** Has one request worked on and one waiting until the latch opens; a third was throttled. */
    private List<CompletableFuture<Response>> overload(CountDownLatch goOn) throws Exception {
        service.on(ListClustersRequest.class, request -> {
            awaitUnchecked(goOn);
            return ListClustersResponse.builder().build();
        });
        start(EmrEndpointOptions.defaults().withWorkers(1, 1));
        List<CompletableFuture<Response>> responses = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            responses.add(respond(connect().send(GOOD)));
        }
        assertError(
                (Response) CompletableFuture.anyOf(responses.toArray(new CompletableFuture<?>[0]))
                        .get(60, TimeUnit.SECONDS),
                400,
                "ThrottlingException",
                "Rate exceeded");
        return responses;
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw EmrServiceException.common("InternalFailure", 500, "interrupted");
        }
    }

    private static CompletableFuture<Response> respond(RawClient client) {
        CompletableFuture<Response> response = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try {
                response.complete(client.receive());
            } catch (IOException e) {
                response.completeExceptionally(e);
            }
        });
        reader.setDaemon(true);
        reader.start();
        return response;
    }

    private static void assertError(Response response, int status, String code, String message) {
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.header("x-amzn-errortype")).isEqualTo(code);
        assertThat(response.header("content-type")).isEqualTo("application/x-amz-json-1.1");
        assertThat(response.header("x-amzn-requestid")).hasSize(36);
        assertThat(response.body()).isEqualTo("{\"__type\":\"" + code + "\",\"message\":\"" + message + "\"}");
    }

    private void start(EmrEndpointOptions options) {
        endpoint = EmrEndpoint.start(service, options);
        opened.add(endpoint);
    }

    private RawClient connect() throws IOException {
        if (endpoint == null) {
            start(EmrEndpointOptions.defaults());
        }
        RawClient client = new RawClient(endpoint.uri());
        opened.add(client);
        return client;
    }
}
