package io.github.emrharness.core.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.emr.model.PlacementType;

/** The instances of a job flow. */
public record JobFlowInstancesDetail(
        @Nullable String masterInstanceType,
        @Nullable String masterPublicDnsName,
        @Nullable String masterInstanceId,
        @Nullable String slaveInstanceType,
        @Nullable Integer instanceCount,
        List<InstanceGroupDetail> instanceGroups,
        @Nullable Integer normalizedInstanceHours,
        @Nullable String ec2KeyName,
        @Nullable String ec2SubnetId,
        @Nullable PlacementType placement,
        @Nullable Boolean keepJobFlowAliveWhenNoSteps,
        @Nullable Boolean terminationProtected,
        @Nullable Boolean unhealthyNodeReplacement,
        @Nullable String hadoopVersion)
        implements SdkPojo {

    private static final Fields<JobFlowInstancesDetail, JobFlowInstancesDetail> OF =
            Fields.of(JobFlowInstancesDetail.class);
    private static final List<SdkField<?>> FIELDS = List.of(
            OF.string("MasterInstanceType", JobFlowInstancesDetail::masterInstanceType),
            OF.string("MasterPublicDnsName", JobFlowInstancesDetail::masterPublicDnsName),
            OF.string("MasterInstanceId", JobFlowInstancesDetail::masterInstanceId),
            OF.string("SlaveInstanceType", JobFlowInstancesDetail::slaveInstanceType),
            OF.integer("InstanceCount", JobFlowInstancesDetail::instanceCount),
            OF.structures("InstanceGroups", JobFlowInstancesDetail::instanceGroups, () -> InstanceGroupDetail.EMPTY),
            OF.integer("NormalizedInstanceHours", JobFlowInstancesDetail::normalizedInstanceHours),
            OF.string("Ec2KeyName", JobFlowInstancesDetail::ec2KeyName),
            OF.string("Ec2SubnetId", JobFlowInstancesDetail::ec2SubnetId),
            OF.structure("Placement", JobFlowInstancesDetail::placement, PlacementType::builder),
            OF.bool("KeepJobFlowAliveWhenNoSteps", JobFlowInstancesDetail::keepJobFlowAliveWhenNoSteps),
            OF.bool("TerminationProtected", JobFlowInstancesDetail::terminationProtected),
            OF.bool("UnhealthyNodeReplacement", JobFlowInstancesDetail::unhealthyNodeReplacement),
            OF.string("HadoopVersion", JobFlowInstancesDetail::hadoopVersion));

    /** Without values: what the SDK's table of fields has for a builder. */
    static final JobFlowInstancesDetail EMPTY = new JobFlowInstancesDetail(
            null, null, null, null, null, List.of(), null, null, null, null, null, null, null, null);

    public JobFlowInstancesDetail {
        instanceGroups = List.copyOf(instanceGroups);
    }

    @Override
    public List<SdkField<?>> sdkFields() {
        return FIELDS;
    }
}
