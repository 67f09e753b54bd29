package io.github.emrharness.core.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.emr.model.EmrResponse;
import software.amazon.awssdk.utils.ToString;
import software.amazon.awssdk.utils.builder.Buildable;

/** Clusters in the form that they had when they were called job flows. */
public final class DescribeJobFlowsResponse extends EmrResponse {

    private static final List<SdkField<?>> FIELDS = List.of(Fields.of(DescribeJobFlowsResponse.class)
            .structures("JobFlows", DescribeJobFlowsResponse::jobFlows, () -> JobFlowDetail.EMPTY));

    private final List<JobFlowDetail> jobFlows;

    private DescribeJobFlowsResponse(Builder builder) {
        super(builder);
        jobFlows = builder.jobFlows;
    }

    public static Builder builder() {
        return new Builder();
    }

    public List<JobFlowDetail> jobFlows() {
        return jobFlows;
    }

    @Override
    public Builder toBuilder() {
        return new Builder().jobFlows(jobFlows);
    }

    @Override
    public List<SdkField<?>> sdkFields() {
        return FIELDS;
    }

    @Override
    public String toString() {
        return ToString.builder("DescribeJobFlowsResponse")
                .add("JobFlows", jobFlows)
                .build();
    }

    /** Collects the members of a {@link DescribeJobFlowsResponse}. */
    public static final class Builder extends EmrResponse.BuilderImpl implements SdkPojo, Buildable {

        private List<JobFlowDetail> jobFlows = List.of();

        private Builder() {}

        public Builder jobFlows(@Nullable List<JobFlowDetail> value) {
            jobFlows = value == null ? List.of() : List.copyOf(value);
            return this;
        }

        @Override
        public DescribeJobFlowsResponse build() {
            return new DescribeJobFlowsResponse(this);
        }

        @Override
        public List<SdkField<?>> sdkFields() {
            return FIELDS;
        }
    }
}
