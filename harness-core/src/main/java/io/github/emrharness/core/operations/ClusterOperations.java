package io.github.emrharness.core.operations;

import io.github.emrharness.core.events.EventBus;
import io.github.emrharness.core.model.Bootstrapper;
import io.github.emrharness.core.model.Cluster;
import io.github.emrharness.core.model.ClusterDefinition;
import io.github.emrharness.core.model.ClusterView;
import io.github.emrharness.core.model.Ec2Region;
import io.github.emrharness.core.model.Identifiers;
import io.github.emrharness.core.model.RuleViolationException;
import io.github.emrharness.core.model.StepLauncher;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterSummary;
import software.amazon.awssdk.services.emr.model.DescribeClusterRequest;
import software.amazon.awssdk.services.emr.model.DescribeClusterResponse;
import software.amazon.awssdk.services.emr.model.ListClustersRequest;
import software.amazon.awssdk.services.emr.model.ListClustersResponse;
import software.amazon.awssdk.services.emr.model.ModifyClusterRequest;
import software.amazon.awssdk.services.emr.model.ModifyClusterResponse;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;
import software.amazon.awssdk.services.emr.model.RunJobFlowResponse;
import software.amazon.awssdk.services.emr.model.SetKeepJobFlowAliveWhenNoStepsRequest;
import software.amazon.awssdk.services.emr.model.SetKeepJobFlowAliveWhenNoStepsResponse;
import software.amazon.awssdk.services.emr.model.SetTerminationProtectionRequest;
import software.amazon.awssdk.services.emr.model.SetTerminationProtectionResponse;
import software.amazon.awssdk.services.emr.model.SetUnhealthyNodeReplacementRequest;
import software.amazon.awssdk.services.emr.model.SetUnhealthyNodeReplacementResponse;
import software.amazon.awssdk.services.emr.model.SetVisibleToAllUsersRequest;
import software.amazon.awssdk.services.emr.model.SetVisibleToAllUsersResponse;
import software.amazon.awssdk.services.emr.model.TerminateJobFlowsRequest;
import software.amazon.awssdk.services.emr.model.TerminateJobFlowsResponse;

/** Making, telling, changing and ending clusters. */
final class ClusterOperations {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterOperations.class);

    private static final int MAX_TERMINATED = 10;

    private final EmrServiceConfig config;
    private final ClusterRegistry clusters;
    private final StepLauncher launcher;
    private final Bootstrapper bootstrapper;
    private final EventBus events;
    private final Ec2Region ec2;
    private final RunJobFlowValidation validation;
    private final ClusterDescription description;

    ClusterOperations(
            EmrServiceConfig config,
            ClusterRegistry clusters,
            StepLauncher launcher,
            Bootstrapper bootstrapper,
            EventBus events,
            RunJobFlowValidation validation,
            Ec2Region ec2) {
        this.config = config;
        this.ec2 = ec2;
        this.clusters = clusters;
        this.launcher = launcher;
        this.bootstrapper = bootstrapper;
        this.events = events;
        this.validation = validation;
        description = new ClusterDescription();
    }

    void addTo(OperationTable table) {
        table.real(RunJobFlowRequest.class, this::runJobFlow);
        table.real(DescribeClusterRequest.class, this::describeCluster);
        table.real(ListClustersRequest.class, this::listClusters);
        table.real(ModifyClusterRequest.class, this::modifyCluster);
        table.real(TerminateJobFlowsRequest.class, this::terminateJobFlows);
        table.real(SetTerminationProtectionRequest.class, this::setTerminationProtection);
        table.real(SetKeepJobFlowAliveWhenNoStepsRequest.class, this::setKeepJobFlowAliveWhenNoSteps);
        table.real(SetVisibleToAllUsersRequest.class, this::setVisibleToAllUsers);
        table.simulated(SetUnhealthyNodeReplacementRequest.class, this::setUnhealthyNodeReplacement);
    }

    RunJobFlowResponse runJobFlow(RunJobFlowRequest request) {
        RunJobFlowValidation.Result valid = validation.check(request);
        String id = Identifiers.newClusterId();
        ClusterDefinition definition = new ClusterDefinition(
                id,
                Identifiers.clusterArn(config.region(), config.accountId(), id),
                request.toBuilder()
                        .steps(List.of())
                        .tags(Tags.withValues(request.tags()))
                        .instances(HighAvailability.longRunning(request.instances()))
                        .build(),
                valid.release(),
                valid.applications(),
                valid.securityConfiguration());
        Cluster cluster = new Cluster(
                definition, config.clock(), config.progression(), launcher, bootstrapper, events.openChannel(), ec2);
        clusters.add(cluster);
        valid.applications().forEach(application -> declare(id, application.name()));
        cluster.begin(valid.steps(), valid.launchError());
        return RunJobFlowResponse.builder()
                .jobFlowId(id)
                .clusterArn(definition.clusterArn())
                .build();
    }

    private void declare(String clusterId, String application) {
        try {
            config.applicationDeclared().accept(clusterId, application);
        } catch (RuntimeException e) {
            LOG.warn("Preparing {} failed; the first step that needs it will show why", application, e);
        }
    }

    DescribeClusterResponse describeCluster(DescribeClusterRequest request) {
        new Constraints().notNull(request.clusterId(), "clusterId").check();
        Cluster cluster = clusters.require(request.clusterId());
        DescribeClusterResponse response =
                DescribeClusterResponse.builder().cluster(describe(cluster)).build();
        cluster.described();
        return response;
    }

    software.amazon.awssdk.services.emr.model.Cluster describe(Cluster cluster) {
        return description.of(cluster.definition(), cluster.view(), cluster.instances());
    }

    ListClustersResponse listClusters(ListClustersRequest request) {
        Constraints constraints = new Constraints();
        request.clusterStatesAsStrings()
                .forEach(state -> constraints.oneOf(state, ClusterState.knownValues(), "clusterStates"));
        constraints.check();
        Set<ClusterState> states = new HashSet<>(request.clusterStates());
        Page<ClusterRegistry.Entry> page = Page.of(
                clusters.createdBefore(Page.startOf(request.marker())),
                entry -> clusters.isRemembered(entry.cluster()) && matches(entry.cluster(), states, request),
                ClusterRegistry.Entry::number);
        List<Cluster> listed =
                page.items().stream().map(ClusterRegistry.Entry::cluster).toList();
        ListClustersResponse response = ListClustersResponse.builder()
                .clusters(listed.stream().map(ClusterOperations::summary).toList())
                .marker(page.marker())
                .build();
        listed.forEach(Cluster::described);
        return response;
    }

    private static boolean matches(Cluster cluster, Set<ClusterState> states, ListClustersRequest request) {
        return (states.isEmpty() || states.contains(cluster.state()))
                && (request.createdAfter() == null || !cluster.created().isBefore(request.createdAfter()))
                && (request.createdBefore() == null || !cluster.created().isAfter(request.createdBefore()));
    }

    private static ClusterSummary summary(Cluster cluster) {
        return ClusterSummary.builder()
                .id(cluster.id())
                .name(cluster.definition().name())
                .status(cluster.status())
                .normalizedInstanceHours(cluster.instances().normalizedInstanceHours())
                .clusterArn(cluster.definition().clusterArn())
                .build();
    }

    ModifyClusterResponse modifyCluster(ModifyClusterRequest request) {
        new Constraints().notNull(request.clusterId(), "clusterId").check();
        Cluster cluster = clusters.require(request.clusterId());
        Integer level = request.stepConcurrencyLevel();
        if (level != null) {
            RunJobFlowValidation.checkConcurrency(level, cluster.definition().release())
                    .ifPresent(message -> {
                        throw EmrServiceException.invalidRequest(null, message);
                    });
        }
        try {
            cluster.requireModifiable();
            if (level != null) {
                cluster.setStepConcurrencyLevel(level);
            }
            if (request.extendedSupport() != null) {
                cluster.setExtendedSupport(request.extendedSupport());
            }
        } catch (RuleViolationException e) {
            throw EmrServiceException.invalidRequest(null, String.valueOf(e.getMessage()));
        }
        ClusterView view = cluster.view();
        return ModifyClusterResponse.builder()
                .stepConcurrencyLevel(view.stepConcurrencyLevel())
                .extendedSupport(view.extendedSupport().orElse(null))
                .build();
    }

    /** Protected clusters make the call fail, yet the others of the same call are terminated. */
    TerminateJobFlowsResponse terminateJobFlows(TerminateJobFlowsRequest request) {
        new Constraints()
                .maxSize(request.jobFlowIds(), MAX_TERMINATED, "jobFlowIds")
                .check();
        List<Cluster> named = jobFlows(request.jobFlowIds());
        boolean anyProtected = false;
        for (Cluster cluster : named) {
            anyProtected |= !cluster.terminate();
        }
        if (anyProtected) {
            throw EmrServiceException.validation(
                    "Could not shut down one or more job flows since they are termination protected.");
        }
        return TerminateJobFlowsResponse.builder().build();
    }

    SetTerminationProtectionResponse setTerminationProtection(SetTerminationProtectionRequest request) {
        set(
                request.jobFlowIds(),
                request.terminationProtected(),
                "terminationProtected",
                Cluster::setTerminationProtected);
        return SetTerminationProtectionResponse.builder().build();
    }

    SetKeepJobFlowAliveWhenNoStepsResponse setKeepJobFlowAliveWhenNoSteps(
            SetKeepJobFlowAliveWhenNoStepsRequest request) {
        set(
                request.jobFlowIds(),
                request.keepJobFlowAliveWhenNoSteps(),
                "keepJobFlowAliveWhenNoSteps",
                Cluster::setKeepAliveWhenNoSteps);
        return SetKeepJobFlowAliveWhenNoStepsResponse.builder().build();
    }

    SetVisibleToAllUsersResponse setVisibleToAllUsers(SetVisibleToAllUsersRequest request) {
        set(request.jobFlowIds(), request.visibleToAllUsers(), "visibleToAllUsers", Cluster::setVisibleToAllUsers);
        return SetVisibleToAllUsersResponse.builder().build();
    }

    SetUnhealthyNodeReplacementResponse setUnhealthyNodeReplacement(SetUnhealthyNodeReplacementRequest request) {
        set(
                request.jobFlowIds(),
                request.unhealthyNodeReplacement(),
                "unhealthyNodeReplacement",
                Cluster::setUnhealthyNodeReplacement);
        return SetUnhealthyNodeReplacementResponse.builder().build();
    }

    private void set(List<String> ids, @Nullable Boolean value, String member, BiConsumer<Cluster, Boolean> setter) {
        if (value == null) {
            new Constraints().notNull(null, member).check();
            return;
        }
        List<Cluster> named = jobFlows(ids);
        try {
            // All are checked before the first one is changed.
            named.forEach(Cluster::requireModifiable);
            named.forEach(cluster -> setter.accept(cluster, value));
        } catch (RuleViolationException e) {
            throw EmrServiceException.validation(String.valueOf(e.getMessage()));
        }
    }

    private List<Cluster> jobFlows(List<String> ids) {
        if (ids.isEmpty()) {
            throw EmrServiceException.validation("The JobFlowId list cannot be empty");
        }
        List<Cluster> named = ids.stream().map(clusters::requireJobFlow).toList();
        if (new HashSet<>(ids).size() < ids.size()) {
            throw EmrServiceException.validation("Specified job flow ID does not exist.");
        }
        return named;
    }
}
