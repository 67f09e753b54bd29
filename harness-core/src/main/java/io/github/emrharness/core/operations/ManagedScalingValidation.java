package io.github.emrharness.core.operations;

import io.github.emrharness.core.model.Release;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.ComputeLimits;
import software.amazon.awssdk.services.emr.model.ComputeLimitsUnitType;
import software.amazon.awssdk.services.emr.model.ManagedScalingPolicy;
import software.amazon.awssdk.services.emr.model.ScalingStrategy;

/** Checks a managed scaling policy. EMR's words for these mistakes are not known. */
final class ManagedScalingValidation {

    private static final Set<Integer> PERFORMANCE_INDEXES = new TreeSet<>(Set.of(1, 25, 50, 75, 100));

    private ManagedScalingValidation() {}

    /** Checks the form; {@code path} ends with a dot. */
    static void checkForm(@Nullable ManagedScalingPolicy policy, String path, Constraints constraints) {
        if (policy == null) {
            return;
        }
        constraints.oneOf(policy.scalingStrategyAsString(), ScalingStrategy.knownValues(), path + "scalingStrategy");
        ComputeLimits limits = policy.computeLimits();
        if (limits != null) {
            String limitsPath = path + "computeLimits.";
            constraints
                    .notNull(limits.unitTypeAsString(), limitsPath + "unitType")
                    .oneOf(limits.unitTypeAsString(), ComputeLimitsUnitType.knownValues(), limitsPath + "unitType")
                    .notNull(limits.minimumCapacityUnits(), limitsPath + "minimumCapacityUnits")
                    .notNull(limits.maximumCapacityUnits(), limitsPath + "maximumCapacityUnits");
        }
    }

    static void check(ManagedScalingPolicy policy, Release release, boolean fleets) {
        require(
                release.hasManagedScalingAndAutoTermination(),
                "Managed scaling needs release 5.30.0 or later, without 6.0; this cluster has " + release.label()
                        + ".");
        ComputeLimits limits = policy.computeLimits();
        if (limits == null) {
            throw EmrServiceException.validation("A managed scaling policy must have ComputeLimits.");
        }
        checkUnit(limits, fleets);
        checkLimits(limits);
        checkStrategy(policy, release);
    }

    private static void checkUnit(ComputeLimits limits, boolean fleets) {
        boolean fleetUnits = limits.unitType() == ComputeLimitsUnitType.INSTANCE_FLEET_UNITS;
        require(
                fleetUnits == fleets,
                "The UnitType of ComputeLimits must be "
                        + (fleets
                                ? "InstanceFleetUnits for a cluster with instance fleets"
                                : "Instances or VCPU for a cluster with instance groups")
                        + "; this one is " + limits.unitTypeAsString() + ".");
    }

    private static void checkLimits(ComputeLimits limits) {
        int minimum = limits.minimumCapacityUnits();
        int maximum = limits.maximumCapacityUnits();
        require(minimum >= 1, "MinimumCapacityUnits must be at least 1; this one is " + minimum + ".");
        require(
                maximum >= minimum,
                "MaximumCapacityUnits must not be less than MinimumCapacityUnits (" + minimum + "); this one is "
                        + maximum + ".");
        checkShare("MaximumOnDemandCapacityUnits", limits.maximumOnDemandCapacityUnits(), 0, maximum);
        checkShare("MaximumCoreCapacityUnits", limits.maximumCoreCapacityUnits(), 1, maximum);
    }

    private static void checkShare(String name, @Nullable Integer value, int least, int maximum) {
        require(
                value == null || (value >= least && value <= maximum),
                name + " must be from " + least + " to MaximumCapacityUnits (" + maximum + "); this one is " + value
                        + ".");
    }

    private static void checkStrategy(ManagedScalingPolicy policy, Release release) {
        boolean advanced = policy.scalingStrategy() == ScalingStrategy.ADVANCED;
        Integer index = policy.utilizationPerformanceIndex();
        require(
                !advanced || release.isAtLeast(7, 0),
                "The ScalingStrategy ADVANCED needs release 7.0.0 or later; this cluster has " + release.label() + ".");
        require(
                index == null || advanced,
                "UtilizationPerformanceIndex may be given with the ScalingStrategy ADVANCED only.");
        require(
                index == null || PERFORMANCE_INDEXES.contains(index),
                "UtilizationPerformanceIndex must be one of " + PERFORMANCE_INDEXES + "; this one is " + index + ".");
    }

    private static void require(boolean kept, String message) {
        if (!kept) {
            throw EmrServiceException.validation(message);
        }
    }
}
