package io.github.emrharness.core.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** The state of a step, as DescribeJobFlows tells it. */
public record StepExecutionStatusDetail(
        @Nullable String state,
        @Nullable Instant creationDateTime,
        @Nullable Instant startDateTime,
        @Nullable Instant endDateTime,
        @Nullable String lastStateChangeReason)
        implements SdkPojo {

    private static final Fields<StepExecutionStatusDetail, StepExecutionStatusDetail> OF =
            Fields.of(StepExecutionStatusDetail.class);
    private static final List<SdkField<?>> FIELDS = List.of(
            OF.string("State", StepExecutionStatusDetail::state),
            OF.timestamp("CreationDateTime", StepExecutionStatusDetail::creationDateTime),
            OF.timestamp("StartDateTime", StepExecutionStatusDetail::startDateTime),
            OF.timestamp("EndDateTime", StepExecutionStatusDetail::endDateTime),
            OF.string("LastStateChangeReason", StepExecutionStatusDetail::lastStateChangeReason));

    /** Without values: what the SDK's table of fields has for a builder. */
    static final StepExecutionStatusDetail EMPTY = new StepExecutionStatusDetail(null, null, null, null, null);

    @Override
    public List<SdkField<?>> sdkFields() {
        return FIELDS;
    }
}
