package io.github.emrharness.core.conformance;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.emrharness.core.http.EmrEndpoint;
import io.github.emrharness.core.http.EmrEndpointOptions;
import io.github.emrharness.core.operations.EmrFixture;
import io.github.emrharness.core.operations.EmrServiceConfig;
import io.github.emrharness.core.operations.ScriptedStepRunner;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emr.model.Cluster;
import software.amazon.awssdk.services.emr.model.EmrException;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;
import software.amazon.awssdk.services.emr.model.Step;
import software.amazon.awssdk.services.emr.model.StepConfig;
import software.amazon.awssdk.services.emr.model.StepState;

/**
 * EMR as clients see it: a real endpoint on 127.0.0.1, the SDK's client and a plain HTTP client. Steps are those of
 * {@link ScriptedStepRunner}; requests begin with {@link EmrFixture#minimal()}.
 */
final class EmrApi implements AutoCloseable {

    /** Lets a waiter of the SDK ask again at once. */
    static final Consumer<WaiterOverrideConfiguration.Builder> WITHOUT_PAUSE =
            waiter -> waiter.maxAttempts(1_000_000).backoffStrategyV2(BackoffStrategy.retryImmediately());

    private final EmrFixture inside;
    private final EmrEndpoint endpoint;
    private final EmrClient client;
    private final HttpClient http = HttpClient.newHttpClient();

    EmrApi(Path directory) {
        this(directory, settings -> settings);
    }

    /** Starts EMR with settings of its own: a clock that the test drives, a progression, an object store ... */
    EmrApi(Path directory, UnaryOperator<EmrServiceConfig.Builder> settings) {
        inside = new EmrFixture(directory, settings);
        endpoint = EmrEndpoint.start(inside.service(), EmrEndpointOptions.defaults());
        client = EmrClient.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "one")))
                .build();
    }

    EmrClient client() {
        return client;
    }

    /** What the API does not tell: events to await, the order in which steps started ... */
    EmrFixture inside() {
        return inside;
    }

    ScriptedStepRunner runner() {
        return inside.runner();
    }

    // ---- short words for calls over the wire

    /** Runs {@link EmrFixture#minimal()}, a cluster that waits for steps, with these changes. */
    @SafeVarargs
    final String run(Consumer<RunJobFlowRequest.Builder>... changes) {
        RunJobFlowRequest.Builder request = EmrFixture.minimal();
        Arrays.stream(changes).forEach(change -> change.accept(request));
        return client.runJobFlow(request.build()).jobFlowId();
    }

    Cluster describe(String clusterId) {
        return client.describeCluster(request -> request.clusterId(clusterId)).cluster();
    }

    List<String> add(String clusterId, StepConfig... steps) {
        return client.addJobFlowSteps(request -> request.jobFlowId(clusterId).steps(steps))
                .stepIds();
    }

    Step describe(String clusterId, String stepId) {
        return client.describeStep(request -> request.clusterId(clusterId).stepId(stepId))
                .step();
    }

    /** The states of all steps, in the order of their submission. */
    List<StepState> stepStates(String clusterId) {
        List<StepState> states = new ArrayList<>();
        client.listStepsPaginator(request -> request.clusterId(clusterId)).steps().stream()
                .map(step -> step.status().state())
                .forEach(states::add);
        Collections.reverse(states);
        return states;
    }

    /** Expects an error of HTTP status 400 with that code and exactly that message. */
    void assertRefused(ThrowingCallable call, String code, String message) {
        assertThatExceptionOfType(EmrException.class)
                .isThrownBy(call)
                .returns(400, EmrException::statusCode)
                .returns(code, error -> error.awsErrorDetails().errorCode())
                .returns(message, error -> error.awsErrorDetails().errorMessage());
    }

    // ---- where the wire is the point

    /** Posts that JSON as an AWS JSON 1.1 client does. */
    Reply post(String operation, String json) {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(endpoint.uri())
                            .header("Content-Type", "application/x-amz-json-1.1")
                            .header("X-Amz-Target", "ElasticMapReduce." + operation)
                            .POST(HttpRequest.BodyPublishers.ofString(json))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new AssertionError("No answer to " + operation, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** An answer as it came over the wire. */
    record Reply(int status, HttpHeaders headers, String body) {

        JsonNode json() {
            return JsonNode.parser().parse(body);
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    @Override
    public void close() {
        client.close();
        endpoint.close();
        inside.close();
    }
}
