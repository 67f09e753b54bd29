package io.github.emrharness.core.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.Configuration;
import software.amazon.awssdk.services.emr.model.EbsBlockDevice;
import software.amazon.awssdk.services.emr.model.InstanceGroupConfig;
import software.amazon.awssdk.services.emr.model.InstanceGroupStateChangeReason;
import software.amazon.awssdk.services.emr.model.InstanceGroupStateChangeReasonCode;
import software.amazon.awssdk.services.emr.model.InstanceGroupType;
import software.amazon.awssdk.services.emr.model.InstanceResizePolicy;
import software.amazon.awssdk.services.emr.model.MarketType;
import software.amazon.awssdk.services.emr.model.ShrinkPolicy;

/** Instances of one type that do the same for the cluster. Guarded by the lock of the cluster. */
final class InstanceGroup extends InstanceCollection {

    private static final InstanceGroupStateChangeReason FINE =
            InstanceGroupStateChangeReason.builder().message("").build();
    private static final InstanceGroupStateChangeReason CLUSTER_TERMINATED = InstanceGroupStateChangeReason.builder()
            .code(InstanceGroupStateChangeReasonCode.CLUSTER_TERMINATED)
            .message("Job flow terminated")
            .build();

    private final InstanceGroupConfig config;
    private final LaunchSpecification specification;
    private int requested;
    private boolean outOfCapacity;
    private ShrinkPolicy shrinkPolicy = ShrinkPolicy.builder().build();
    private GroupConfigurations configurations;
    private final AutoScaling autoScaling;

    InstanceGroup(ClusterHost host, Ec2Placement placement, InstanceGroupConfig config) {
        super(host, placement, Identifiers.newInstanceGroupId(), config.instanceRole());
        this.config = config;
        requested = config.instanceCount();
        List<EbsBlockDevice> volumes = EbsVolumes.devices(config.ebsConfiguration());
        specification = new LaunchSpecification(config.instanceType(), market(config), 1, volumes);
        configurations = GroupConfigurations.initial(config.configurations());
        autoScaling = new AutoScaling(host, config.autoScalingPolicy());
    }

    private static MarketType market(InstanceGroupConfig config) {
        return config.market() == null ? MarketType.ON_DEMAND : config.market();
    }

    InstanceGroupConfig config() {
        return config;
    }

    AutoScaling autoScaling() {
        return autoScaling;
    }

    @Override
    void settle() {
        super.settle();
        if (state() == InstanceCollectionState.RUNNING) {
            autoScaling.begin();
        }
    }

    @Override
    void described() {
        super.described();
        autoScaling.described();
    }

    @Override
    int size() {
        return requested;
    }

    /** A later one replaces the target while the group still resizes. */
    void resize(int count) {
        requested = count;
        settleOrAnnounce();
    }

    void setShrinkPolicy(ShrinkPolicy policy) {
        shrinkPolicy = policy;
    }

    void reconfigure(List<Configuration> given, boolean merge) {
        configurations = configurations.request(given, merge);
        settleOrAnnounce();
    }

    private void settleOrAnnounce() {
        InstanceCollectionState before = state();
        settle();
        if (state() == before) {
            announce(Optional.empty());
        }
    }

    @Override
    void fill() {
        List<Ec2Instance> waiting = new ArrayList<>(awaiting());
        int missing = requested - launched().size();
        while (waiting.size() > Math.max(missing, 0)) {
            withdraw(waiting.remove(waiting.size() - 1));
        }
        for (Ec2Instance request : waiting) {
            if (fulfil(request)) {
                missing--;
            }
        }
        missing -= awaiting().size();
        outOfCapacity = false;
        while (missing > 0 && !outOfCapacity) {
            if (launch(specification)) {
                missing--;
            } else if (specification.market() == MarketType.SPOT) {
                await(specification);
                missing--;
            } else {
                outOfCapacity = true;
            }
        }
    }

    @Override
    boolean isFilled() {
        return launched().size() >= requested;
    }

    @Override
    boolean isAtTarget() {
        return launched().size() == requested && awaiting().isEmpty();
    }

    @Override
    Optional<String> missingOnDemandType() {
        return outOfCapacity ? Optional.of(specification.instanceType()) : Optional.empty();
    }

    /** First those that the shrink policy names, last those that it protects, otherwise the youngest first. */
    @Override
    void shrink() {
        InstanceResizePolicy policy = shrinkPolicy.instanceResizePolicy() == null
                ? InstanceResizePolicy.builder().build()
                : shrinkPolicy.instanceResizePolicy();
        List<Ec2Instance> candidates = new ArrayList<>(launched());
        int excess = candidates.size() - requested;
        Collections.reverse(candidates);
        candidates.sort(Comparator.comparingInt(instance -> order(instance, policy)));
        candidates.stream().limit(Math.max(excess, 0)).forEach(instance -> end(instance, null));
    }

    private static int order(Ec2Instance instance, InstanceResizePolicy policy) {
        if (policy.instancesToTerminate().contains(instance.ec2InstanceId())) {
            return 0;
        }
        return policy.instancesToProtect().contains(instance.ec2InstanceId()) ? 2 : 1;
    }

    @Override
    List<Configuration> configurationsOf(Ec2Instance instance) {
        return configurations.lastApplied();
    }

    @Override
    boolean needsReconfiguration() {
        return !configurations.isApplied();
    }

    @Override
    void reconfigured() {
        configurations = configurations.applied();
    }

    @Override
    void notReplaced(Ec2Instance instance) {
        requested--;
    }

    @Override
    void announce(Optional<InstanceCollectionTransition> transition) {
        host().changes().instanceGroupChanged(now(), snapshot(), transition);
    }

    InstanceGroupSnapshot snapshot() {
        return new InstanceGroupSnapshot(host().clusterId(), host().clusterName(), describe());
    }

    private software.amazon.awssdk.services.emr.model.InstanceGroup describe() {
        return software.amazon.awssdk.services.emr.model.InstanceGroup.builder()
                .id(id())
                .name(config.name())
                .market(specification.market())
                .instanceGroupType(InstanceGroupType.fromValue(role().toString()))
                .bidPrice(config.bidPrice())
                .instanceType(specification.instanceType())
                .requestedInstanceCount(requested)
                .runningInstanceCount(running().size())
                .status(status -> status.state(state().ofGroup())
                        .stateChangeReason(isEnding() ? CLUSTER_TERMINATED : FINE)
                        .timeline(timeline -> timeline.creationDateTime(created())
                                .readyDateTime(ready().orElse(null))
                                .endDateTime(ended().orElse(null))))
                .configurations(configurations.requested())
                .configurationsVersion(configurations.version())
                .lastSuccessfullyAppliedConfigurations(configurations.lastApplied())
                .lastSuccessfullyAppliedConfigurationsVersion(configurations.lastAppliedVersion())
                .ebsBlockDevices(specification.volumes())
                .ebsOptimized(ebsOptimized())
                .shrinkPolicy(shrinkPolicy)
                .autoScalingPolicy(autoScaling.describe().orElse(null))
                .customAmiId(config.customAmiId())
                .build();
    }

    private @Nullable Boolean ebsOptimized() {
        return config.ebsConfiguration() == null
                ? null
                : config.ebsConfiguration().ebsOptimized();
    }
}
