package io.github.emrharness.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.emrharness.core.operations.EmrServiceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.emr.EmrAsyncClient;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emr.model.AddJobFlowStepsRequest;
import software.amazon.awssdk.services.emr.model.AddJobFlowStepsResponse;
import software.amazon.awssdk.services.emr.model.Cluster;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterSummary;
import software.amazon.awssdk.services.emr.model.DescribeClusterRequest;
import software.amazon.awssdk.services.emr.model.DescribeClusterResponse;
import software.amazon.awssdk.services.emr.model.EmrException;
import software.amazon.awssdk.services.emr.model.InvalidRequestException;
import software.amazon.awssdk.services.emr.model.ListClustersRequest;
import software.amazon.awssdk.services.emr.model.ListClustersResponse;
import software.amazon.awssdk.services.emr.model.StepConfig;
import software.amazon.awssdk.services.emr.model.TerminateJobFlowsRequest;
import software.amazon.awssdk.services.emr.model.TerminateJobFlowsResponse;

@Timeout(60)
class EmrEndpointTest {

    private final ScriptedService service = new ScriptedService();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    void a_sync_client_gets_the_response_of_the_service() {
        Instant created = Instant.parse("2026-09-01T10:15:30.125Z");
        service.on(
                DescribeClusterRequest.class,
                request -> describe(Cluster.builder()
                        .id(request.clusterId())
                        .name("naïve ☂ 𝒳")
                        .autoTerminate(false)
                        .status(s -> s.state(ClusterState.WAITING).timeline(t -> t.creationDateTime(created)))
                        .build()));

        Cluster cluster =
                client(start()).describeCluster(r -> r.clusterId("j-1")).cluster();

        assertThat(cluster.id()).isEqualTo("j-1");
        assertThat(cluster.name()).isEqualTo("naïve ☂ 𝒳");
        assertThat(cluster.autoTerminate()).isFalse();
        assertThat(cluster.status().timeline().creationDateTime()).isEqualTo(created);
        assertThat(cluster.hasTags()).isFalse();
    }

    @Test
    void the_request_arrives_whole() {
        service.on(AddJobFlowStepsRequest.class, request -> AddJobFlowStepsResponse.builder()
                .stepIds(
                        request.jobFlowId(),
                        request.steps().get(0).hadoopJarStep().args().get(1))
                .build());

        AddJobFlowStepsResponse response = client(start()).addJobFlowSteps(r -> r.jobFlowId("j-1")
                .steps(StepConfig.builder()
                        .name("n")
                        .hadoopJarStep(j -> j.jar("command-runner.jar").args("echo", "é"))
                        .build()));

        assertThat(response.stepIds()).containsExactly("j-1", "é");
    }

    @Test
    void an_operation_without_output_answers_with_an_empty_body() {
        service.on(TerminateJobFlowsRequest.class, request -> TerminateJobFlowsResponse.builder()
                .build());

        TerminateJobFlowsResponse response = client(start()).terminateJobFlows(r -> r.jobFlowIds("j-1"));

        assertThat(response.sdkHttpResponse().firstMatchingHeader("Content-Length"))
                .hasValue("0");
        assertThat(response.responseMetadata().requestId()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    @Test
    void an_error_of_the_cluster_era_arrives_as_its_own_exception() {
        service.on(DescribeClusterRequest.class, request -> {
            throw EmrServiceException.invalidRequest("NoSuchCluster", "Cluster id 'j-X' is not valid.");
        });

        InvalidRequestException error = catchThrowableOfType(
                InvalidRequestException.class, () -> client(start()).describeCluster(r -> r.clusterId("j-X")));

        assertThat(error.emrErrorCode()).isEqualTo("NoSuchCluster");
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidRequestException");
        assertThat(error.awsErrorDetails().errorMessage()).isEqualTo("Cluster id 'j-X' is not valid.");
        assertThat(error.statusCode()).isEqualTo(400);
        assertThat(error.requestId()).hasSize(36);
    }

    @Test
    void an_error_of_the_job_flow_era_arrives_unmodelled() {
        service.on(TerminateJobFlowsRequest.class, request -> {
            throw EmrServiceException.validation("Specified job flow ID not valid.");
        });

        EmrException error = catchThrowableOfType(
                EmrException.class, () -> client(start()).terminateJobFlows(r -> r.jobFlowIds("j-X")));

        assertThat(error.getClass()).isEqualTo(EmrException.class);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
        assertThat(error.awsErrorDetails().errorMessage()).isEqualTo("Specified job flow ID not valid.");
        assertThat(error.statusCode()).isEqualTo(400);
    }

    @Test
    void a_missing_required_member_is_a_validation_error() {
        EmrException error = catchThrowableOfType(EmrException.class, () -> client(start())
                .runJobFlow(r -> r.steps(
                        StepConfig.builder().hadoopJarStep(j -> j.args("x")).build())));

        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
        assertThat(error.awsErrorDetails().errorMessage())
                .isEqualTo("4 validation errors detected:"
                        + " Value null at 'steps.1.member.hadoopJarStep.jar' failed to satisfy constraint: Member must"
                        + " not be null;"
                        + " Value null at 'steps.1.member.name' failed to satisfy constraint: Member must not be null;"
                        + " Value null at 'name' failed to satisfy constraint: Member must not be null;"
                        + " Value null at 'instances' failed to satisfy constraint: Member must not be null");
    }

    @Test
    void a_defect_of_the_service_is_an_internal_failure_without_its_stack_trace() {
        service.on(DescribeClusterRequest.class, request -> {
            throw new IllegalArgumentException("secret detail");
        });

        EmrException error = catchThrowableOfType(
                EmrException.class, () -> client(start()).describeCluster(r -> r.clusterId("j-1")));

        assertThat(error.statusCode()).isEqualTo(500);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InternalFailure");
        assertThat(error.awsErrorDetails().errorMessage())
                .isEqualTo("The harness failed to perform this request (a defect of the harness, not of the caller);"
                        + " its log shows the cause under request id " + error.requestId());
    }

    @Test
    void waiters_and_paginators_work() {
        AtomicInteger describes = new AtomicInteger();
        service.on(
                        DescribeClusterRequest.class,
                        request -> describe(Cluster.builder()
                                .id(request.clusterId())
                                .status(s -> s.state(
                                        describes.incrementAndGet() < 3 ? ClusterState.STARTING : ClusterState.WAITING))
                                .build()))
                .on(ListClustersRequest.class, EmrEndpointTest::page);
        EmrClient client = client(start());

        Cluster ready = client.waiter()
                .waitUntilClusterRunning(
                        r -> r.clusterId("j-1"), o -> o.backoffStrategyV2(BackoffStrategy.retryImmediately()))
                .matched()
                .response()
                .orElseThrow()
                .cluster();
        List<String> ids = client.listClustersPaginator().clusters().stream()
                .map(ClusterSummary::id)
                .toList();

        assertThat(ready.status().state()).isEqualTo(ClusterState.WAITING);
        assertThat(describes).hasValue(3);
        assertThat(ids).containsExactly("j-0", "j-1", "j-2");
    }

    @Test
    void an_async_client_has_many_requests_under_way() throws Exception {
        service.on(
                DescribeClusterRequest.class,
                request -> describe(Cluster.builder().id(request.clusterId()).build()));
        EmrAsyncClient client = asyncClient(start());

        List<CompletableFuture<String>> all = IntStream.range(0, 200)
                .mapToObj(i -> client.describeCluster(r -> r.clusterId("j-" + i))
                        .thenApply(response -> response.cluster().id()))
                .toList();

        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).get(60, TimeUnit.SECONDS)).isEqualTo("j-" + i);
        }
    }

    @Test
    void an_async_paginator_works() throws Exception {
        service.on(ListClustersRequest.class, EmrEndpointTest::page);
        List<String> ids = new ArrayList<>();

        asyncClient(start())
                .listClustersPaginator()
                .clusters()
                .subscribe(cluster -> ids.add(cluster.id()))
                .get(60, TimeUnit.SECONDS);

        assertThat(ids).containsExactly("j-0", "j-1", "j-2");
    }

    @Test
    void a_port_in_use_is_named_with_what_to_do() {
        EmrEndpoint first = start();
        int port = first.uri().getPort();

        assertThatThrownBy(() ->
                        EmrEndpoint.start(service, EmrEndpointOptions.defaults().withPort(port)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("The EMR endpoint cannot listen on 127.0.0.1:" + port + ": Address already in use. Stop the"
                        + " program that uses this port, or leave the port at 0 to take a free one.");
    }

    @Test
    void a_given_port_is_taken() {
        EmrEndpoint first = start();
        int port = first.uri().getPort();
        first.close();

        EmrEndpoint second = start(EmrEndpointOptions.defaults().withPort(port));

        assertThat(second.uri()).hasToString("http://127.0.0.1:" + port);
    }

    @Test
    void closing_lets_a_request_end_and_leaves_no_thread_and_no_port() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        service.on(DescribeClusterRequest.class, request -> {
            arrived.countDown();
            await(goOn);
            return describe(Cluster.builder().id("j-1").build());
        });
        EmrEndpoint endpoint = start(EmrEndpointOptions.defaults().withCloseTimeout(Duration.ofSeconds(60)));
        CompletableFuture<DescribeClusterResponse> response =
                asyncClient(endpoint).describeCluster(r -> r.clusterId("j-1"));
        assertThat(arrived.await(60, TimeUnit.SECONDS)).isTrue();
        Set<Thread> threads = endpointThreads();

        CompletableFuture<Void> closing = CompletableFuture.runAsync(endpoint::close);
        awaitRefused(endpoint);
        assertThat(closing).isNotDone();
        goOn.countDown();

        assertThat(response.get(60, TimeUnit.SECONDS).cluster().id()).isEqualTo("j-1");
        closing.get(60, TimeUnit.SECONDS);
        // The last that a thread of Netty does is to tell that it has ended.
        for (Thread thread : threads) {
            thread.join(60_000);
        }
        assertThat(threads).hasSizeGreaterThanOrEqualTo(2).noneMatch(Thread::isAlive);
    }

    @Test
    void a_request_that_does_not_end_is_cut_off_at_the_close_timeout() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        service.on(DescribeClusterRequest.class, request -> {
            arrived.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            throw new IllegalStateException("cut off");
        });
        EmrEndpoint endpoint = start(EmrEndpointOptions.defaults().withCloseTimeout(Duration.ofMillis(1)));
        CompletableFuture<DescribeClusterResponse> response =
                asyncClient(endpoint).describeCluster(r -> r.clusterId("j-1"));
        assertThat(arrived.await(60, TimeUnit.SECONDS)).isTrue();

        endpoint.close();

        assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> response.get(60, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void closing_twice_is_harmless() {
        EmrEndpoint endpoint = start();
        endpoint.close();
        endpoint.close();
    }

    private static ListClustersResponse page(ListClustersRequest request) {
        int page = request.marker() == null ? 0 : Integer.parseInt(request.marker());
        return ListClustersResponse.builder()
                .clusters(ClusterSummary.builder().id("j-" + page).build())
                .marker(page < 2 ? String.valueOf(page + 1) : null)
                .build();
    }

    private static DescribeClusterResponse describe(Cluster cluster) {
        return DescribeClusterResponse.builder().cluster(cluster).build();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitRefused(EmrEndpoint endpoint) {
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(
                                InetAddress.getLoopbackAddress(), endpoint.uri().getPort()),
                        1000);
            } catch (IOException refused) {
                return;
            }
            Thread.onSpinWait();
        }
    }

    private static Set<Thread> endpointThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("emr-endpoint-"))
                .collect(Collectors.toSet());
    }

    private EmrEndpoint start() {
        return start(EmrEndpointOptions.defaults());
    }

    private EmrEndpoint start(EmrEndpointOptions options) {
        EmrEndpoint endpoint = EmrEndpoint.start(service, options);
        opened.add(endpoint);
        return endpoint;
    }

    private EmrClient client(EmrEndpoint endpoint) {
        EmrClient client = EmrClient.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(anyone())
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
        opened.add(0, client);
        return client;
    }

    private EmrAsyncClient asyncClient(EmrEndpoint endpoint) {
        EmrAsyncClient client = EmrAsyncClient.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(anyone())
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
        opened.add(0, client);
        return client;
    }

    private static StaticCredentialsProvider anyone() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "one"));
    }
}
