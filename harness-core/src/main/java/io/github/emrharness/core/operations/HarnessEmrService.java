package io.github.emrharness.core.operations;

import io.github.emrharness.core.events.EmrEvents;
import io.github.emrharness.core.events.EventBus;
import io.github.emrharness.core.lifecycle.HarnessClock;
import io.github.emrharness.core.model.Cluster;
import io.github.emrharness.core.model.ClusterSnapshot;
import io.github.emrharness.core.model.Releases;
import io.github.emrharness.core.model.StepSnapshot;
import io.github.emrharness.core.steps.StepExecutionConfig;
import io.github.emrharness.core.steps.StepExecutor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import software.amazon.awssdk.services.emr.model.AddJobFlowStepsRequest;
import software.amazon.awssdk.services.emr.model.CancelStepsRequest;
import software.amazon.awssdk.services.emr.model.DescribeClusterRequest;
import software.amazon.awssdk.services.emr.model.DescribeStepRequest;
import software.amazon.awssdk.services.emr.model.EmrRequest;
import software.amazon.awssdk.services.emr.model.EmrResponse;
import software.amazon.awssdk.services.emr.model.ListClustersRequest;
import software.amazon.awssdk.services.emr.model.ListStepsRequest;
import software.amazon.awssdk.services.emr.model.ModifyClusterRequest;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;
import software.amazon.awssdk.services.emr.model.SetKeepJobFlowAliveWhenNoStepsRequest;
import software.amazon.awssdk.services.emr.model.SetTerminationProtectionRequest;
import software.amazon.awssdk.services.emr.model.SetVisibleToAllUsersRequest;
import software.amazon.awssdk.services.emr.model.TerminateJobFlowsRequest;

/** The EMR of a harness: keeps the clusters, and runs their steps with the engines that it is given. */
public final class HarnessEmrService implements EmrService, AutoCloseable {

    private final EventBus events = new EventBus();
    private final ClusterRegistry clusters = new ClusterRegistry();
    private final HarnessClock clock;
    private final StepExecutor executor;
    private final Map<Class<?>, Function<EmrRequest, EmrResponse>> operations = new LinkedHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    public HarnessEmrService(EmrServiceConfig config) {
        clock = config.clock();
        executor = new StepExecutor(new StepExecutionConfig(
                config.clock(),
                config.stepRunners(),
                config.objectStore(),
                config.directory(),
                config.region(),
                config.stepEnvironment(),
                config.maximumStepTime(),
                config.terminationGrace()));
        ClusterOperations cluster = new ClusterOperations(config, clusters, executor, events, Releases.load());
        StepOperations step = new StepOperations(clusters);
        on(AddJobFlowStepsRequest.class, step::addJobFlowSteps);
        on(CancelStepsRequest.class, step::cancelSteps);
        on(DescribeClusterRequest.class, cluster::describeCluster);
        on(DescribeStepRequest.class, step::describeStep);
        on(ListClustersRequest.class, cluster::listClusters);
        on(ListStepsRequest.class, step::listSteps);
        on(ModifyClusterRequest.class, cluster::modifyCluster);
        on(RunJobFlowRequest.class, cluster::runJobFlow);
        on(SetKeepJobFlowAliveWhenNoStepsRequest.class, cluster::setKeepJobFlowAliveWhenNoSteps);
        on(SetTerminationProtectionRequest.class, cluster::setTerminationProtection);
        on(SetVisibleToAllUsersRequest.class, cluster::setVisibleToAllUsers);
        on(TerminateJobFlowsRequest.class, cluster::terminateJobFlows);
    }

    private <T extends EmrRequest> void on(Class<T> type, Function<T, EmrResponse> operation) {
        operations.put(type, request -> operation.apply(type.cast(request)));
    }

    @Override
    public EmrResponse execute(EmrRequest request) {
        if (closed.get()) {
            throw ClusterRegistry.harnessClosed();
        }
        Function<EmrRequest, EmrResponse> operation = operations.get(request.getClass());
        if (operation == null) {
            throw NotSupported.error("The operation " + nameOf(request.getClass())
                    + " is not supported by EMR Harness yet. Supported are "
                    + String.join(
                            ", ",
                            operations.keySet().stream()
                                    .map(HarnessEmrService::nameOf)
                                    .toList())
                    + ".");
        }
        return operation.apply(request);
    }

    private static String nameOf(Class<?> request) {
        String name = request.getSimpleName();
        return name.substring(0, name.length() - "Request".length());
    }

    public EmrEvents events() {
        return events;
    }

    /** A cluster with what the API does not tell; empty if there is none of that id. */
    public Optional<ClusterSnapshot> cluster(String clusterId) {
        return clusters.find(clusterId).map(Cluster::snapshot);
    }

    /** A step with what the API does not tell; empty if there is none of these ids. */
    public Optional<StepSnapshot> step(String clusterId, String stepId) {
        return clusters.find(clusterId).flatMap(cluster -> cluster.step(stepId)).map(step -> step.snapshot());
    }

    /**
     * Kills the steps that run, waits for their end (10 seconds at most), and ends all threads. What is told of clusters
     * and steps can still be read; the API answers no more. Closing twice is harmless.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            executor.beginClose();
            clusters.close().forEach(Cluster::shutDown);
            executor.close();
            clock.close();
        }
    }
}
