package io.github.emrharness.core.operations;

import io.github.emrharness.core.model.Release;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.InstanceFleetConfig;
import software.amazon.awssdk.services.emr.model.InstanceFleetType;
import software.amazon.awssdk.services.emr.model.InstanceGroupConfig;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.InstanceTypeConfig;
import software.amazon.awssdk.services.emr.model.JobFlowInstancesConfig;
import software.amazon.awssdk.services.emr.model.MarketType;

/** Checks the shape of a cluster's instances. Instance types, EBS volumes and the real existence of things are not. */
final class InstancesValidation {

    private static final int HIGH_AVAILABILITY_MASTERS = 3;

    private InstancesValidation() {}

    static void checkForm(JobFlowInstancesConfig instances, Constraints constraints) {
        List<InstanceGroupConfig> groups = instances.instanceGroups();
        for (int i = 0; i < groups.size(); i++) {
            InstanceGroupConfig group = groups.get(i);
            String path = "instances.instanceGroups." + (i + 1) + ".member.";
            constraints
                    .notNull(group.instanceRoleAsString(), path + "instanceRole")
                    .oneOf(group.instanceRoleAsString(), InstanceRoleType.knownValues(), path + "instanceRole")
                    .notNull(group.instanceType(), path + "instanceType")
                    .notNull(group.instanceCount(), path + "instanceCount");
        }
        List<InstanceFleetConfig> fleets = instances.instanceFleets();
        for (int i = 0; i < fleets.size(); i++) {
            InstanceFleetConfig fleet = fleets.get(i);
            String path = "instances.instanceFleets." + (i + 1) + ".member.";
            constraints
                    .notNull(fleet.instanceFleetTypeAsString(), path + "instanceFleetType")
                    .oneOf(
                            fleet.instanceFleetTypeAsString(),
                            InstanceFleetType.knownValues(),
                            path + "instanceFleetType");
        }
    }

    static void check(JobFlowInstancesConfig instances, Release release) {
        boolean counted = instances.instanceCount() != null
                || instances.masterInstanceType() != null
                || instances.slaveInstanceType() != null;
        int schemes = (counted ? 1 : 0)
                + (instances.instanceGroups().isEmpty() ? 0 : 1)
                + (instances.instanceFleets().isEmpty() ? 0 : 1);
        if (schemes != 1) {
            throw EmrServiceException.validation("Please configure instances using one and only one of the following:"
                    + " instance groups; instance fleets; instance count, master and slave instance type.");
        }
        if (!instances.instanceFleets().isEmpty()) {
            checkFleets(instances.instanceFleets(), release);
        } else {
            checkGroups(instances.instanceGroups());
            checkCount(instances.instanceCount(), counted);
            if (instances.ec2SubnetIds().size() > 1) {
                throw EmrServiceException.validation("Only one subnet may be specified for clusters configured with"
                        + " instance groups or instance count, master and slave instance type. Revise the"
                        + " configuration and resubmit.");
            }
        }
    }

    private static void checkCount(@Nullable Integer instanceCount, boolean counted) {
        if (counted && (instanceCount == null || instanceCount < 1)) {
            throw EmrServiceException.validation("An instance group must have at least one instance");
        }
    }

    // ---- groups

    private static void checkGroups(List<InstanceGroupConfig> groups) {
        if (groups.isEmpty()) {
            return;
        }
        if (countRole(groups, InstanceRoleType.MASTER) == 0) {
            throw EmrServiceException.validation(
                    "Zero master instance groups supplied, you must specify exactly one master instance group");
        }
        for (InstanceRoleType role : List.of(InstanceRoleType.MASTER, InstanceRoleType.CORE)) {
            if (countRole(groups, role) > 1) {
                String name = role.toString().toLowerCase(Locale.ROOT);
                throw EmrServiceException.validation("Multiple " + name
                        + " instance groups supplied, you must specify exactly one " + name + " instance group");
            }
        }
        groups.forEach(InstancesValidation::checkGroupCount);
        if (countRole(groups, InstanceRoleType.TASK) > 0 && countRole(groups, InstanceRoleType.CORE) == 0) {
            throw EmrServiceException.validation("Clusters with task nodes must also define core nodes.");
        }
        for (int i = 0; i < groups.size(); i++) {
            checkMarket(groups.get(i), i + 1);
        }
    }

    private static long countRole(List<InstanceGroupConfig> groups, InstanceRoleType role) {
        return groups.stream().filter(group -> group.instanceRole() == role).count();
    }

    private static void checkGroupCount(InstanceGroupConfig group) {
        int count = group.instanceCount();
        if (count < 1) {
            throw EmrServiceException.validation("An instance group must have at least one instance");
        }
        if (group.instanceRole() == InstanceRoleType.MASTER && count != 1 && count != HIGH_AVAILABILITY_MASTERS) {
            throw EmrServiceException.validation(
                    "Master instance group must have exactly 3 instances for HA clusters.");
        }
    }

    private static void checkMarket(InstanceGroupConfig group, int number) {
        String market = group.marketAsString();
        if (group.market() == MarketType.UNKNOWN_TO_SDK_VERSION) {
            // EMR's own spelling of "satisfy".
            throw EmrServiceException.validation("1 validation error detected: value '" + market
                    + "' at 'instances.instanceGroups." + number
                    + ".member.market' failed to satify constraint: Member must satisfy enum value set: [SPOT,"
                    + " ON_DEMAND]");
        }
        String bid = group.bidPrice();
        if (bid == null) {
            return;
        }
        if (group.market() != MarketType.SPOT) {
            throw EmrServiceException.validation("Attempted to set bid price for on demand instance group.");
        }
        checkBid(bid, "group");
    }

    private static void checkBid(String bid, String kind) {
        BigDecimal price;
        try {
            price = new BigDecimal(bid);
        } catch (NumberFormatException e) {
            throw EmrServiceException.validation("The bid price supplied for an instance " + kind + " is invalid");
        }
        if (price.signum() <= 0) {
            throw EmrServiceException.validation("The bid price is negative or zero.");
        }
        if (price.scale() > 3) {
            throw EmrServiceException.validation("No more than 3 digits are allowed after decimal place in bid price");
        }
    }

    // ---- fleets

    private static void checkFleets(List<InstanceFleetConfig> fleets, Release release) {
        if (!release.isAtLeast(4, 8) || release.label().startsWith("emr-5.0.")) {
            throw EmrServiceException.validation("Instance fleets are not available for the release.");
        }
        if (countType(fleets, InstanceFleetType.MASTER) != 1) {
            throw EmrServiceException.validation("No master instance fleets were supplied; you must specify exactly one"
                    + " master instance fleet. Revise the configuration and resubmit.");
        }
        fleets.forEach(InstancesValidation::checkFleet);
        if (countType(fleets, InstanceFleetType.TASK) > 0 && countType(fleets, InstanceFleetType.CORE) == 0) {
            throw EmrServiceException.validation(
                    "Clusters with task instance fleets must also define core instance fleets.");
        }
    }

    private static long countType(List<InstanceFleetConfig> fleets, InstanceFleetType type) {
        return fleets.stream()
                .filter(fleet -> fleet.instanceFleetType() == type)
                .count();
    }

    private static void checkFleet(InstanceFleetConfig fleet) {
        int capacity = orZero(fleet.targetOnDemandCapacity()) + orZero(fleet.targetSpotCapacity());
        boolean master = fleet.instanceFleetType() == InstanceFleetType.MASTER;
        if (master && capacity != 1) {
            throw EmrServiceException.validation("A master instance fleet can only have a target capacity of 1. Revise"
                    + " the configuration and resubmit.");
        }
        if (capacity < 1) {
            throw EmrServiceException.validation("The instance fleet (" + fleet.name() + ") should have a value of one"
                    + " or greater for either targetOnDemandCapacity or targetSpotCapacity.");
        }
        Set<String> types = new HashSet<>();
        for (InstanceTypeConfig type : fleet.instanceTypeConfigs()) {
            if (!types.add(type.instanceType())) {
                throw EmrServiceException.validation("The instance fleet: " + fleet.name()
                        + " contains duplicate instance types [" + type.instanceType()
                        + "]. Revise the configuration and resubmit.");
            }
            checkType(fleet, type, master);
        }
    }

    private static void checkType(InstanceFleetConfig fleet, InstanceTypeConfig type, boolean master) {
        Integer weight = type.weightedCapacity();
        if (weight != null && weight == 0) {
            throw EmrServiceException.validation(
                    "Weighted capacity cannot be zero. Revise the configuration and resubmit.");
        }
        if (master && weight != null && weight != 1) {
            throw EmrServiceException.validation("All instance types in the master instance fleet must have weighted"
                    + " capacity as 1. Revise the configuration and resubmit.");
        }
        String bid = type.bidPrice();
        if (bid != null && type.bidPriceAsPercentageOfOnDemandPrice() != null) {
            throw EmrServiceException.validation("Specify at most one of bidPrice or"
                    + " bidPriceAsPercentageOfOnDemandPrice value for the Spot Instance fleet : " + fleet.name()
                    + " request.");
        }
        if (bid != null) {
            checkBid(bid, "fleet");
        }
    }

    private static int orZero(@Nullable Integer value) {
        return value == null ? 0 : value;
    }
}
