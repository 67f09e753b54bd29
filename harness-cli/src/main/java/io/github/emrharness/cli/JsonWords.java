package io.github.emrharness.cli;

import io.github.emrharness.core.model.ClusterSnapshot;
import io.github.emrharness.core.model.StepSnapshot;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.emr.model.FailureDetails;

/** One JSON object for each transition; {@code type} tells which. */
final class JsonWords implements Transitions.Words {

    static String ready(Connection connection) {
        return Json.object(json -> connection.write(json.text("type", "ready")));
    }

    @Override
    public String cluster(Instant at, ClusterSnapshot cluster) {
        return Json.object(json -> json.text("type", "cluster")
                .text("at", at.toString())
                .text("clusterId", cluster.clusterId())
                .text("name", cluster.name())
                .text("releaseLabel", cluster.releaseLabel())
                .text("state", cluster.state().toString())
                .text(
                        "reasonCode",
                        Optional.ofNullable(cluster.stateChangeReason().codeAsString()))
                .text(
                        "reasonMessage",
                        Optional.ofNullable(cluster.stateChangeReason().message())));
    }

    @Override
    public String step(Instant at, StepSnapshot step) {
        return Json.object(json -> json.text("type", "step")
                .text("at", at.toString())
                .text("clusterId", step.clusterId())
                .text("stepId", step.stepId())
                .text("name", step.name())
                .text("state", step.state().toString())
                .number("exitCode", step.exitCode())
                .text("failureReason", step.failureDetails().map(FailureDetails::reason))
                .text("failureMessage", step.failureDetails().map(FailureDetails::message))
                .text("logDirectory", step.logDirectory().toString()));
    }
}
