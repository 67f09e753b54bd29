package io.github.emrharness.core.operations;

import io.github.emrharness.core.api.JobFlowInstancesDetail;
import java.util.List;
import software.amazon.awssdk.services.emr.model.Cluster;
import software.amazon.awssdk.services.emr.model.JobFlowInstancesConfig;

/** Tells the instances of a cluster as DescribeJobFlows does. */
final class JobFlowInstancesDescription {

    private JobFlowInstancesDescription() {}

    static JobFlowInstancesDetail of(io.github.emrharness.core.model.Cluster cluster, Cluster told) {
        JobFlowInstancesConfig instances = cluster.definition().request().instances();
        return new JobFlowInstancesDetail(
                instances.masterInstanceType(),
                told.masterPublicDnsName(),
                null,
                instances.slaveInstanceType(),
                instances.instanceCount(),
                List.of(),
                told.normalizedInstanceHours(),
                told.ec2InstanceAttributes().ec2KeyName(),
                told.ec2InstanceAttributes().ec2SubnetId(),
                instances.placement(),
                !told.autoTerminate(),
                told.terminationProtected(),
                told.unhealthyNodeReplacement(),
                null);
    }
}
