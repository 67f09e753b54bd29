package io.github.emrharness.core.lifecycle;

import static software.amazon.awssdk.services.emr.model.ClusterState.BOOTSTRAPPING;
import static software.amazon.awssdk.services.emr.model.ClusterState.STARTING;
import static software.amazon.awssdk.services.emr.model.ClusterState.TERMINATED;
import static software.amazon.awssdk.services.emr.model.ClusterState.TERMINATED_WITH_ERRORS;
import static software.amazon.awssdk.services.emr.model.ClusterState.TERMINATING;
import static software.amazon.awssdk.services.emr.model.ClusterState.WAITING;
import static software.amazon.awssdk.services.emr.model.StepState.CANCELLED;
import static software.amazon.awssdk.services.emr.model.StepState.CANCEL_PENDING;
import static software.amazon.awssdk.services.emr.model.StepState.COMPLETED;
import static software.amazon.awssdk.services.emr.model.StepState.FAILED;
import static software.amazon.awssdk.services.emr.model.StepState.INTERRUPTED;
import static software.amazon.awssdk.services.emr.model.StepState.PENDING;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.InstanceState;
import software.amazon.awssdk.services.emr.model.StepState;

/**
 * Which state may follow which. A state without followers is final.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-overview.html">Cluster and step life
 *     cycle</a>
 */
public final class TransitionTable<S extends Enum<S>> {

    /** The life of a cluster. */
    public static final TransitionTable<ClusterState> CLUSTER = new TransitionTable<>(
            ClusterState.class,
            Map.of(
                    STARTING,
                    Set.of(BOOTSTRAPPING, TERMINATING),
                    BOOTSTRAPPING,
                    Set.of(ClusterState.RUNNING, WAITING, TERMINATING),
                    ClusterState.RUNNING,
                    Set.of(WAITING, TERMINATING),
                    WAITING,
                    Set.of(ClusterState.RUNNING, TERMINATING),
                    TERMINATING,
                    Set.of(TERMINATED, TERMINATED_WITH_ERRORS)));

    /** The life of a step. */
    public static final TransitionTable<StepState> STEP = new TransitionTable<>(
            StepState.class,
            Map.of(
                    PENDING,
                    Set.of(StepState.RUNNING, CANCELLED),
                    StepState.RUNNING,
                    Set.of(COMPLETED, FAILED, CANCEL_PENDING, CANCELLED, INTERRUPTED),
                    CANCEL_PENDING,
                    Set.of(CANCELLED)));

    /** The life of an EC2 instance of a cluster. */
    public static final TransitionTable<InstanceState> INSTANCE = new TransitionTable<>(
            InstanceState.class,
            Map.of(
                    InstanceState.AWAITING_FULFILLMENT,
                    Set.of(InstanceState.PROVISIONING, InstanceState.TERMINATED),
                    InstanceState.PROVISIONING,
                    Set.of(InstanceState.BOOTSTRAPPING, InstanceState.TERMINATED),
                    InstanceState.BOOTSTRAPPING,
                    Set.of(InstanceState.RUNNING, InstanceState.TERMINATED),
                    InstanceState.RUNNING,
                    Set.of(InstanceState.TERMINATED)));

    private final Map<S, Set<S>> followers;

    /** Makes a table; a state that is not a key of the map has no followers. */
    public TransitionTable(Class<S> states, Map<S, Set<S>> followers) {
        this.followers = new EnumMap<>(states);
        for (S state : states.getEnumConstants()) {
            this.followers.put(state, followers.getOrDefault(state, EnumSet.noneOf(states)));
        }
    }

    /** Tells whether the second state may follow the first one directly. */
    public boolean allows(S from, S to) {
        return followers.getOrDefault(from, Set.of()).contains(to);
    }

    /** Tells whether nothing follows this state. */
    public boolean isFinal(S state) {
        return followers.getOrDefault(state, Set.of()).isEmpty();
    }

    /** Throws an {@link IllegalStateException} if the second state may not follow the first one. */
    public void require(S from, S to, String subject) {
        if (!allows(from, to)) {
            throw new IllegalStateException(subject + " cannot go from " + from + " to " + to);
        }
    }
}
