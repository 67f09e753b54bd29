package io.github.emrharness.core.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.emr.model.AutoScalingPolicy;
import software.amazon.awssdk.services.emr.model.AutoScalingPolicyDescription;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReasonCode;
import software.amazon.awssdk.services.emr.model.Configuration;
import software.amazon.awssdk.services.emr.model.InstanceCollectionType;
import software.amazon.awssdk.services.emr.model.InstanceFleetConfig;
import software.amazon.awssdk.services.emr.model.InstanceGroupConfig;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.JobFlowInstancesConfig;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;

/**
 * The EC2 instances of a cluster, in instance groups or instance fleets. The lock of the cluster guards them, and they
 * live with it: they provision while it is STARTING, bootstrap with it, run while it does, and end with it.
 */
public final class ClusterInstances {

    /** The most task groups that a cluster may have. */
    public static final int MAX_TASK_GROUPS = 48;

    private static final Duration TOLD_AFTER_END = Duration.ofDays(30);

    private final ClusterHost host;
    private final RunJobFlowRequest request;
    private final Ec2Placement placement;
    private final InstanceCollectionType type;
    private final List<InstanceCollection> collections = new ArrayList<>();
    private final Runnable capacityChanged = this::lookAgain;
    private boolean awaitsCapacity;

    ClusterInstances(ClusterHost host, Ec2Region ec2, RunJobFlowRequest request) {
        JobFlowInstancesConfig config = request.instances();
        this.host = host;
        this.request = request;
        placement = Ec2Placement.of(config, ec2);
        type = config.instanceFleets().isEmpty()
                ? InstanceCollectionType.INSTANCE_GROUP
                : InstanceCollectionType.INSTANCE_FLEET;
        SimpleInstances.groups(config).forEach(group -> collections.add(new InstanceGroup(host, placement, group)));
        config.instanceFleets().forEach(fleet -> collections.add(new InstanceFleet(host, placement, fleet)));
    }

    // ---- what they tell

    public InstanceCollectionType type() {
        return type;
    }

    /** Such as {@code us-east-1a}. */
    public String availabilityZone() {
        return placement.availabilityZone();
    }

    /** The instance groups in the order of their creation; none if the cluster has fleets. */
    public List<InstanceGroupSnapshot> groups() {
        return host.locked(
                () -> ofType(InstanceGroup.class).map(InstanceGroup::snapshot).toList());
    }

    /** The instance fleets in the order of their creation; none if the cluster has groups. */
    public List<InstanceFleetSnapshot> fleets() {
        return host.locked(
                () -> ofType(InstanceFleet.class).map(InstanceFleet::snapshot).toList());
    }

    /** The instances, those that ended included for 30 days, in the order of their launch within their group or fleet. */
    public List<InstanceSnapshot> instances() {
        return host.locked(() -> {
            Instant oldest = host.clock().now().minus(TOLD_AFTER_END);
            return collections.stream()
                    .flatMap(collection -> collection.instances().stream()
                            .filter(instance -> !instance.endedBefore(oldest))
                            .map(instance -> snapshot(collection, instance)))
                    .toList();
        });
    }

    private InstanceSnapshot snapshot(InstanceCollection collection, Ec2Instance instance) {
        boolean inGroup = collection instanceof InstanceGroup;
        return new InstanceSnapshot(
                collection.id(),
                collection.role(),
                instance.describe()
                        .instanceGroupId(inGroup ? collection.id() : null)
                        .instanceFleetId(inGroup ? null : collection.id())
                        .build());
    }

    /** EC2's id of the instance that the steps run on; empty before it is launched and after it has ended. */
    public Optional<String> masterInstanceId() {
        return host.locked(() -> master().map(Ec2Instance::ec2InstanceId));
    }

    /** The configuration that applies on the master now. */
    public List<Configuration> configurations() {
        return host.locked(this::masterConfigurations);
    }

    /** The configuration of the instance that the steps run on: the cluster's, with what its group or fleet has beyond. */
    List<Configuration> masterConfigurations() {
        return byRole(InstanceRoleType.MASTER)
                .flatMap(masters -> masters.launched().stream().map(masters::configurationsOf))
                .findFirst()
                .map(ofMaster -> ConfigurationMerge.merge(request.configurations(), ofMaster))
                .orElse(request.configurations());
    }

    /** The name of the master; empty while the cluster is STARTING. */
    public Optional<String> masterPublicDnsName() {
        return host.locked(() -> host.state() == ClusterState.STARTING
                ? Optional.<String>empty()
                : byRole(InstanceRoleType.MASTER)
                        .flatMap(collection -> collection.instances().stream())
                        .filter(instance -> instance.ec2InstanceId() != null)
                        .min(Comparator.comparing(instance -> !instance.isLaunched()))
                        .flatMap(Ec2Instance::address)
                        .map(InstanceAddress::reachableName));
    }

    /**
     * The hours of the instances so far, in those of an {@code m1.small}: full hours of the instances that run, hours
     * begun of those that have ended. How EMR rounds is not documented.
     */
    public int normalizedInstanceHours() {
        return host.locked(() -> {
            Instant now = host.clock().now();
            return collections.stream()
                    .flatMap(collection -> collection.instances().stream())
                    .mapToInt(instance -> (int) instance.hours(now) * factor(instance))
                    .sum();
        });
    }

    private int factor(Ec2Instance instance) {
        return placement
                .region()
                .types()
                .find(instance.specification().instanceType())
                .map(InstanceType::normalizationFactor)
                .orElse(0);
    }

    /** Takes note that the API has told groups, fleets or instances, which a progression may wait for. */
    public void described() {
        change(() -> collections.forEach(InstanceCollection::described));
    }

    // ---- what can be asked of them

    /**
     * Adds task groups, all or none.
     *
     * @return their ids, in the same order
     * @throws RuleViolationException if the cluster ends or has too many groups
     */
    public List<String> addGroups(List<InstanceGroupConfig> configs) {
        return host.change(() -> {
            host.requireModifiable();
            long taskGroups = byRole(InstanceRoleType.TASK).count() + configs.size();
            if (taskGroups > MAX_TASK_GROUPS) {
                throw new RuleViolationException("A cluster may have at most " + MAX_TASK_GROUPS
                        + " task instance groups; with these it would have " + taskGroups + ".");
            }
            List<InstanceGroup> added = configs.stream()
                    .map(config -> new InstanceGroup(host, placement, config))
                    .toList();
            added.forEach(this::join);
            afterChange();
            return added.stream().map(InstanceGroup::id).toList();
        });
    }

    /**
     * Changes groups, all or none.
     *
     * @throws RuleViolationException if the cluster ends, there is no such group, or it cannot be changed so
     */
    public void modifyGroups(List<InstanceGroupModification> modifications) {
        change(() -> {
            host.requireModifiable();
            List<Runnable> checked = modifications.stream().map(this::check).toList();
            checked.forEach(Runnable::run);
        });
    }

    /** Checks a modification, and gives what it does. */
    private Runnable check(InstanceGroupModification modification) {
        return new GroupChange(group(modification.groupId()), modification).check(replication());
    }

    private InstanceGroup group(String groupId) {
        return ofType(InstanceGroup.class)
                .filter(candidate -> candidate.id().equals(groupId))
                .findFirst()
                .orElseThrow(() -> new RuleViolationException("Instance group id '" + groupId + "' is not valid."));
    }

    /**
     * What the instances of a group do.
     *
     * @throws RuleViolationException if there is no such group
     */
    public InstanceRoleType groupRole(String groupId) {
        return host.locked(() -> group(groupId).role());
    }

    /** Only within a change: gives a group an automatic scaling policy, and tells it as it is before it is attached. */
    AutoScalingPolicyDescription putAutoScalingPolicy(String groupId, AutoScalingPolicy policy) {
        return group(groupId).autoScaling().put(policy);
    }

    /**
     * Takes the automatic scaling policy of a group away, if it has one.
     *
     * @throws RuleViolationException if the cluster ends or there is no such group
     */
    public void removeAutoScalingPolicy(String groupId) {
        change(() -> {
            host.requireModifiable();
            group(groupId).autoScaling().remove();
        });
    }

    boolean haveAutoScalingPolicy() {
        return ofType(InstanceGroup.class).anyMatch(group -> group.autoScaling().isPresent());
    }

    /**
     * Adds a task fleet.
     *
     * @return its id
     * @throws RuleViolationException if the cluster ends or has a task fleet
     */
    public String addFleet(InstanceFleetConfig config) {
        return host.change(() -> {
            host.requireModifiable();
            if (byRole(InstanceRoleType.TASK).findAny().isPresent()) {
                throw new RuleViolationException("The cluster " + host.clusterId()
                        + " has a task instance fleet already; it may have one at most.");
            }
            InstanceFleet fleet = new InstanceFleet(host, placement, config);
            join(fleet);
            afterChange();
            return fleet.id();
        });
    }

    /**
     * Changes a fleet.
     *
     * @throws RuleViolationException if the cluster ends, there is no such fleet, or it cannot be changed so
     */
    public void modifyFleet(InstanceFleetModification modification) {
        change(() -> {
            host.requireModifiable();
            ofType(InstanceFleet.class)
                    .filter(candidate -> candidate.id().equals(modification.fleetId()))
                    .findFirst()
                    .orElseThrow(() -> new RuleViolationException(
                            "Instance fleet id '" + modification.fleetId() + "' is not valid."))
                    .check(modification)
                    .run();
        });
    }

    /** The number of copies that HDFS keeps of each block: the core group cannot become smaller than that. */
    private int replication() {
        return request.configurations().stream()
                .filter(configuration -> "hdfs-site".equals(configuration.classification()))
                .map(configuration -> configuration.properties().get("dfs.replication"))
                .filter(value -> value != null && value.matches("\\d{1,4}"))
                .map(Integer::valueOf)
                .findFirst()
                .orElseGet(() -> HdfsReplication.of(ofType(InstanceGroup.class)
                        .filter(group -> group.role() == InstanceRoleType.CORE)
                        .mapToInt(group -> group.config().instanceCount())
                        .sum()));
    }

    /**
     * Ends instances as EC2 may do: those of core and task nodes are replaced; without its master the cluster ends, but
     * one of three masters is replaced too.
     *
     * @throws IllegalArgumentException if there is no such instance or it has ended; then nothing happens
     */
    public void lose(Collection<String> ec2InstanceIds) {
        change(() -> {
            Set<String> ids = new HashSet<>(ec2InstanceIds);
            List<Ec2Instance> lost = collections.stream()
                    .flatMap(collection -> collection.launched().stream())
                    .filter(instance -> ids.contains(instance.ec2InstanceId()))
                    .toList();
            if (lost.size() != ids.size()) {
                throw new IllegalArgumentException("Not all of these are instances of the cluster " + host.clusterId()
                        + " that EC2 has launched and that have not ended: " + ec2InstanceIds);
            }
            boolean activeMasterLost = master().filter(lost::contains).isPresent();
            collections.forEach(collection -> collection.endAll(lost));
            if (isWithoutMaster()) {
                host.terminate(ClusterReason.failure(
                        ClusterStateChangeReasonCode.INSTANCE_FAILURE,
                        collections.size() > 1
                                ? "The master node was terminated"
                                : "All instances in the job flow are terminated"));
            } else if (activeMasterLost) {
                host.failRunningSteps();
            }
            collections.forEach(InstanceCollection::replaceLost);
        });
    }

    /** Of three masters, two must be there. */
    private boolean isWithoutMaster() {
        return byRole(InstanceRoleType.MASTER).anyMatch(masters -> {
            int working = masters.ready().isPresent()
                    ? masters.running().size()
                    : masters.launched().size();
            return working < (masters.size() > 1 ? 2 : 1);
        });
    }

    /** The first of the masters, where the steps run. */
    private Optional<Ec2Instance> master() {
        return byRole(InstanceRoleType.MASTER)
                .flatMap(collection -> collection.launched().stream())
                .findFirst();
    }

    /** Launched, in the order of their groups or fleets. */
    List<BootstrapNode> nodes() {
        return collections.stream()
                .flatMap(collection -> collection.launched().stream()
                        .map(Ec2Instance::ec2InstanceId)
                        .map(id -> new BootstrapNode(id, collection.role())))
                .toList();
    }

    // ---- their life

    /** The cluster begins: asks EC2 for its instances. */
    void request() {
        collections.forEach(InstanceCollection::request);
        afterChange();
    }

    /**
     * Whether the cluster has the instances that it needs to bootstrap. Task nodes may come later.
     *
     * @see <a href="https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-overview.html">Cluster life cycle</a>
     */
    boolean areProvisioned() {
        return collections.stream()
                .filter(collection -> collection.role() != InstanceRoleType.TASK)
                .allMatch(InstanceCollection::isFilled);
    }

    /** Why EC2 will never launch what the cluster needs; empty if it did or may. */
    Optional<ClusterReason> launchFailure() {
        return collections.stream()
                .flatMap(collection -> collection.missingOnDemandType().stream())
                .findFirst()
                .map(missing -> LaunchFailure.outOfCapacity(missing, placement.availabilityZone()));
    }

    void clusterReady() {
        collections.forEach(InstanceCollection::clusterReady);
        afterChange();
    }

    void clusterEntered(ClusterState state) {
        switch (state) {
            case BOOTSTRAPPING -> collections.forEach(InstanceCollection::bootstrap);
            case TERMINATING -> collections.forEach(InstanceCollection::terminate);
            case TERMINATED, TERMINATED_WITH_ERRORS -> collections.forEach(InstanceCollection::terminated);
            default -> {}
        }
        afterChange();
    }

    /** A new group or fleet takes part in the life of the cluster as far as it has come. */
    private void join(InstanceCollection added) {
        collections.add(added);
        added.request();
        switch (host.state()) {
            case BOOTSTRAPPING -> added.bootstrap();
            case RUNNING, WAITING -> added.join();
            default -> {}
        }
    }

    private void lookAgain() {
        change(() -> collections.stream()
                .filter(collection -> !collection.isEnding() && !collection.isFilled())
                .forEach(collection -> {
                    collection.fill();
                    collection.settle();
                }));
    }

    // ---- helpers

    private void change(Runnable body) {
        host.change(() -> {
            body.run();
            afterChange();
            return null;
        });
    }

    /** Lets EC2 call when it has capacity again, as long as some instance is missing. */
    private void afterChange() {
        boolean missing = collections.stream().anyMatch(collection -> !collection.isEnding() && !collection.isFilled());
        if (missing && !awaitsCapacity) {
            placement.region().capacity().await(capacityChanged);
        } else if (!missing && awaitsCapacity) {
            placement.region().capacity().awaitNoLonger(capacityChanged);
        }
        awaitsCapacity = missing;
    }

    private <C extends InstanceCollection> Stream<C> ofType(Class<C> kind) {
        return collections.stream().filter(kind::isInstance).map(kind::cast);
    }

    private Stream<InstanceCollection> byRole(InstanceRoleType role) {
        return collections.stream().filter(collection -> collection.role() == role);
    }
}
