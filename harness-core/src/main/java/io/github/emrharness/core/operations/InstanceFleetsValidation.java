package io.github.emrharness.core.operations;

import io.github.emrharness.core.model.InstanceFleetSnapshot;
import io.github.emrharness.core.model.InstanceTypes;
import io.github.emrharness.core.model.Release;
import io.github.emrharness.core.model.RuleViolationException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.InstanceFleetConfig;
import software.amazon.awssdk.services.emr.model.InstanceFleetModifyConfig;
import software.amazon.awssdk.services.emr.model.InstanceFleetType;
import software.amazon.awssdk.services.emr.model.InstanceTypeConfig;

/** Checks instance fleets that are asked for. */
final class InstanceFleetsValidation {

    private static final int MAX_TYPES = 5;
    private static final int MAX_TYPES_WITH_STRATEGY = 30;
    private static final int MAX_CAPACITY = 2_000;
    private static final int MAX_CAPACITY_SINCE_7_7 = 4_000;

    private InstanceFleetsValidation() {}

    static void checkForm(List<InstanceFleetConfig> fleets, String path, Constraints constraints) {
        for (int i = 0; i < fleets.size(); i++) {
            checkForm(fleets.get(i), path + (i + 1) + ".member.", constraints);
        }
    }

    /**
     * Checks the form of a fleet.
     *
     * @param path of the fleet, with a dot at its end
     */
    static void checkForm(InstanceFleetConfig fleet, String path, Constraints constraints) {
        constraints
                .notNull(fleet.instanceFleetTypeAsString(), path + "instanceFleetType")
                .oneOf(fleet.instanceFleetTypeAsString(), InstanceFleetType.knownValues(), path + "instanceFleetType")
                .maxLength(fleet.name(), 256, path + "name")
                .atLeast(fleet.targetOnDemandCapacity(), 0, path + "targetOnDemandCapacity")
                .atLeast(fleet.targetSpotCapacity(), 0, path + "targetSpotCapacity");
        checkTypesForm(fleet.instanceTypeConfigs(), path, constraints);
        FleetSpecificationsValidation.checkForm(
                fleet.launchSpecifications(), path + "launchSpecifications.", constraints);
        FleetSpecificationsValidation.checkForm(
                fleet.resizeSpecifications(), path + "resizeSpecifications.", constraints);
    }

    static void checkForm(InstanceFleetModifyConfig fleet, String path, Constraints constraints) {
        constraints
                .notNull(fleet.instanceFleetId(), path + "instanceFleetId")
                .atLeast(fleet.targetOnDemandCapacity(), 0, path + "targetOnDemandCapacity")
                .atLeast(fleet.targetSpotCapacity(), 0, path + "targetSpotCapacity");
        checkTypesForm(fleet.instanceTypeConfigs(), path, constraints);
        FleetSpecificationsValidation.checkForm(
                fleet.resizeSpecifications(), path + "resizeSpecifications.", constraints);
    }

    private static void checkTypesForm(List<InstanceTypeConfig> types, String path, Constraints constraints) {
        for (int i = 0; i < types.size(); i++) {
            String member = path + "instanceTypeConfigs." + (i + 1) + ".member.";
            constraints
                    .notNull(types.get(i).instanceType(), member + "instanceType")
                    .atLeast(types.get(i).weightedCapacity(), 0, member + "weightedCapacity");
            EbsValidation.checkForm(types.get(i).ebsConfiguration(), member + "ebsConfiguration.", constraints);
        }
    }

    /** Checks the fleets of a new cluster. */
    static void checkAll(List<InstanceFleetConfig> fleets, Release release, InstanceTypes types) {
        checkAvailable(release);
        if (countType(fleets, InstanceFleetType.MASTER) != 1) {
            throw new RuleViolationException("No master instance fleets were supplied; you must specify exactly one"
                    + " master instance fleet. Revise the configuration and resubmit.");
        }
        for (InstanceFleetType type : List.of(InstanceFleetType.CORE, InstanceFleetType.TASK)) {
            if (countType(fleets, type) > 1) {
                String name = type.toString().toLowerCase(Locale.ROOT);
                throw new RuleViolationException("Multiple " + name + " instance fleets were supplied; you may specify"
                        + " at most one " + name + " instance fleet. Revise the configuration and resubmit.");
            }
        }
        fleets.forEach(fleet -> checkShape(fleet, release));
        if (countType(fleets, InstanceFleetType.TASK) > 0 && countType(fleets, InstanceFleetType.CORE) == 0) {
            throw new RuleViolationException(
                    "Clusters with task instance fleets must also define core instance fleets.");
        }
        fleets.forEach(fleet -> checkTypes(fleet.instanceTypeConfigs(), release, types));
    }

    /** Checks a fleet that is to be added to a cluster. */
    static void checkAdded(InstanceFleetConfig fleet, Release release, InstanceTypes types) {
        checkAvailable(release);
        if (fleet.instanceFleetType() != InstanceFleetType.TASK) {
            throw new RuleViolationException("Only a task instance fleet can be added to a cluster, not a "
                    + fleet.instanceFleetType() + " instance fleet.");
        }
        checkShape(fleet, release);
        checkTypes(fleet.instanceTypeConfigs(), release, types);
    }

    /** Checks what is to change of a fleet. */
    static void checkModified(
            InstanceFleetModifyConfig given, InstanceFleetSnapshot fleet, Release release, InstanceTypes types) {
        FleetSpecificationsValidation.check(given.resizeSpecifications());
        checkSize(orZero(given.targetOnDemandCapacity()) + orZero(given.targetSpotCapacity()), release);
        if (!given.instanceTypeConfigs().isEmpty()) {
            InstanceFleetConfig whole = InstanceFleetConfig.builder()
                    .name(fleet.fleet().name())
                    .instanceFleetType(fleet.fleet().instanceFleetType())
                    .launchSpecifications(fleet.fleet().launchSpecifications())
                    .instanceTypeConfigs(given.instanceTypeConfigs())
                    .build();
            checkConfigs(whole);
            checkTypes(given.instanceTypeConfigs(), release, types);
        }
    }

    private static void checkAvailable(Release release) {
        if (!release.isAtLeast(4, 8) || release.label().startsWith("emr-5.0.")) {
            throw new RuleViolationException("Instance fleets are not available for the release.");
        }
    }

    private static long countType(List<InstanceFleetConfig> fleets, InstanceFleetType type) {
        return fleets.stream()
                .filter(fleet -> fleet.instanceFleetType() == type)
                .count();
    }

    private static void checkShape(InstanceFleetConfig fleet, Release release) {
        int capacity = orZero(fleet.targetOnDemandCapacity()) + orZero(fleet.targetSpotCapacity());
        if (fleet.instanceFleetType() == InstanceFleetType.MASTER && capacity != 1) {
            throw new RuleViolationException("A master instance fleet can only have a target capacity of 1. Revise the"
                    + " configuration and resubmit.");
        }
        if (capacity < 1) {
            throw new RuleViolationException("The instance fleet (" + fleet.name() + ") should have a value of one or"
                    + " greater for either targetOnDemandCapacity or targetSpotCapacity.");
        }
        checkSize(capacity, release);
        checkConfigs(fleet);
        FleetSpecificationsValidation.check(fleet.launchSpecifications());
        FleetSpecificationsValidation.check(fleet.resizeSpecifications());
    }

    private static void checkSize(int capacity, Release release) {
        int max = release.isAtLeast(7, 7) ? MAX_CAPACITY_SINCE_7_7 : MAX_CAPACITY;
        if (capacity > max) {
            throw new RuleViolationException("An instance fleet may have a target capacity of at most " + max + " with "
                    + release.label() + ", but this is " + capacity + ".");
        }
    }

    private static void checkConfigs(InstanceFleetConfig fleet) {
        List<InstanceTypeConfig> configs = fleet.instanceTypeConfigs();
        if (configs.isEmpty()) {
            throw new RuleViolationException(
                    "The instance fleet (" + fleet.name() + ") has no instance type: give" + " InstanceTypeConfigs.");
        }
        Set<String> names = new HashSet<>();
        for (InstanceTypeConfig config : configs) {
            if (!names.add(config.instanceType())) {
                throw new RuleViolationException("The instance fleet: " + fleet.name()
                        + " contains duplicate instance types [" + config.instanceType()
                        + "]. Revise the configuration and resubmit.");
            }
            checkConfig(fleet, config);
        }
        int max = FleetSpecificationsValidation.hasStrategy(fleet.launchSpecifications())
                ? MAX_TYPES_WITH_STRATEGY
                : MAX_TYPES;
        if (configs.size() > max) {
            throw new RuleViolationException("The instance fleet (" + fleet.name() + ") may have at most " + max
                    + " instance types" + (max == MAX_TYPES ? " without an allocation strategy" : "") + ", but has "
                    + configs.size() + ".");
        }
    }

    private static void checkConfig(InstanceFleetConfig fleet, InstanceTypeConfig config) {
        Integer weight = config.weightedCapacity();
        if (weight != null && weight == 0) {
            throw new RuleViolationException(
                    "Weighted capacity cannot be zero. Revise the configuration and resubmit.");
        }
        if (fleet.instanceFleetType() == InstanceFleetType.MASTER && weight != null && weight != 1) {
            throw new RuleViolationException("All instance types in the master instance fleet must have weighted"
                    + " capacity as 1. Revise the configuration and resubmit.");
        }
        String bid = config.bidPrice();
        if (bid != null && config.bidPriceAsPercentageOfOnDemandPrice() != null) {
            throw new RuleViolationException("Specify at most one of bidPrice or bidPriceAsPercentageOfOnDemandPrice"
                    + " value for the Spot Instance fleet : " + fleet.name() + " request.");
        }
        if (bid != null) {
            BidPrice.check(bid, "fleet");
        }
    }

    private static void checkTypes(List<InstanceTypeConfig> configs, Release release, InstanceTypes types) {
        for (InstanceTypeConfig config : configs) {
            InstancesValidation.checkType(config.instanceType(), release, types);
            EbsValidation.check(config.ebsConfiguration(), config.instanceType(), types);
        }
    }

    private static int orZero(@Nullable Integer value) {
        return value == null ? 0 : value;
    }
}
