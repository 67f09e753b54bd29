package io.github.emrharness.core.events;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.github.emrharness.core.model.ClusterSnapshot;
import io.github.emrharness.core.model.InstanceCollectionState;
import io.github.emrharness.core.model.InstanceCollectionTransition;
import io.github.emrharness.core.model.InstanceGroupSnapshot;
import io.github.emrharness.core.model.StepSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReason;
import software.amazon.awssdk.services.emr.model.InstanceGroup;

/**
 * The texts of EMR's events, with EMR's capitals and blanks.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-manage-cloudwatch-events.html">Monitoring EMR
 *     events with CloudWatch</a>
 */
final class EventMessages {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** As much as events were seen to keep of the name of a step. */
    private static final int MAX_STEP_NAME = 27;

    private EventMessages() {}

    /** A JSON document, which stands as a string in the event. */
    static String stateChangeReason(ClusterStateChangeReason reason) {
        if (reason.code() == null) {
            return "{\"code\":\"\"}";
        }
        return "{\"code\":\"" + reason.codeAsString() + "\",\"message\":\""
                + new String(JsonStringEncoder.getInstance().quoteAsString(reason.message())) + "\"}";
    }

    static Optional<String> ofCluster(ClusterSnapshot cluster, @Nullable ClusterState before, Instant at) {
        String subject = "Amazon EMR cluster " + cluster.clusterId() + " (" + cluster.name() + ") ";
        String ended = "Amazon EMR Cluster " + cluster.clusterId() + " (" + cluster.name() + ") has terminated ";
        String why = "at " + time(at) + " with a reason of "
                + cluster.stateChangeReason().codeAsString() + ".";
        return switch (cluster.state()) {
            case STARTING -> Optional.of(subject + "was requested at " + time(at) + " and  is being created.");
            case RUNNING -> Optional.of(subject + "began running steps at " + time(at) + ".");
            case WAITING ->
                Optional.of(subject
                        + (before == ClusterState.RUNNING
                                ? "finished running all pending steps at " + time(at) + "."
                                : "was created at " + time(cluster.created()) + " and is ready for use."));
            case TERMINATED -> Optional.of(ended + why);
            case TERMINATED_WITH_ERRORS -> Optional.of(ended + "with errors " + why);
            case BOOTSTRAPPING, TERMINATING, UNKNOWN_TO_SDK_VERSION -> Optional.empty();
        };
    }

    static Optional<String> ofStep(StepSnapshot step, String clusterName, Instant at) {
        String subject = "Step " + step.stepId() + " (" + shortened(step.name()) + ") ";
        String cluster = "Amazon EMR cluster " + step.clusterId() + " (" + clusterName + ") ";
        return switch (step.state()) {
            case PENDING ->
                Optional.of(subject + "was added to " + cluster + "at " + time(at) + " and is pending execution.");
            case CANCEL_PENDING ->
                Optional.of(
                        subject + "in " + cluster + "was cancelled at " + time(at) + " and is pending cancellation.");
            case RUNNING -> Optional.of(subject + "in " + cluster + "started running at " + time(at) + ".");
            case COMPLETED ->
                Optional.of(subject + "in " + cluster + "completed execution at " + time(at) + ". The step started"
                        + " running at " + time(step.started().orElse(at)) + " and took "
                        + minutes(step.started().orElse(at), at) + " minutes to complete.");
            case CANCELLED ->
                Optional.of("Cancellation request has succeeded for cluster step " + step.stepId() + " ("
                        + shortened(step.name()) + ") in " + cluster + "at " + time(at)
                        + ", and the step is now cancelled.");
            case FAILED -> Optional.of(subject + "in " + cluster + "failed at " + time(at) + ".");
            case INTERRUPTED, UNKNOWN_TO_SDK_VERSION -> Optional.empty();
        };
    }

    static Optional<String> ofInstanceGroup(
            InstanceGroupSnapshot snapshot, InstanceCollectionTransition transition, Instant at) {
        InstanceGroup group = snapshot.group();
        String cluster = "Amazon EMR cluster " + snapshot.clusterId() + " (" + snapshot.clusterName() + ") ";
        String took = " started at " + time(transition.since()) + " and took " + minutes(transition.since(), at)
                + " minutes to complete.";
        if (transition.to() == InstanceCollectionState.RESIZING) {
            return Optional.of("A resize for instance group " + group.id() + " in " + cluster + "started at " + time(at)
                    + ". It is resizing from an instance count of " + transition.runningBefore() + " to "
                    + group.requestedInstanceCount() + ".");
        }
        if (transition.to() == InstanceCollectionState.RECONFIGURING) {
            return Optional.of("A reconfiguration for instance group " + group.id() + " in the " + cluster
                    + "started at " + time(at) + ". It is configuring from version number "
                    + group.lastSuccessfullyAppliedConfigurationsVersion() + " to version number "
                    + group.configurationsVersion() + ".");
        }
        return switch (transition.from()) {
            case RESIZING ->
                transition.to() == InstanceCollectionState.RUNNING
                        ? Optional.of("The resizing operation for instance group " + group.id() + " in " + cluster
                                + "is complete. It now has an instance count of " + group.runningInstanceCount()
                                + ". The resize" + took)
                        : Optional.empty();
            case RECONFIGURING ->
                transition.to() == InstanceCollectionState.RUNNING
                        ? Optional.of("The reconfiguration operation for instance group " + group.id() + " in the "
                                + cluster + "is complete. The reconfiguration" + took
                                + " Current configuration version is " + group.configurationsVersion() + ".")
                        : Optional.empty();
            case PROVISIONING, BOOTSTRAPPING, RUNNING, TERMINATING, TERMINATED -> Optional.empty();
        };
    }

    private static String shortened(String name) {
        return name.length() <= MAX_STEP_NAME ? name : name.substring(0, MAX_STEP_NAME) + "...";
    }

    private static String time(Instant time) {
        return TIME.format(time);
    }

    private static long minutes(Instant from, Instant to) {
        return Duration.between(from, to).toMinutes();
    }
}
