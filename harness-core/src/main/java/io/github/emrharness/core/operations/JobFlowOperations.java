package io.github.emrharness.core.operations;

import io.github.emrharness.core.api.DescribeJobFlowsRequest;
import io.github.emrharness.core.api.DescribeJobFlowsResponse;
import io.github.emrharness.core.api.JobFlowExecutionState;
import io.github.emrharness.core.lifecycle.HarnessClock;
import io.github.emrharness.core.model.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Telling clusters as job flows.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/APIReference/API_DescribeJobFlows.html">DescribeJobFlows</a>
 */
final class JobFlowOperations {

    private static final int MAX_TOLD = 512;

    /** Older ones are never told. */
    private static final Duration TOLD = Duration.ofDays(60);

    /** Older ones that have ended are told only if something is asked for. */
    private static final Duration TOLD_UNASKED = Duration.ofDays(14);

    private final ClusterRegistry clusters;
    private final HarnessClock clock;
    private final Function<Cluster, software.amazon.awssdk.services.emr.model.Cluster> describe;

    /** @param describe tells a cluster as DescribeCluster does */
    JobFlowOperations(
            ClusterRegistry clusters,
            HarnessClock clock,
            Function<Cluster, software.amazon.awssdk.services.emr.model.Cluster> describe) {
        this.clusters = clusters;
        this.clock = clock;
        this.describe = describe;
    }

    void addTo(OperationTable table) {
        table.real(DescribeJobFlowsRequest.class, this::describeJobFlows);
    }

    DescribeJobFlowsResponse describeJobFlows(DescribeJobFlowsRequest request) {
        Constraints constraints = new Constraints();
        List<JobFlowExecutionState> known = Arrays.asList(JobFlowExecutionState.values());
        request.jobFlowStates().forEach(state -> constraints.oneOf(state, known, "jobFlowStates"));
        constraints.check();
        Set<String> ids = new HashSet<>(request.jobFlowIds());
        ids.forEach(clusters::requireJobFlow);
        List<Cluster> told = clusters.createdBefore(Long.MAX_VALUE).stream()
                .map(ClusterRegistry.Entry::cluster)
                .filter(cluster -> ids.isEmpty() || ids.contains(cluster.id()))
                .filter(cluster -> matches(cluster, request))
                .limit(MAX_TOLD)
                .toList();
        DescribeJobFlowsResponse response = DescribeJobFlowsResponse.builder()
                .jobFlows(told.stream()
                        .map(cluster -> JobFlowDescription.of(cluster, describe.apply(cluster)))
                        .toList())
                .build();
        told.forEach(Cluster::described);
        return response;
    }

    private boolean matches(Cluster cluster, DescribeJobFlowsRequest request) {
        JobFlowExecutionState state = JobFlowExecutionState.of(cluster.status());
        Duration age = Duration.between(cluster.created(), clock.now());
        Duration limit = asksForAll(request) && !state.isActive() ? TOLD_UNASKED : TOLD;
        return age.compareTo(limit) <= 0
                && (request.jobFlowStates().isEmpty() || request.jobFlowStates().contains(state.name()))
                && isWithin(cluster.created(), request);
    }

    private static boolean asksForAll(DescribeJobFlowsRequest request) {
        return request.jobFlowIds().isEmpty()
                && request.jobFlowStates().isEmpty()
                && request.createdAfter() == null
                && request.createdBefore() == null;
    }

    private static boolean isWithin(Instant created, DescribeJobFlowsRequest request) {
        return (request.createdAfter() == null || !created.isBefore(request.createdAfter()))
                && (request.createdBefore() == null || !created.isAfter(request.createdBefore()));
    }
}
