package io.github.emrharness.core.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.emr.model.StepConfig;

/** A step, as DescribeJobFlows tells it. */
public record StepDetail(@Nullable StepConfig stepConfig, @Nullable StepExecutionStatusDetail executionStatusDetail)
        implements SdkPojo {

    private static final Fields<StepDetail, StepDetail> OF = Fields.of(StepDetail.class);
    private static final List<SdkField<?>> FIELDS = List.of(
            OF.structure("StepConfig", StepDetail::stepConfig, StepConfig::builder),
            OF.structure(
                    "ExecutionStatusDetail", StepDetail::executionStatusDetail, () -> StepExecutionStatusDetail.EMPTY));

    /** Without values: what the SDK's table of fields has for a builder. */
    static final StepDetail EMPTY = new StepDetail(null, null);

    @Override
    public List<SdkField<?>> sdkFields() {
        return FIELDS;
    }
}
