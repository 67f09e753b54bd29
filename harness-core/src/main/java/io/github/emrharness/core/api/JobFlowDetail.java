package io.github.emrharness.core.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** A cluster, as DescribeJobFlows tells it. */
public record JobFlowDetail(
        @Nullable String jobFlowId,
        @Nullable String name,
        @Nullable String logUri,
        @Nullable String logEncryptionKmsKeyId,
        @Nullable String amiVersion,
        @Nullable JobFlowExecutionStatusDetail executionStatusDetail,
        @Nullable JobFlowInstancesDetail instances,
        List<StepDetail> steps,
        List<BootstrapActionDetail> bootstrapActions,
        List<String> supportedProducts,
        @Nullable Boolean visibleToAllUsers,
        @Nullable String jobFlowRole,
        @Nullable String serviceRole,
        @Nullable String autoScalingRole,
        @Nullable String scaleDownBehavior)
        implements SdkPojo {

    private static final Fields<JobFlowDetail, JobFlowDetail> OF = Fields.of(JobFlowDetail.class);
    private static final List<SdkField<?>> FIELDS = List.of(
            OF.string("JobFlowId", JobFlowDetail::jobFlowId),
            OF.string("Name", JobFlowDetail::name),
            OF.string("LogUri", JobFlowDetail::logUri),
            OF.string("LogEncryptionKmsKeyId", JobFlowDetail::logEncryptionKmsKeyId),
            OF.string("AmiVersion", JobFlowDetail::amiVersion),
            OF.structure(
                    "ExecutionStatusDetail",
                    JobFlowDetail::executionStatusDetail,
                    () -> JobFlowExecutionStatusDetail.EMPTY),
            OF.structure("Instances", JobFlowDetail::instances, () -> JobFlowInstancesDetail.EMPTY),
            OF.structures("Steps", JobFlowDetail::steps, () -> StepDetail.EMPTY),
            OF.structures("BootstrapActions", JobFlowDetail::bootstrapActions, () -> BootstrapActionDetail.EMPTY),
            OF.strings("SupportedProducts", JobFlowDetail::supportedProducts),
            OF.bool("VisibleToAllUsers", JobFlowDetail::visibleToAllUsers),
            OF.string("JobFlowRole", JobFlowDetail::jobFlowRole),
            OF.string("ServiceRole", JobFlowDetail::serviceRole),
            OF.string("AutoScalingRole", JobFlowDetail::autoScalingRole),
            OF.string("ScaleDownBehavior", JobFlowDetail::scaleDownBehavior));

    /** Without values: what the SDK's table of fields has for a builder. */
    static final JobFlowDetail EMPTY = new JobFlowDetail(
            null, null, null, null, null, null, null, List.of(), List.of(), List.of(), null, null, null, null, null);

    public JobFlowDetail {
        steps = List.copyOf(steps);
        bootstrapActions = List.copyOf(bootstrapActions);
        supportedProducts = List.copyOf(supportedProducts);
    }

    @Override
    public List<SdkField<?>> sdkFields() {
        return FIELDS;
    }
}
