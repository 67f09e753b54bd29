package io.github.emrharness.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.emrharness.core.operations.EmrServiceConfig;
import io.github.emrharness.core.operations.HarnessEmrService;
import io.github.emrharness.spi.StepCommand;
import io.github.emrharness.spi.StepContext;
import io.github.emrharness.spi.StepProcess;
import io.github.emrharness.spi.StepRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.Cluster;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterSummary;
import software.amazon.awssdk.services.emr.model.EmrException;
import software.amazon.awssdk.services.emr.model.InvalidRequestException;
import software.amazon.awssdk.services.emr.model.Step;
import software.amazon.awssdk.services.emr.model.StepConfig;
import software.amazon.awssdk.services.emr.model.StepState;

/** Stock clients drive real clusters over the wire. */
@Timeout(120)
class EmrEndpointWithClustersTest {

    @TempDir
    private Path directory;

    private HarnessEmrService service;
    private EmrEndpoint endpoint;
    private EmrClient client;

    @BeforeEach
    void open() {
        service = new HarnessEmrService(EmrServiceConfig.builder(directory)
                .stepRunners(() -> List.of(new ExitCodeOfTheFirstArgument()))
                .build());
        endpoint = EmrEndpoint.start(service, EmrEndpointOptions.defaults());
        client = EmrClient.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "one")))
                .build();
    }

    @AfterEach
    void close() {
        client.close();
        endpoint.close();
        service.close();
    }

    @Test
    void a_cluster_lives_from_start_to_termination() {
        String clusterId = runJobFlow("daily");
        client.waiter()
                .waitUntilClusterRunning(
                        r -> r.clusterId(clusterId), o -> o.backoffStrategyV2(BackoffStrategy.retryImmediately()));

        List<String> stepIds = client.addJobFlowSteps(
                        r -> r.jobFlowId(clusterId).steps(step("good", "0"), step("bad", "7")))
                .stepIds();
        client.waiter()
                .waitUntilStepComplete(r -> r.clusterId(clusterId).stepId(stepIds.get(0)), o -> o.maxAttempts(1_000_000)
                        .backoffStrategyV2(BackoffStrategy.retryImmediately()));
        Step bad = awaitEnd(clusterId, stepIds.get(1));
        List<String> newestFirst = client.listStepsPaginator(r -> r.clusterId(clusterId)).steps().stream()
                .map(step -> step.name())
                .toList();
        client.terminateJobFlows(r -> r.jobFlowIds(clusterId));
        Cluster ended = client.waiter()
                .waitUntilClusterTerminated(r -> r.clusterId(clusterId), o -> o.maxAttempts(1_000_000)
                        .backoffStrategyV2(BackoffStrategy.retryImmediately()))
                .matched()
                .response()
                .orElseThrow()
                .cluster();

        assertThat(bad.status().state()).isEqualTo(StepState.FAILED);
        assertThat(bad.config().args()).containsExactly("7");
        assertThat(newestFirst).containsExactly("bad", "good");
        assertThat(ended.name()).isEqualTo("daily");
        assertThat(ended.status().state()).isEqualTo(ClusterState.TERMINATED);
        assertThat(ended.status().timeline().endDateTime())
                .isAfterOrEqualTo(ended.status().timeline().creationDateTime());
    }

    @Test
    void many_clusters_come_in_pages_newest_first() {
        List<String> created = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            created.add(0, runJobFlow("cluster " + i));
        }

        assertThat(client.listClusters().clusters()).hasSize(50);
        assertThat(client.listClustersPaginator().clusters().stream().map(ClusterSummary::id))
                .containsExactlyElementsOf(created);
    }

    @Test
    void both_families_of_errors_keep_their_words() {
        InvalidRequestException describe = catchThrowableOfType(
                InvalidRequestException.class, () -> client.describeCluster(r -> r.clusterId("j-NONE")));
        EmrException terminate = catchThrowableOfType(
                EmrException.class,
                () -> client.setTerminationProtection(
                        r -> r.jobFlowIds("j-NONE").terminationProtected(true)));

        assertThat(describe.awsErrorDetails().errorMessage()).isEqualTo("Cluster id 'j-NONE' is not valid.");
        assertThat(terminate.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
        assertThat(terminate.awsErrorDetails().errorMessage()).isEqualTo("Specified job flow ID not valid.");
    }

    private String runJobFlow(String name) {
        return client.runJobFlow(r -> r.name(name)
                        .releaseLabel("emr-7.10.0")
                        .serviceRole("EMR_DefaultRole")
                        .jobFlowRole("EMR_EC2_DefaultRole")
                        .instances(i -> i.masterInstanceType("m5.xlarge")
                                .instanceCount(1)
                                .keepJobFlowAliveWhenNoSteps(true)))
                .jobFlowId();
    }

    private static StepConfig step(String name, String argument) {
        return StepConfig.builder()
                .name(name)
                .actionOnFailure(ActionOnFailure.CONTINUE)
                .hadoopJarStep(j -> j.jar("command-runner.jar").args(argument))
                .build();
    }

    private Step awaitEnd(String clusterId, String stepId) {
        while (true) {
            Step step = client.describeStep(r -> r.clusterId(clusterId).stepId(stepId))
                    .step();
            if (step.status().state() != StepState.PENDING && step.status().state() != StepState.RUNNING) {
                return step;
            }
        }
    }

    private static final class ExitCodeOfTheFirstArgument implements StepRunner {

        @Override
        public boolean claims(StepCommand command) {
            return command.isCommandRunner();
        }

        @Override
        public StepProcess start(StepContext context) {
            int exitCode = Integer.parseInt(context.command().args().get(0));
            return new StepProcess() {
                @Override
                public CompletionStage<Integer> exitCode() {
                    return CompletableFuture.completedFuture(exitCode);
                }

                @Override
                public void interrupt() {}

                @Override
                public void kill() {}
            };
        }
    }
}
