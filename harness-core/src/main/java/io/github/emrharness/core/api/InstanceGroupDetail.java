package io.github.emrharness.core.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** An instance group, as DescribeJobFlows tells it. */
public record InstanceGroupDetail(
        @Nullable String instanceGroupId,
        @Nullable String name,
        @Nullable String market,
        @Nullable String instanceRole,
        @Nullable String bidPrice,
        @Nullable String instanceType,
        @Nullable Integer instanceRequestCount,
        @Nullable Integer instanceRunningCount,
        @Nullable String state,
        @Nullable String lastStateChangeReason,
        @Nullable Instant creationDateTime,
        @Nullable Instant startDateTime,
        @Nullable Instant readyDateTime,
        @Nullable Instant endDateTime,
        @Nullable String customAmiId)
        implements SdkPojo {

    private static final Fields<InstanceGroupDetail, InstanceGroupDetail> OF = Fields.of(InstanceGroupDetail.class);
    private static final List<SdkField<?>> FIELDS = List.of(
            OF.string("InstanceGroupId", InstanceGroupDetail::instanceGroupId),
            OF.string("Name", InstanceGroupDetail::name),
            OF.string("Market", InstanceGroupDetail::market),
            OF.string("InstanceRole", InstanceGroupDetail::instanceRole),
            OF.string("BidPrice", InstanceGroupDetail::bidPrice),
            OF.string("InstanceType", InstanceGroupDetail::instanceType),
            OF.integer("InstanceRequestCount", InstanceGroupDetail::instanceRequestCount),
            OF.integer("InstanceRunningCount", InstanceGroupDetail::instanceRunningCount),
            OF.string("State", InstanceGroupDetail::state),
            OF.string("LastStateChangeReason", InstanceGroupDetail::lastStateChangeReason),
            OF.timestamp("CreationDateTime", InstanceGroupDetail::creationDateTime),
            OF.timestamp("StartDateTime", InstanceGroupDetail::startDateTime),
            OF.timestamp("ReadyDateTime", InstanceGroupDetail::readyDateTime),
            OF.timestamp("EndDateTime", InstanceGroupDetail::endDateTime),
            OF.string("CustomAmiId", InstanceGroupDetail::customAmiId));

    /** Without values: what the SDK's table of fields has for a builder. */
    static final InstanceGroupDetail EMPTY = new InstanceGroupDetail(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    @Override
    public List<SdkField<?>> sdkFields() {
        return FIELDS;
    }
}
