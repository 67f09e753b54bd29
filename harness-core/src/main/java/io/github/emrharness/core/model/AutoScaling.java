package io.github.emrharness.core.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.AutoScalingPolicy;
import software.amazon.awssdk.services.emr.model.AutoScalingPolicyDescription;
import software.amazon.awssdk.services.emr.model.AutoScalingPolicyState;
import software.amazon.awssdk.services.emr.model.AutoScalingPolicyStateChangeReason;
import software.amazon.awssdk.services.emr.model.AutoScalingPolicyStateChangeReasonCode;

/**
 * The automatic scaling policy of an instance group: kept and told again. Nothing scales. Guarded by the lock of the
 * cluster.
 */
final class AutoScaling {

    private static final AutoScalingPolicyStateChangeReason BY_USER = AutoScalingPolicyStateChangeReason.builder()
            .code(AutoScalingPolicyStateChangeReasonCode.USER_REQUEST)
            .message("AutoScaling policy modified by user request")
            .build();

    private final String clusterId;
    private final StateHold hold;
    private @Nullable AutoScalingPolicy policy;
    private AutoScalingPolicyState state = AutoScalingPolicyState.PENDING;
    private boolean begun;

    /** @param initial the policy that the group is made with; it waits for {@link #begin} */
    AutoScaling(ClusterHost host, @Nullable AutoScalingPolicy initial) {
        clusterId = host.clusterId();
        hold = new StateHold(host, this::settle);
        policy = initial == null ? null : AutoScalingDefaults.apply(initial, clusterId);
    }

    boolean isPresent() {
        return policy != null;
    }

    Optional<AutoScalingPolicyDescription> describe() {
        return Optional.ofNullable(policy).map(present -> AutoScalingPolicyDescription.builder()
                .status(status -> status.state(state).stateChangeReason(BY_USER))
                .constraints(present.constraints())
                .rules(present.rules())
                .build());
    }

    /** The group runs: its first policy can be attached. */
    void begin() {
        if (policy != null && !begun) {
            begun = true;
            enter(AutoScalingPolicyState.PENDING);
            settle();
        }
    }

    /** Takes another policy, and tells it as it is before it is attached. */
    AutoScalingPolicyDescription put(AutoScalingPolicy next) {
        policy = AutoScalingDefaults.apply(next, clusterId);
        begun = true;
        enter(AutoScalingPolicyState.PENDING);
        AutoScalingPolicyDescription pending = describe().orElseThrow();
        settle();
        return pending;
    }

    void remove() {
        if (policy != null) {
            enter(AutoScalingPolicyState.DETACHING);
            settle();
        }
    }

    /** Takes note that the API has told it. */
    void described() {
        hold.described();
    }

    private void enter(AutoScalingPolicyState next) {
        state = next;
        hold.begin();
    }

    /** Takes every transition that is due. */
    private void settle() {
        while (!hold.isHeld() && policy != null) {
            switch (state) {
                case PENDING -> enter(AutoScalingPolicyState.ATTACHING);
                case ATTACHING -> state = AutoScalingPolicyState.ATTACHED;
                case DETACHING -> {
                    state = AutoScalingPolicyState.DETACHED;
                    policy = null;
                }
                case ATTACHED, DETACHED, FAILED -> {
                    return;
                }
                case UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException("Not a state of a policy: " + state);
            }
        }
    }
}
