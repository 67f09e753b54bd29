package io.github.emrharness.core.model;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.emr.model.InstanceGroupConfig;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.JobFlowInstancesConfig;

/** The groups of a cluster that was asked for with a number and types of instances only. */
final class SimpleInstances {

    private static final String MASTER_NAME = "master";
    private static final String CORE_NAME = "slave";

    private SimpleInstances() {}

    /** The groups that are given, or one master and as many core nodes as make up the number that is given. */
    static List<InstanceGroupConfig> groups(JobFlowInstancesConfig config) {
        Integer count = config.instanceCount();
        if (count == null) {
            return config.instanceGroups();
        }
        List<InstanceGroupConfig> groups = new ArrayList<>();
        groups.add(group(InstanceRoleType.MASTER, MASTER_NAME, config.masterInstanceType(), 1));
        if (count > 1) {
            groups.add(group(InstanceRoleType.CORE, CORE_NAME, config.slaveInstanceType(), count - 1));
        }
        return groups;
    }

    private static InstanceGroupConfig group(InstanceRoleType role, String name, String instanceType, int count) {
        return InstanceGroupConfig.builder()
                .instanceRole(role)
                .name(name)
                .instanceType(instanceType)
                .instanceCount(count)
                .build();
    }
}
