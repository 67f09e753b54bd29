package io.github.emrharness.core.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.Configuration;
import software.amazon.awssdk.services.emr.model.InstanceFleetConfig;
import software.amazon.awssdk.services.emr.model.InstanceFleetProvisioningSpecifications;
import software.amazon.awssdk.services.emr.model.InstanceFleetResizingSpecifications;
import software.amazon.awssdk.services.emr.model.InstanceFleetStateChangeReason;
import software.amazon.awssdk.services.emr.model.InstanceFleetStateChangeReasonCode;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.InstanceTypeConfig;
import software.amazon.awssdk.services.emr.model.InstanceTypeSpecification;
import software.amazon.awssdk.services.emr.model.MarketType;
import software.amazon.awssdk.services.emr.model.OnDemandResizingSpecification;
import software.amazon.awssdk.services.emr.model.SpotProvisioningSpecification;
import software.amazon.awssdk.services.emr.model.SpotProvisioningTimeoutAction;
import software.amazon.awssdk.services.emr.model.SpotResizingSpecification;

/**
 * Instances of several types and both markets that do the same for the cluster, measured in units of capacity. Guarded by
 * the lock of the cluster.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-instance-fleet.html">Instance fleets</a>
 */
final class InstanceFleet extends InstanceCollection {

    private static final double DEFAULT_BID_PERCENTAGE = 100.0;
    private static final Duration DEFAULT_RESIZE_TIMEOUT = Duration.ofMinutes(60);

    private static final InstanceFleetStateChangeReason FINE =
            InstanceFleetStateChangeReason.builder().message("").build();
    private static final InstanceFleetStateChangeReason CLUSTER_TERMINATED = InstanceFleetStateChangeReason.builder()
            .code(InstanceFleetStateChangeReasonCode.CLUSTER_TERMINATED)
            .message("Job flow terminated")
            .build();

    private final InstanceFleetConfig config;
    private final FleetAllocation allocation;
    private final Map<MarketType, FleetTarget> targets = new EnumMap<>(MarketType.class);
    private final Map<MarketType, ClusterTimer> resizeTimers = new EnumMap<>(MarketType.class);
    private final ClusterTimer provisioningTimer;
    private List<InstanceTypeConfig> types;
    private @Nullable InstanceFleetResizingSpecifications resizeSpecifications;
    private @Nullable String context;
    private boolean outOfOnDemand;

    InstanceFleet(ClusterHost host, Ec2Placement placement, InstanceFleetConfig config) {
        super(
                host,
                placement,
                Identifiers.newInstanceFleetId(),
                InstanceRoleType.fromValue(config.instanceFleetTypeAsString()));
        this.config = config;
        allocation = new FleetAllocation(placement.region());
        targets.put(MarketType.ON_DEMAND, FleetTarget.of(orZero(config.targetOnDemandCapacity())));
        targets.put(MarketType.SPOT, FleetTarget.of(orZero(config.targetSpotCapacity())));
        resizeTimers.put(MarketType.ON_DEMAND, new ClusterTimer(host));
        resizeTimers.put(MarketType.SPOT, new ClusterTimer(host));
        provisioningTimer = new ClusterTimer(host);
        types = List.copyOf(config.instanceTypeConfigs());
        resizeSpecifications = config.resizeSpecifications();
        context = config.context();
    }

    private static int orZero(@Nullable Integer value) {
        return value == null ? 0 : value;
    }

    // ---- capacity

    private FleetTarget target(MarketType market) {
        return targets.getOrDefault(market, FleetTarget.of(0));
    }

    private int provisioned(MarketType market) {
        return launched().stream()
                .map(Ec2Instance::specification)
                .filter(specification -> specification.market() == market)
                .mapToInt(LaunchSpecification::weight)
                .sum();
    }

    /** How many units are missing; not positive if none is. */
    private int deficit(MarketType market) {
        return target(market).wanted() - provisioned(market);
    }

    @Override
    int size() {
        return target(MarketType.ON_DEMAND).wanted() + target(MarketType.SPOT).wanted();
    }

    @Override
    void fill() {
        awaiting().forEach(this::withdraw);
        launchMissing(MarketType.ON_DEMAND);
        outOfOnDemand = deficit(MarketType.ON_DEMAND) > 0;
        launchMissing(MarketType.SPOT);
        List<InstanceTypeConfig> order = order(MarketType.SPOT);
        int missing = deficit(MarketType.SPOT);
        while (missing > 0) {
            LaunchSpecification first = specification(order.get(0), MarketType.SPOT);
            await(first);
            missing -= first.weight();
        }
    }

    /** Takes all it can get of the best type, then of the next; a fleet that is to be diversified takes turns. */
    private void launchMissing(MarketType market) {
        boolean takesTurns = FleetAllocation.DIVERSIFIED.equals(strategy(market));
        List<InstanceTypeConfig> candidates = order(market);
        while (deficit(market) > 0 && !candidates.isEmpty()) {
            InstanceTypeConfig candidate = candidates.remove(0);
            if (launch(specification(candidate, market))) {
                candidates.add(takesTurns ? candidates.size() : 0, candidate);
            }
        }
    }

    private List<InstanceTypeConfig> order(MarketType market) {
        return allocation.order(types, market, strategy(market));
    }

    private static LaunchSpecification specification(InstanceTypeConfig type, MarketType market) {
        return new LaunchSpecification(
                type.instanceType(), market, FleetAllocation.weight(type), EbsVolumes.devices(type.ebsConfiguration()));
    }

    private @Nullable String strategy(MarketType market) {
        boolean resizes = ready().isPresent();
        if (market == MarketType.SPOT) {
            Optional<String> ofResize = spotResize().map(SpotResizingSpecification::allocationStrategyAsString);
            Optional<String> ofStart =
                    spotSpecification().map(SpotProvisioningSpecification::allocationStrategyAsString);
            return (resizes ? ofResize.or(() -> ofStart) : ofStart).orElse(null);
        }
        Optional<String> ofResize = onDemandResize().map(OnDemandResizingSpecification::allocationStrategyAsString);
        Optional<String> ofStart = Optional.ofNullable(config.launchSpecifications())
                .map(InstanceFleetProvisioningSpecifications::onDemandSpecification)
                .map(specification -> specification.allocationStrategyAsString());
        return (resizes ? ofResize.or(() -> ofStart) : ofStart).orElse(null);
    }

    private Optional<SpotProvisioningSpecification> spotSpecification() {
        return Optional.ofNullable(config.launchSpecifications())
                .map(InstanceFleetProvisioningSpecifications::spotSpecification);
    }

    private Optional<SpotResizingSpecification> spotResize() {
        return Optional.ofNullable(resizeSpecifications)
                .map(InstanceFleetResizingSpecifications::spotResizeSpecification);
    }

    private Optional<OnDemandResizingSpecification> onDemandResize() {
        return Optional.ofNullable(resizeSpecifications)
                .map(InstanceFleetResizingSpecifications::onDemandResizeSpecification);
    }

    @Override
    boolean isFilled() {
        return deficit(MarketType.ON_DEMAND) <= 0 && deficit(MarketType.SPOT) <= 0;
    }

    @Override
    boolean isAtTarget() {
        return isFilled() && awaiting().isEmpty() && launched().stream().noneMatch(this::isTooMuch);
    }

    /** Whether the target is met without it as well. */
    private boolean isTooMuch(Ec2Instance instance) {
        LaunchSpecification specification = instance.specification();
        return deficit(specification.market()) + specification.weight() <= 0;
    }

    /** The youngest first. */
    @Override
    void shrink() {
        List<Ec2Instance> candidates = new ArrayList<>(launched());
        Collections.reverse(candidates);
        for (Ec2Instance candidate : candidates) {
            if (isTooMuch(candidate)) {
                end(candidate, null);
            }
        }
    }

    @Override
    Optional<String> missingOnDemandType() {
        return outOfOnDemand ? Optional.of(order(MarketType.ON_DEMAND).get(0).instanceType()) : Optional.empty();
    }

    // ---- time

    @Override
    void request() {
        super.request();
        spotSpecification()
                .filter(specification -> deficit(MarketType.SPOT) > 0)
                .ifPresent(specification -> provisioningTimer.start(
                        Duration.ofMinutes(specification.timeoutDurationMinutes()), () -> spotTimedOut(specification)));
    }

    private void spotTimedOut(SpotProvisioningSpecification specification) {
        int missing = deficit(MarketType.SPOT);
        if (missing <= 0 || isEnding()) {
            return;
        }
        if (specification.timeoutAction() == SpotProvisioningTimeoutAction.TERMINATE_CLUSTER) {
            host().terminate(LaunchFailure.fleetTimeout(id(), specification.timeoutDurationMinutes()));
            return;
        }
        targets.put(MarketType.SPOT, target(MarketType.SPOT).plus(-missing));
        targets.put(MarketType.ON_DEMAND, target(MarketType.ON_DEMAND).plus(missing));
        fill();
        announce(Optional.empty());
        settle();
    }

    /** Stops trying to get what was asked for last. */
    private void resizeTimedOut(MarketType market) {
        int missing = deficit(market);
        if (missing > 0 && state() == InstanceCollectionState.RESIZING) {
            targets.put(market, target(market).plus(-missing));
            settle();
        }
    }

    @Override
    void terminate() {
        provisioningTimer.cancel();
        resizeTimers.values().forEach(ClusterTimer::cancel);
        super.terminate();
    }

    // ---- changes

    /**
     * Checks that the fleet can be changed so.
     *
     * @return what makes the change
     */
    Runnable check(InstanceFleetModification modification) {
        switch (state()) {
            case PROVISIONING, BOOTSTRAPPING, TERMINATING, TERMINATED ->
                throw new RuleViolationException(
                        "The instance fleet " + id() + " cannot be modified while it is " + state() + ".");
            case RUNNING, RESIZING, RECONFIGURING -> {}
        }
        boolean resizes = modification.targetOnDemandCapacity().isPresent()
                || modification.targetSpotCapacity().isPresent();
        if (resizes && role() == InstanceRoleType.MASTER) {
            throw new RuleViolationException("The master instance fleet " + id() + " cannot be resized.");
        }
        int onDemand = modification
                .targetOnDemandCapacity()
                .orElse(target(MarketType.ON_DEMAND).asked());
        int spot =
                modification.targetSpotCapacity().orElse(target(MarketType.SPOT).asked());
        if (role() == InstanceRoleType.CORE && onDemand + spot < 1) {
            throw new RuleViolationException("The core instance fleet " + id()
                    + " cannot be resized to a target capacity of 0: HDFS needs a core node.");
        }
        return () -> modify(modification, resizes, onDemand, spot);
    }

    private void modify(InstanceFleetModification modification, boolean resizes, int onDemand, int spot) {
        modification.resizeSpecifications().ifPresent(given -> resizeSpecifications = given);
        modification.context().ifPresent(given -> context = given);
        if (!modification.instanceTypes().isEmpty()) {
            types = modification.instanceTypes();
        }
        if (resizes) {
            targets.put(MarketType.ON_DEMAND, FleetTarget.of(onDemand));
            targets.put(MarketType.SPOT, FleetTarget.of(spot));
            resizeTimers.forEach((market, timer) -> timer.start(resizeTimeout(market), () -> resizeTimedOut(market)));
        }
        InstanceCollectionState before = state();
        settle();
        if (state() == before) {
            announce(Optional.empty());
        }
        if (state() != InstanceCollectionState.RESIZING) {
            resizeTimers.values().forEach(ClusterTimer::cancel);
        }
    }

    private Duration resizeTimeout(MarketType market) {
        Optional<Integer> minutes = market == MarketType.SPOT
                ? spotResize().map(SpotResizingSpecification::timeoutDurationMinutes)
                : onDemandResize().map(OnDemandResizingSpecification::timeoutDurationMinutes);
        return minutes.map(Duration::ofMinutes).orElse(DEFAULT_RESIZE_TIMEOUT);
    }

    @Override
    List<Configuration> configurationsOf(Ec2Instance instance) {
        return types.stream()
                .filter(type -> instance.specification().instanceType().equals(type.instanceType()))
                .findFirst()
                .map(InstanceTypeConfig::configurations)
                .orElse(List.of());
    }

    @Override
    boolean needsReconfiguration() {
        return false;
    }

    @Override
    void reconfigured() {
        throw new IllegalStateException("A fleet is not reconfigured");
    }

    @Override
    void notReplaced(Ec2Instance instance) {
        throw new IllegalStateException("An instance of a fleet cannot be chosen to be terminated");
    }

    // ---- what it tells

    @Override
    void announce(Optional<InstanceCollectionTransition> transition) {
        host().changes().instanceFleetChanged(now(), snapshot(), transition);
    }

    InstanceFleetSnapshot snapshot() {
        return new InstanceFleetSnapshot(host().clusterId(), host().clusterName(), describe());
    }

    private software.amazon.awssdk.services.emr.model.InstanceFleet describe() {
        return software.amazon.awssdk.services.emr.model.InstanceFleet.builder()
                .id(id())
                .name(config.name())
                .status(status -> status.state(state().ofFleet())
                        .stateChangeReason(isEnding() ? CLUSTER_TERMINATED : FINE)
                        .timeline(timeline -> timeline.creationDateTime(created())
                                .readyDateTime(ready().orElse(null))
                                .endDateTime(ended().orElse(null))))
                .instanceFleetType(config.instanceFleetType())
                .targetOnDemandCapacity(target(MarketType.ON_DEMAND).asked())
                .targetSpotCapacity(target(MarketType.SPOT).asked())
                .provisionedOnDemandCapacity(provisioned(MarketType.ON_DEMAND))
                .provisionedSpotCapacity(provisioned(MarketType.SPOT))
                .instanceTypeSpecifications(
                        types.stream().map(InstanceFleet::specification).toList())
                .launchSpecifications(config.launchSpecifications())
                .resizeSpecifications(resizeSpecifications)
                .context(context)
                .build();
    }

    private static InstanceTypeSpecification specification(InstanceTypeConfig type) {
        boolean anyBid = type.bidPrice() != null || type.bidPriceAsPercentageOfOnDemandPrice() != null;
        return InstanceTypeSpecification.builder()
                .instanceType(type.instanceType())
                .weightedCapacity(FleetAllocation.weight(type))
                .bidPrice(type.bidPrice())
                .bidPriceAsPercentageOfOnDemandPrice(
                        anyBid ? type.bidPriceAsPercentageOfOnDemandPrice() : Double.valueOf(DEFAULT_BID_PERCENTAGE))
                .configurations(List.copyOf(type.configurations()))
                .ebsBlockDevices(EbsVolumes.devices(type.ebsConfiguration()))
                .ebsOptimized(
                        type.ebsConfiguration() == null
                                ? null
                                : type.ebsConfiguration().ebsOptimized())
                .customAmiId(type.customAmiId())
                .priority(type.priority())
                .build();
    }
}
