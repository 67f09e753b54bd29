package io.github.emrharness.core.model;

import io.github.emrharness.core.lifecycle.TransitionTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.EbsVolume;
import software.amazon.awssdk.services.emr.model.Instance;
import software.amazon.awssdk.services.emr.model.InstanceState;
import software.amazon.awssdk.services.emr.model.InstanceStateChangeReason;
import software.amazon.awssdk.services.emr.model.InstanceStateChangeReasonCode;

/** An instance of a group or a fleet, or a Spot request that waits for one. Guarded by the lock of the cluster. */
final class Ec2Instance {

    private final String id = Identifiers.newInstanceId();
    private final LaunchSpecification specification;
    private final Instant created;
    private InstanceState state = InstanceState.AWAITING_FULFILLMENT;
    private InstanceStateChangeReason reason =
            InstanceStateChangeReason.builder().build();
    private @Nullable String ec2InstanceId;
    private @Nullable InstanceAddress address;
    private List<EbsVolume> volumes = List.of();
    private @Nullable Instant ready;
    private @Nullable Instant ended;

    Ec2Instance(LaunchSpecification specification, Instant now) {
        this.specification = specification;
        created = now;
    }

    LaunchSpecification specification() {
        return specification;
    }

    InstanceState state() {
        return state;
    }

    boolean is(InstanceState other) {
        return state == other;
    }

    /** Whether EC2 has launched it and it has not ended. */
    boolean isLaunched() {
        return state != InstanceState.AWAITING_FULFILLMENT && state != InstanceState.TERMINATED;
    }

    @Nullable
    String ec2InstanceId() {
        return ec2InstanceId;
    }

    Optional<InstanceAddress> address() {
        return Optional.ofNullable(address);
    }

    void launch(InstanceAddress at) {
        enter(InstanceState.PROVISIONING);
        ec2InstanceId = Identifiers.newEc2InstanceId();
        address = at;
        volumes = EbsVolumes.attach(specification.volumes());
    }

    void bootstrap() {
        if (state == InstanceState.PROVISIONING) {
            enter(InstanceState.BOOTSTRAPPING);
        }
    }

    void run(Instant now) {
        bootstrap();
        if (state == InstanceState.BOOTSTRAPPING) {
            enter(InstanceState.RUNNING);
            ready = now;
        }
    }

    void terminate(Instant now, @Nullable InstanceStateChangeReasonCode code, String message) {
        enter(InstanceState.TERMINATED);
        ended = now;
        reason = InstanceStateChangeReason.builder().code(code).message(message).build();
    }

    private void enter(InstanceState next) {
        TransitionTable.INSTANCE.require(state, next, "Instance " + id);
        state = next;
    }

    boolean endedBefore(Instant time) {
        return ended != null && ended.isBefore(time);
    }

    /** For how many hours it counts: those that are full while it runs, also the one begun when it has ended. */
    long hours(Instant now) {
        if (ready == null) {
            return 0;
        }
        if (ended == null) {
            return Duration.between(ready, now).toHours();
        }
        Duration ran = Duration.between(ready, ended);
        long full = ran.toHours();
        return ran.minusHours(full).isZero() && full > 0 ? full : full + 1;
    }

    /** As ListInstances tells it, without its group or fleet. */
    Instance.Builder describe() {
        return Instance.builder()
                .id(id)
                .ec2InstanceId(ec2InstanceId)
                .publicDnsName(address().map(InstanceAddress::publicDnsName).orElse(null))
                .publicIpAddress(address().map(InstanceAddress::publicIpAddress).orElse(null))
                .privateDnsName(address().map(InstanceAddress::privateDnsName).orElse(null))
                .privateIpAddress(
                        address().map(InstanceAddress::privateIpAddress).orElse(null))
                .status(status -> status.state(state)
                        .stateChangeReason(reason)
                        .timeline(timeline -> timeline.creationDateTime(created)
                                .readyDateTime(ready)
                                .endDateTime(ended)))
                .market(specification.market())
                .instanceType(specification.instanceType())
                .ebsVolumes(volumes);
    }
}
