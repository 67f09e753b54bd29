package io.github.emrharness.core.model;

import java.util.List;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;

/** One modification of one instance group: checked first, made later. */
final class GroupChange {

    private final InstanceGroup group;
    private final InstanceGroupModification modification;

    GroupChange(InstanceGroup group, InstanceGroupModification modification) {
        this.group = group;
        this.modification = modification;
    }

    /**
     * Checks that the group can be changed so.
     *
     * @param replication the fewest core nodes that HDFS needs
     * @return what makes the change
     */
    Runnable check(int replication) {
        switch (group.state()) {
            case PROVISIONING, BOOTSTRAPPING, TERMINATING, TERMINATED ->
                throw new RuleViolationException(
                        "The instance group " + group.id() + " cannot be modified while it is " + group.state() + ".");
            case RUNNING, RESIZING, RECONFIGURING -> {}
        }
        List<Ec2Instance> ended = instancesToTerminate();
        int count = modification.instanceCount().orElse(group.size() - ended.size());
        if (count != group.size()) {
            checkCount(count, replication);
        }
        return () -> {
            modification.shrinkPolicy().ifPresent(group::setShrinkPolicy);
            ended.forEach(group::terminateInstance);
            modification.instanceCount().ifPresent(group::resize);
            modification
                    .configurations()
                    .ifPresent(given -> group.reconfigure(given, modification.mergeConfigurations()));
        };
    }

    private List<Ec2Instance> instancesToTerminate() {
        return modification.ec2InstanceIdsToTerminate().stream()
                .distinct()
                .map(id -> group.launched().stream()
                        .filter(instance -> id.equals(instance.ec2InstanceId()))
                        .findFirst()
                        .orElseThrow(() -> new RuleViolationException("The EC2 instance " + id
                                + " is not an active instance of the instance group " + group.id() + ".")))
                .toList();
    }

    private void checkCount(int count, int replication) {
        if (group.role() == InstanceRoleType.MASTER) {
            throw new RuleViolationException("The master instance group " + group.id() + " cannot be resized.");
        }
        if (count < 0) {
            throw new RuleViolationException(
                    "The instance count of the instance group " + group.id() + " cannot be negative: " + count + ".");
        }
        if (group.role() == InstanceRoleType.CORE && count < replication) {
            throw new RuleViolationException("The core instance group " + group.id() + " cannot be resized to " + count
                    + (count == 1 ? " instance" : " instances") + ": HDFS keeps " + replication
                    + (replication == 1 ? " copy" : " copies") + " of each block (dfs.replication).");
        }
    }
}
