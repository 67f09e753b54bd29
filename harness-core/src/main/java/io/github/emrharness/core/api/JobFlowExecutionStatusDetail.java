package io.github.emrharness.core.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** The state of a job flow. */
public record JobFlowExecutionStatusDetail(
        @Nullable String state,
        @Nullable Instant creationDateTime,
        @Nullable Instant startDateTime,
        @Nullable Instant readyDateTime,
        @Nullable Instant endDateTime,
        @Nullable String lastStateChangeReason)
        implements SdkPojo {

    private static final Fields<JobFlowExecutionStatusDetail, JobFlowExecutionStatusDetail> OF =
            Fields.of(JobFlowExecutionStatusDetail.class);
    private static final List<SdkField<?>> FIELDS = List.of(
            OF.string("State", JobFlowExecutionStatusDetail::state),
            OF.timestamp("CreationDateTime", JobFlowExecutionStatusDetail::creationDateTime),
            OF.timestamp("StartDateTime", JobFlowExecutionStatusDetail::startDateTime),
            OF.timestamp("ReadyDateTime", JobFlowExecutionStatusDetail::readyDateTime),
            OF.timestamp("EndDateTime", JobFlowExecutionStatusDetail::endDateTime),
            OF.string("LastStateChangeReason", JobFlowExecutionStatusDetail::lastStateChangeReason));

    /** Without values: what the SDK's table of fields has for a builder. */
    static final JobFlowExecutionStatusDetail EMPTY =
            new JobFlowExecutionStatusDetail(null, null, null, null, null, null);

    @Override
    public List<SdkField<?>> sdkFields() {
        return FIELDS;
    }
}
