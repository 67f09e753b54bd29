package io.github.emrharness.core.operations;

import io.github.emrharness.core.model.ClusterInstances;
import io.github.emrharness.core.model.InstanceTypes;
import io.github.emrharness.core.model.Release;
import io.github.emrharness.core.model.RuleViolationException;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.services.emr.model.InstanceGroupConfig;
import software.amazon.awssdk.services.emr.model.InstanceGroupModifyConfig;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.MarketType;

/** Checks instance groups that are asked for. */
final class InstanceGroupsValidation {

    private InstanceGroupsValidation() {}

    /**
     * Checks the form of groups.
     *
     * @param path of the list, with a dot at its end
     */
    static void checkForm(List<InstanceGroupConfig> groups, String path, Constraints constraints) {
        for (int i = 0; i < groups.size(); i++) {
            InstanceGroupConfig group = groups.get(i);
            String member = path + (i + 1) + ".member.";
            constraints
                    .notNull(group.instanceRoleAsString(), member + "instanceRole")
                    .oneOf(group.instanceRoleAsString(), InstanceRoleType.knownValues(), member + "instanceRole")
                    .maxLength(group.name(), 256, member + "name")
                    .notNull(group.instanceType(), member + "instanceType")
                    .notNull(group.instanceCount(), member + "instanceCount");
            EbsValidation.checkForm(group.ebsConfiguration(), member + "ebsConfiguration.", constraints);
            AutoScalingValidation.checkForm(group.autoScalingPolicy(), member + "autoScalingPolicy.", constraints);
        }
    }

    /** Checks the groups of a new cluster. */
    static void checkAll(List<InstanceGroupConfig> groups, Release release, InstanceTypes types) {
        if (countRole(groups, InstanceRoleType.MASTER) == 0) {
            throw new RuleViolationException(
                    "Zero master instance groups supplied, you must specify exactly one master instance group");
        }
        for (InstanceRoleType role : List.of(InstanceRoleType.MASTER, InstanceRoleType.CORE)) {
            if (countRole(groups, role) > 1) {
                throw multiple(role);
            }
        }
        long taskGroups = countRole(groups, InstanceRoleType.TASK);
        if (taskGroups > ClusterInstances.MAX_TASK_GROUPS) {
            throw new RuleViolationException("A cluster may have at most " + ClusterInstances.MAX_TASK_GROUPS
                    + " task instance groups; this request has " + taskGroups + ".");
        }
        groups.forEach(InstanceGroupsValidation::checkCount);
        if (taskGroups > 0 && countRole(groups, InstanceRoleType.CORE) == 0) {
            throw new RuleViolationException("Clusters with task nodes must also define core nodes.");
        }
        checkEach(groups, "instances.instanceGroups.", release, types);
    }

    /** Checks groups that are to be added to a cluster. */
    static void checkAdded(List<InstanceGroupConfig> groups, Release release, InstanceTypes types) {
        for (InstanceGroupConfig group : groups) {
            if (group.instanceRole() != InstanceRoleType.TASK) {
                throw multiple(group.instanceRole());
            }
            checkCount(group);
        }
        checkEach(groups, "instanceGroups.", release, types);
    }

    /** Checks that a group of that release can get other configurations while it runs. */
    static void checkReconfiguration(InstanceGroupModifyConfig group, Release release) {
        boolean reconfigures =
                group.reconfigurationType() != null || !(group.configurations() instanceof SdkAutoConstructList);
        if (reconfigures && !release.isAtLeast(5, 21)) {
            throw new RuleViolationException("Reconfiguring the running instance group " + group.instanceGroupId()
                    + " needs release 5.21.0 or later; this cluster has " + release.label() + ".");
        }
    }

    private static RuleViolationException multiple(InstanceRoleType role) {
        String name = role.toString().toLowerCase(Locale.ROOT);
        return new RuleViolationException("Multiple " + name
                + " instance groups supplied, you must specify exactly one " + name + " instance group");
    }

    private static long countRole(List<InstanceGroupConfig> groups, InstanceRoleType role) {
        return groups.stream().filter(group -> group.instanceRole() == role).count();
    }

    private static void checkCount(InstanceGroupConfig group) {
        int count = group.instanceCount();
        if (count < 1) {
            throw new RuleViolationException("An instance group must have at least one instance");
        }
        if (group.instanceRole() == InstanceRoleType.MASTER && count != 1 && count != HighAvailability.MASTERS) {
            throw new RuleViolationException("Master instance group must have exactly 3 instances for HA clusters.");
        }
    }

    private static void checkEach(List<InstanceGroupConfig> groups, String path, Release release, InstanceTypes types) {
        for (int i = 0; i < groups.size(); i++) {
            checkMarket(groups.get(i), path + (i + 1) + ".member.market");
        }
        for (InstanceGroupConfig group : groups) {
            InstancesValidation.checkType(group.instanceType(), release, types);
        }
        for (InstanceGroupConfig group : groups) {
            EbsValidation.check(group.ebsConfiguration(), group.instanceType(), types);
        }
    }

    private static void checkMarket(InstanceGroupConfig group, String path) {
        if (group.market() == MarketType.UNKNOWN_TO_SDK_VERSION) {
            // EMR's own spelling of "satisfy".
            throw new RuleViolationException("1 validation error detected: value '" + group.marketAsString() + "' at '"
                    + path + "' failed to satify constraint: Member must satisfy enum value set: [SPOT, ON_DEMAND]");
        }
        String bid = group.bidPrice();
        if (bid != null && group.market() != MarketType.SPOT) {
            throw new RuleViolationException("Attempted to set bid price for on demand instance group.");
        }
        if (bid != null) {
            BidPrice.check(bid, "group");
        }
    }
}
