package io.github.emrharness.core.operations;

import io.github.emrharness.core.api.BootstrapActionDetail;
import io.github.emrharness.core.api.JobFlowDetail;
import io.github.emrharness.core.api.JobFlowExecutionState;
import io.github.emrharness.core.api.JobFlowExecutionStatusDetail;
import io.github.emrharness.core.api.StepDetail;
import io.github.emrharness.core.api.StepExecutionStatusDetail;
import io.github.emrharness.core.model.Step;
import java.util.List;
import software.amazon.awssdk.services.emr.model.Cluster;
import software.amazon.awssdk.services.emr.model.ClusterStatus;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;
import software.amazon.awssdk.services.emr.model.StepState;
import software.amazon.awssdk.services.emr.model.StepStatus;

/** Tells a cluster as DescribeJobFlows does. */
final class JobFlowDescription {

    private JobFlowDescription() {}

    /** @param told the same cluster, as DescribeCluster tells it */
    static JobFlowDetail of(io.github.emrharness.core.model.Cluster cluster, Cluster told) {
        RunJobFlowRequest request = cluster.definition().request();
        return new JobFlowDetail(
                told.id(),
                told.name(),
                told.logUri(),
                told.logEncryptionKmsKeyId(),
                told.runningAmiVersion(),
                status(told.status()),
                JobFlowInstancesDescription.of(cluster, told),
                cluster.steps().stream().map(JobFlowDescription::step).toList(),
                request.bootstrapActions().stream()
                        .map(BootstrapActionDetail::new)
                        .toList(),
                List.of(),
                told.visibleToAllUsers(),
                request.jobFlowRole(),
                told.serviceRole(),
                told.autoScalingRole(),
                told.scaleDownBehaviorAsString());
    }

    /** The job flow started when it was ready. */
    private static JobFlowExecutionStatusDetail status(ClusterStatus status) {
        return new JobFlowExecutionStatusDetail(
                JobFlowExecutionState.of(status).name(),
                status.timeline().creationDateTime(),
                status.timeline().readyDateTime(),
                status.timeline().readyDateTime(),
                status.timeline().endDateTime(),
                status.stateChangeReason().message());
    }

    private static StepDetail step(Step step) {
        StepStatus status = step.status();
        return new StepDetail(
                step.definition().config().toBuilder()
                        .actionOnFailure(step.definition().actionOnFailure())
                        .build(),
                new StepExecutionStatusDetail(
                        state(status.state()).toString(),
                        status.timeline().creationDateTime(),
                        status.timeline().startDateTime(),
                        status.timeline().endDateTime(),
                        status.stateChangeReason().message()));
    }

    /** Steps could not be cancelled while they ran when these states were made. */
    private static StepState state(StepState state) {
        return state == StepState.CANCEL_PENDING ? StepState.RUNNING : state;
    }
}
