package io.github.emrharness.core.events;

import io.github.emrharness.core.model.ClusterSnapshot;
import io.github.emrharness.core.model.StepSnapshot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.InstanceGroup;
import software.amazon.awssdk.services.emr.model.StepState;

/**
 * Turns what happens in the harness into the events that EMR sends to Amazon EventBridge. It must hear every
 * {@link EmrEvent} of a cluster from the beginning, since it tells a new state from another change. Safe for use by many
 * threads.
 */
public final class EventBridgeTranslator {

    private final String account;
    private final String region;
    private final Map<String, Known> clusters = new ConcurrentHashMap<>();

    /** What was told of a cluster last. */
    private record Known(String name, ClusterState state) {}

    /**
     * Makes a translator that has heard nothing yet.
     *
     * @param account twelve digits
     */
    public EventBridgeTranslator(String account, String region) {
        this.account = account;
        this.region = region;
    }

    /** The event that EMR sends; empty if it sends none. */
    public Optional<EventBridgeEvent> translate(EmrEvent event) {
        if (event instanceof EmrEvent.ClusterChanged changed) {
            return cluster(changed);
        }
        if (event instanceof EmrEvent.StepChanged changed) {
            return step(changed);
        }
        if (event instanceof EmrEvent.InstanceGroupChanged changed) {
            return instanceGroup(changed);
        }
        return Optional.empty();
    }

    private Optional<EventBridgeEvent> cluster(EmrEvent.ClusterChanged event) {
        ClusterSnapshot cluster = event.cluster();
        Known before = cluster.isFinal()
                ? clusters.remove(cluster.clusterId())
                : clusters.put(cluster.clusterId(), new Known(cluster.name(), cluster.state()));
        ClusterState stateBefore = before == null ? null : before.state();
        if (cluster.state() == stateBefore) {
            return Optional.empty();
        }
        return EventMessages.ofCluster(cluster, stateBefore, event.at()).map(message -> {
            Map<String, String> detail = new LinkedHashMap<>();
            detail.put("severity", severity(cluster));
            detail.put("stateChangeReason", EventMessages.stateChangeReason(cluster.stateChangeReason()));
            detail.put("name", cluster.name());
            detail.put("clusterId", cluster.clusterId());
            detail.put("state", cluster.state().toString());
            detail.put("message", message);
            return EventBridgeEvent.of("EMR Cluster State Change", event.at(), account, region, detail);
        });
    }

    private static String severity(ClusterSnapshot cluster) {
        boolean planned = cluster.stateChangeReason().code() == null
                || switch (cluster.stateChangeReason().code()) {
                    case USER_REQUEST, ALL_STEPS_COMPLETED -> true;
                    default -> false;
                };
        return planned ? "INFO" : "CRITICAL";
    }

    private Optional<EventBridgeEvent> step(EmrEvent.StepChanged event) {
        StepSnapshot step = event.step();
        Known cluster = clusters.get(step.clusterId());
        return EventMessages.ofStep(step, nameOf(cluster), event.at()).map(message -> {
            Map<String, String> detail = new LinkedHashMap<>();
            detail.put("severity", severity(step.state()));
            detail.put("actionOnFailure", step.actionOnFailure().toString());
            detail.put("stepId", step.stepId());
            detail.put("name", step.name());
            detail.put("clusterId", step.clusterId());
            detail.put("state", step.state().toString());
            detail.put("message", message);
            return EventBridgeEvent.of("EMR Step Status Change", event.at(), account, region, detail);
        });
    }

    private static String nameOf(@Nullable Known cluster) {
        return cluster == null ? "" : cluster.name();
    }

    private static String severity(StepState state) {
        return switch (state) {
            case FAILED -> "ERROR";
            case CANCELLED, CANCEL_PENDING -> "WARN";
            default -> "INFO";
        };
    }

    private Optional<EventBridgeEvent> instanceGroup(EmrEvent.InstanceGroupChanged event) {
        return event.transition()
                .flatMap(transition -> EventMessages.ofInstanceGroup(event.group(), transition, event.at()))
                .map(message -> {
                    InstanceGroup group = event.group().group();
                    Map<String, String> detail = new LinkedHashMap<>();
                    detail.put("market", group.marketAsString());
                    detail.put("severity", "INFO");
                    detail.put(
                            "requestedInstanceCount",
                            group.requestedInstanceCount().toString());
                    detail.put(
                            "runningInstanceCount", group.runningInstanceCount().toString());
                    detail.put("instanceType", group.instanceType());
                    detail.put("instanceGroupType", group.instanceGroupTypeAsString());
                    detail.put("instanceGroupId", group.id());
                    detail.put("clusterId", event.clusterId());
                    detail.put("state", group.status().stateAsString());
                    detail.put("message", message);
                    return EventBridgeEvent.of("EMR Instance Group State Change", event.at(), account, region, detail);
                });
    }
}
