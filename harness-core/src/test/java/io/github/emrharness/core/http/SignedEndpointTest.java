package io.github.emrharness.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.emrharness.core.http.RawClient.Response;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.emr.EmrAsyncClient;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emr.model.EmrException;
import software.amazon.awssdk.services.emr.model.ListClustersRequest;
import software.amazon.awssdk.services.emr.model.ListClustersResponse;

/** An endpoint that verifies signatures, and the SDK's clients with the right and with wrong keys. */
@Timeout(120)
class SignedEndpointTest {

    private static final String KEY = "AKIATEST";
    private static final String SECRET = "a/secret+of/forty+characters/for/tests000";

    private EmrEndpoint endpoint;

    @BeforeEach
    void start() {
        ScriptedService service = new ScriptedService()
                .on(ListClustersRequest.class, request -> ListClustersResponse.builder()
                        .marker(request.marker())
                        .build());
        endpoint = EmrEndpoint.start(
                service,
                EmrEndpointOptions.defaults().withSignedWith(new SigningCredentials(KEY, SECRET, "us-east-1")));
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Test
    void a_sync_client_with_the_key_is_answered() {
        try (EmrClient client = client(keys(KEY, SECRET), Region.US_EAST_1)) {
            assertThat(client.listClusters(r -> r.marker("Ünïcode \u20ac")).marker())
                    .isEqualTo("Ünïcode \u20ac");
        }
    }

    @Test
    void an_async_client_with_the_key_is_answered() {
        try (EmrAsyncClient client = EmrAsyncClient.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(keys(KEY, SECRET))
                .build()) {
            List<CompletableFuture<ListClustersResponse>> answers = Stream.iterate(0, i -> i + 1)
                    .limit(200)
                    .map(i -> client.listClusters(r -> r.marker("m" + i)))
                    .toList();

            assertThat(answers.stream().map(answer -> answer.join().marker()).distinct())
                    .hasSize(200);
        }
    }

    @Test
    void a_session_token_beside_the_key_does_no_harm() {
        AwsCredentialsProvider session =
                StaticCredentialsProvider.create(AwsSessionCredentials.create(KEY, SECRET, "token"));
        try (EmrClient client = client(session, Region.US_EAST_1)) {
            assertThat(client.listClusters().clusters()).isEmpty();
        }
    }

    @Test
    void wrong_keys_and_regions_are_refused() {
        assertRefused(
                keys("test", "test"),
                Region.US_EAST_1,
                "UnrecognizedClientException",
                "The security token included in the request is invalid. The access key id is 'test', which is not known"
                        + " here (EMR Harness: sign with its accessKeyId() and secretAccessKey(), or let anything pass"
                        + " with the setting emr.harness.signatures=ignore)");
        assertRefused(
                keys(KEY, "another secret"),
                Region.US_EAST_1,
                "InvalidSignatureException",
                "The request signature we calculated does not match the signature you provided.");
        assertRefused(
                keys(KEY, SECRET),
                Region.EU_WEST_1,
                "InvalidSignatureException",
                "Credential should be scoped to a valid region, not 'eu-west-1'.");
        assertRefused(
                AnonymousCredentialsProvider.create(),
                Region.US_EAST_1,
                "MissingAuthenticationTokenException",
                "Missing Authentication Token");
    }

    private void assertRefused(AwsCredentialsProvider keys, Region region, String code, String start) {
        try (EmrClient client = client(keys, region)) {
            assertThatExceptionOfType(EmrException.class)
                    .isThrownBy(client::listClusters)
                    .returns(403, EmrException::statusCode)
                    .satisfies(error -> {
                        assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
                        assertThat(error.awsErrorDetails().errorMessage()).startsWith(start);
                    });
        }
    }

    @Test
    void what_is_no_operation_is_told_before_the_signature_is_asked_for() throws IOException {
        try (RawClient raw = new RawClient(endpoint.uri())) {
            Response unknown = raw.send(RawClient.post("FlyToTheMoon", "{}")).receive();
            Response unsigned = raw.send(RawClient.post("ListClusters", "{}")).receive();
            Response person = raw.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").receive();

            assertThat(unknown.header("x-amzn-errortype")).isEqualTo("UnknownOperationException");
            assertThat(unsigned.status()).isEqualTo(403);
            assertThat(unsigned.header("x-amzn-errortype")).isEqualTo("MissingAuthenticationTokenException");
            assertThat(person.status()).isEqualTo(200);
        }
    }

    private EmrClient client(AwsCredentialsProvider keys, Region region) {
        return EmrClient.builder()
                .endpointOverride(endpoint.uri())
                .region(region)
                .credentialsProvider(keys)
                .build();
    }

    private static AwsCredentialsProvider keys(String id, String secret) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret));
    }
}
