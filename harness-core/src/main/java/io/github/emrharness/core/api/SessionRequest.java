package io.github.emrharness.core.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.emr.model.EmrRequest;
import software.amazon.awssdk.utils.ToString;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * What the requests about Spark Connect sessions have in common. No SDK has these operations yet; of their members only
 * the cluster's id is read.
 */
public abstract class SessionRequest extends EmrRequest {

    private static final List<SdkField<?>> FIELDS = List.of(Fields.of(SessionRequest.class, Builder.class)
            .string("ClusterId", SessionRequest::clusterId, Builder::clusterId));

    private final @Nullable String clusterId;
    private final Function<@Nullable String, SessionRequest> type;

    SessionRequest(@Nullable String clusterId, Function<@Nullable String, SessionRequest> type) {
        super(new Builder(type));
        this.clusterId = clusterId;
        this.type = type;
    }

    public final @Nullable String clusterId() {
        return clusterId;
    }

    @Override
    public final Builder toBuilder() {
        return new Builder(type).clusterId(clusterId);
    }

    @Override
    public final List<SdkField<?>> sdkFields() {
        return FIELDS;
    }

    @Override
    public final String toString() {
        return ToString.builder(getClass().getSimpleName())
                .add("ClusterId", clusterId)
                .build();
    }

    /** Collects the members of a {@link SessionRequest}. */
    public static final class Builder extends EmrRequest.BuilderImpl implements SdkPojo, Buildable {

        private final Function<@Nullable String, SessionRequest> type;
        private @Nullable String clusterId;

        private Builder(Function<@Nullable String, SessionRequest> type) {
            this.type = type;
        }

        public Builder clusterId(@Nullable String value) {
            clusterId = value;
            return this;
        }

        @Override
        public SessionRequest build() {
            return type.apply(clusterId);
        }

        @Override
        public List<SdkField<?>> sdkFields() {
            return FIELDS;
        }
    }
}
