package io.github.emrharness;

import io.github.emrharness.core.events.EmrEvent;
import io.github.emrharness.core.model.ClusterSnapshot;
import io.github.emrharness.core.model.InstanceSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.TerminateJobFlowsRequest;

/**
 * A cluster: that of the test, or one that the code under test made. Every question is answered with what is true at that
 * moment. Safe for use by many threads.
 */
public final class ClusterHandle {

    private final EmrHarness harness;
    private final String clusterId;
    private final Duration timeout;

    ClusterHandle(EmrHarness harness, String clusterId, Duration timeout) {
        this.harness = harness;
        this.clusterId = clusterId;
        this.timeout = timeout;
    }

    /**
     * A handle of a cluster of the harness.
     *
     * @param timeout how long waiting may take where nothing else is said
     * @throws IllegalArgumentException if there is no cluster of that id
     */
    public static ClusterHandle of(EmrHarness harness, String clusterId, Duration timeout) {
        if (harness.cluster(clusterId).isEmpty()) {
            throw new IllegalArgumentException("There is no cluster [" + clusterId + "] in this harness.");
        }
        return new ClusterHandle(harness, clusterId, timeout);
    }

    /** The id that EMR gave the cluster, {@code j-...}. */
    public String id() {
        return clusterId;
    }

    /** All that is known of the cluster. */
    public ClusterSnapshot snapshot() {
        return harness.cluster(clusterId)
                .orElseThrow(() -> new IllegalStateException("There is no cluster [" + clusterId + "] any more."));
    }

    public ClusterState state() {
        return snapshot().state();
    }

    /** How long waiting may take where nothing else is said. */
    public Duration timeout() {
        return timeout;
    }

    /** The steps so far, in the order of their submission. */
    public List<StepHandle> steps() {
        return snapshot().steps().stream()
                .map(step -> new StepHandle(harness, clusterId, step.stepId(), timeout))
                .toList();
    }

    /**
     * Waits for the first moment, from now on, in which the condition holds for the cluster. No state is missed, however
     * short it is.
     *
     * @return empty if the condition did not hold in time, or if the cluster ended without it
     */
    public Optional<ClusterSnapshot> awaitUntil(Predicate<? super ClusterSnapshot> condition, Duration atMost) {
        return Await.until(
                        harness.events(),
                        this::snapshot,
                        this::ofThisCluster,
                        cluster -> condition.test(cluster) || cluster.isFinal(),
                        atMost)
                .filter(condition);
    }

    /**
     * Waits until the cluster has ended.
     *
     * @throws AwaitException if it has not by then; the cluster goes on
     */
    public ClusterSnapshot awaitEnd(Duration atMost) {
        return awaitUntil(ClusterSnapshot::isFinal, atMost)
                .orElseThrow(() -> new AwaitException(
                        "The cluster has not ended within " + Times.say(atMost) + ": " + describe()));
    }

    /** Ends the cluster as TerminateJobFlows does. */
    public void terminate() {
        harness.service()
                .execute(
                        TerminateJobFlowsRequest.builder().jobFlowIds(clusterId).build());
    }

    /** The EC2 instances so far, those that have ended included, in the order of their launch within a group or fleet. */
    public List<InstanceSnapshot> instances() {
        return harness.instances(clusterId);
    }

    /**
     * Ends EC2 instances of the cluster as it may happen on EC2, all at once: core and task nodes are replaced; without
     * its master the cluster ends with {@code INSTANCE_FAILURE}.
     *
     * @throws IllegalArgumentException if one of these is not an active instance of the cluster
     */
    public void loseInstances(String... ec2InstanceIds) {
        harness.loseInstances(clusterId, List.of(ec2InstanceIds));
    }

    /** The HDFS of the cluster; needs {@code emr-harness-hadoop} on the class path. */
    public Hdfs hdfs() {
        return new Hdfs(harness, clusterId);
    }

    /**
     * The nodes of the cluster's Hadoop that are played, by name; no more than {@code emr.harness.hadoop.maxNodes} of the core
     * and task nodes. Starts HDFS and YARN if need be.
     *
     * @throws IllegalStateException if {@code emr-harness-hadoop} is not on the class path
     * @throws java.io.UncheckedIOException if HDFS or YARN cannot be started, or the cluster has ended
     */
    public List<ClusterNode> nodes() {
        return ClusterNode.of(harness, clusterId);
    }

    /** A report of several lines: state, reason, and the steps with the tail of what those that failed wrote to stderr. */
    public String describe() {
        return Reports.cluster(snapshot());
    }

    @Override
    public String toString() {
        ClusterSnapshot cluster = snapshot();
        return "\"" + cluster.name() + "\" (" + clusterId + ", " + cluster.releaseLabel() + ")";
    }

    private Optional<ClusterSnapshot> ofThisCluster(EmrEvent event) {
        return event instanceof EmrEvent.ClusterChanged changed
                        && changed.clusterId().equals(clusterId)
                ? Optional.of(changed.cluster())
                : Optional.empty();
    }
}
