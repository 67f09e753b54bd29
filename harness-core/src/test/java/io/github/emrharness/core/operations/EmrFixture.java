package io.github.emrharness.core.operations;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.emrharness.core.events.EmrEvents;
import io.github.emrharness.core.model.ClusterSnapshot;
import io.github.emrharness.core.model.StepSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.AddJobFlowStepsRequest;
import software.amazon.awssdk.services.emr.model.AddJobFlowStepsResponse;
import software.amazon.awssdk.services.emr.model.CancelStepsInfo;
import software.amazon.awssdk.services.emr.model.CancelStepsRequest;
import software.amazon.awssdk.services.emr.model.CancelStepsResponse;
import software.amazon.awssdk.services.emr.model.Cluster;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.DescribeClusterRequest;
import software.amazon.awssdk.services.emr.model.DescribeClusterResponse;
import software.amazon.awssdk.services.emr.model.DescribeStepRequest;
import software.amazon.awssdk.services.emr.model.DescribeStepResponse;
import software.amazon.awssdk.services.emr.model.EmrRequest;
import software.amazon.awssdk.services.emr.model.EmrResponse;
import software.amazon.awssdk.services.emr.model.HadoopJarStepConfig;
import software.amazon.awssdk.services.emr.model.InstanceGroupConfig;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;
import software.amazon.awssdk.services.emr.model.RunJobFlowResponse;
import software.amazon.awssdk.services.emr.model.SetTerminationProtectionRequest;
import software.amazon.awssdk.services.emr.model.Step;
import software.amazon.awssdk.services.emr.model.StepCancellationOption;
import software.amazon.awssdk.services.emr.model.StepConfig;
import software.amazon.awssdk.services.emr.model.StepState;
import software.amazon.awssdk.services.emr.model.TerminateJobFlowsRequest;

/** A service with scripted steps, and short words for what tests ask of it. */
public final class EmrFixture implements AutoCloseable {

    private final ScriptedStepRunner runner = new ScriptedStepRunner();
    private final HarnessEmrService service;

    public EmrFixture(Path directory) {
        this(directory, settings -> settings);
    }

    public EmrFixture(Path directory, UnaryOperator<EmrServiceConfig.Builder> settings) {
        service = new HarnessEmrService(settings.apply(EmrServiceConfig.builder(directory)
                        .stepRunners(() -> List.of(runner))
                        .terminationGrace(Duration.ofMillis(20)))
                .build());
    }

    public HarnessEmrService service() {
        return service;
    }

    public ScriptedStepRunner runner() {
        return runner;
    }

    public EmrEvents events() {
        return service.events();
    }

    public <T extends EmrResponse> T call(EmrRequest request, Class<T> type) {
        return type.cast(service.execute(request));
    }

    public void assertRefused(EmrRequest request, String code, String message) {
        assertThatExceptionOfType(EmrServiceException.class)
                .isThrownBy(() -> service.execute(request))
                .withMessage(message)
                .returns(code, EmrServiceException::code);
    }

    // ---- clusters

    /** The smallest request that EMR accepts, for a cluster that waits for steps. */
    public static RunJobFlowRequest.Builder minimal() {
        return RunJobFlowRequest.builder()
                .name("test")
                .releaseLabel("emr-7.10.0")
                .serviceRole("EMR_DefaultRole")
                .jobFlowRole("EMR_EC2_DefaultRole")
                .instances(instances ->
                        instances.keepJobFlowAliveWhenNoSteps(true).instanceGroups(group(InstanceRoleType.MASTER, 1)));
    }

    public static InstanceGroupConfig group(InstanceRoleType role, int count) {
        return InstanceGroupConfig.builder()
                .instanceRole(role)
                .instanceType("m5.xlarge")
                .instanceCount(count)
                .build();
    }

    public static void transientCluster(RunJobFlowRequest.Builder request) {
        request.instances(instances -> instances.instanceGroups(group(InstanceRoleType.MASTER, 1)));
    }

    @SafeVarargs
    public final String run(Consumer<RunJobFlowRequest.Builder>... changes) {
        RunJobFlowRequest.Builder request = minimal();
        Arrays.stream(changes).forEach(change -> change.accept(request));
        return call(request.build(), RunJobFlowResponse.class).jobFlowId();
    }

    public Cluster describe(String clusterId) {
        return call(DescribeClusterRequest.builder().clusterId(clusterId).build(), DescribeClusterResponse.class)
                .cluster();
    }

    public ClusterSnapshot snapshot(String clusterId) {
        return service.cluster(clusterId).orElseThrow();
    }

    public ClusterState state(String clusterId) {
        return snapshot(clusterId).state();
    }

    public void protect(String clusterId, boolean value) {
        service.execute(SetTerminationProtectionRequest.builder()
                .jobFlowIds(clusterId)
                .terminationProtected(value)
                .build());
    }

    public void terminate(String... clusterIds) {
        service.execute(
                TerminateJobFlowsRequest.builder().jobFlowIds(clusterIds).build());
    }

    // ---- steps

    public static StepConfig step(String name, ActionOnFailure action, String... script) {
        return StepConfig.builder()
                .name(name)
                .actionOnFailure(action)
                .hadoopJarStep(HadoopJarStepConfig.builder()
                        .jar("command-runner.jar")
                        .args(Stream.concat(Stream.of("bash"), Arrays.stream(script))
                                .toList())
                        .build())
                .build();
    }

    public static StepConfig step(String name, String... script) {
        return step(name, ActionOnFailure.CONTINUE, script);
    }

    public List<String> add(String clusterId, StepConfig... steps) {
        return call(
                        AddJobFlowStepsRequest.builder()
                                .jobFlowId(clusterId)
                                .steps(steps)
                                .build(),
                        AddJobFlowStepsResponse.class)
                .stepIds();
    }

    public Step describe(String clusterId, String stepId) {
        return call(
                        DescribeStepRequest.builder()
                                .clusterId(clusterId)
                                .stepId(stepId)
                                .build(),
                        DescribeStepResponse.class)
                .step();
    }

    public List<StepState> stepStates(String clusterId) {
        return stepStates(snapshot(clusterId));
    }

    private static List<StepState> stepStates(ClusterSnapshot cluster) {
        return cluster.steps().stream().map(StepSnapshot::state).toList();
    }

    public List<CancelStepsInfo> cancel(String clusterId, StepCancellationOption option, String... stepIds) {
        return call(
                        CancelStepsRequest.builder()
                                .clusterId(clusterId)
                                .stepIds(stepIds)
                                .stepCancellationOption(option)
                                .build(),
                        CancelStepsResponse.class)
                .cancelStepsInfoList();
    }

    // ---- waiting

    /** Waits until the cluster is as described, looking again after each of its events. */
    public ClusterSnapshot await(String clusterId, Predicate<ClusterSnapshot> condition) {
        CountDownLatch met = new CountDownLatch(1);
        Runnable look = () -> {
            if (condition.test(snapshot(clusterId))) {
                met.countDown();
            }
        };
        EmrEvents.Subscription subscription = events().subscribe(event -> {
            if (event.clusterId().equals(clusterId)) {
                look.run();
            }
        });
        try (subscription) {
            look.run();
            if (!met.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("Not reached: " + snapshot(clusterId));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return snapshot(clusterId);
    }

    public ClusterSnapshot awaitState(String clusterId, ClusterState state) {
        return await(clusterId, cluster -> cluster.state() == state);
    }

    public StepSnapshot awaitStep(String clusterId, String stepId, StepState state) {
        await(clusterId, cluster -> cluster.steps().stream()
                .anyMatch(step -> step.stepId().equals(stepId) && step.state() == state));
        return service.step(clusterId, stepId).orElseThrow();
    }

    public void awaitStepStates(String clusterId, StepState... states) {
        await(clusterId, cluster -> stepStates(cluster).equals(List.of(states)));
    }

    @Override
    public void close() {
        service.close();
    }
}
