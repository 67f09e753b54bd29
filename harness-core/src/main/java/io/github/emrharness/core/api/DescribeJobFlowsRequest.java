package io.github.emrharness.core.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.emr.model.EmrRequest;
import software.amazon.awssdk.utils.ToString;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Asks for clusters in the form that they had when they were called job flows. EMR deprecates it, and the SDK has dropped
 * it.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/APIReference/API_DescribeJobFlows.html">DescribeJobFlows</a>
 */
public final class DescribeJobFlowsRequest extends EmrRequest {

    private static final Fields<DescribeJobFlowsRequest, Builder> OF =
            Fields.of(DescribeJobFlowsRequest.class, Builder.class);
    private static final List<SdkField<?>> FIELDS = List.of(
            OF.timestamp("CreatedAfter", DescribeJobFlowsRequest::createdAfter, Builder::createdAfter),
            OF.timestamp("CreatedBefore", DescribeJobFlowsRequest::createdBefore, Builder::createdBefore),
            OF.strings("JobFlowIds", DescribeJobFlowsRequest::jobFlowIds, Builder::jobFlowIds),
            OF.strings("JobFlowStates", DescribeJobFlowsRequest::jobFlowStates, Builder::jobFlowStates));

    private final @Nullable Instant createdAfter;
    private final @Nullable Instant createdBefore;
    private final List<String> jobFlowIds;
    private final List<String> jobFlowStates;

    private DescribeJobFlowsRequest(Builder builder) {
        super(builder);
        createdAfter = builder.createdAfter;
        createdBefore = builder.createdBefore;
        jobFlowIds = builder.jobFlowIds;
        jobFlowStates = builder.jobFlowStates;
    }

    public static Builder builder() {
        return new Builder();
    }

    public @Nullable Instant createdAfter() {
        return createdAfter;
    }

    public @Nullable Instant createdBefore() {
        return createdBefore;
    }

    /** Empty for all. */
    public List<String> jobFlowIds() {
        return jobFlowIds;
    }

    /** Names of {@link JobFlowExecutionState}; empty for all. */
    public List<String> jobFlowStates() {
        return jobFlowStates;
    }

    @Override
    public Builder toBuilder() {
        return new Builder()
                .createdAfter(createdAfter)
                .createdBefore(createdBefore)
                .jobFlowIds(jobFlowIds)
                .jobFlowStates(jobFlowStates);
    }

    @Override
    public List<SdkField<?>> sdkFields() {
        return FIELDS;
    }

    @Override
    public String toString() {
        return ToString.builder("DescribeJobFlowsRequest")
                .add("CreatedAfter", createdAfter)
                .add("CreatedBefore", createdBefore)
                .add("JobFlowIds", jobFlowIds)
                .add("JobFlowStates", jobFlowStates)
                .build();
    }

    /** Collects the members of a {@link DescribeJobFlowsRequest}. */
    public static final class Builder extends EmrRequest.BuilderImpl implements SdkPojo, Buildable {

        private @Nullable Instant createdAfter;
        private @Nullable Instant createdBefore;
        private List<String> jobFlowIds = List.of();
        private List<String> jobFlowStates = List.of();

        private Builder() {}

        public Builder createdAfter(@Nullable Instant value) {
            createdAfter = value;
            return this;
        }

        public Builder createdBefore(@Nullable Instant value) {
            createdBefore = value;
            return this;
        }

        public Builder jobFlowIds(@Nullable List<String> value) {
            jobFlowIds = value == null ? List.of() : List.copyOf(value);
            return this;
        }

        public Builder jobFlowStates(@Nullable List<String> value) {
            jobFlowStates = value == null ? List.of() : List.copyOf(value);
            return this;
        }

        @Override
        public DescribeJobFlowsRequest build() {
            return new DescribeJobFlowsRequest(this);
        }

        @Override
        public List<SdkField<?>> sdkFields() {
            return FIELDS;
        }
    }
}
