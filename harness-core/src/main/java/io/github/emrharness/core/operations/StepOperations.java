package io.github.emrharness.core.operations;

import io.github.emrharness.core.model.Cluster;
import io.github.emrharness.core.model.RuleViolationException;
import io.github.emrharness.core.model.Step;
import io.github.emrharness.core.model.StepDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.AddJobFlowStepsRequest;
import software.amazon.awssdk.services.emr.model.AddJobFlowStepsResponse;
import software.amazon.awssdk.services.emr.model.CancelStepsInfo;
import software.amazon.awssdk.services.emr.model.CancelStepsRequest;
import software.amazon.awssdk.services.emr.model.CancelStepsRequestStatus;
import software.amazon.awssdk.services.emr.model.CancelStepsResponse;
import software.amazon.awssdk.services.emr.model.DescribeStepRequest;
import software.amazon.awssdk.services.emr.model.DescribeStepResponse;
import software.amazon.awssdk.services.emr.model.HadoopJarStepConfig;
import software.amazon.awssdk.services.emr.model.HadoopStepConfig;
import software.amazon.awssdk.services.emr.model.ListStepsRequest;
import software.amazon.awssdk.services.emr.model.ListStepsResponse;
import software.amazon.awssdk.services.emr.model.S3MonitoringConfiguration;
import software.amazon.awssdk.services.emr.model.StepCancellationOption;
import software.amazon.awssdk.services.emr.model.StepConfig;
import software.amazon.awssdk.services.emr.model.StepMonitoringConfiguration;
import software.amazon.awssdk.services.emr.model.StepState;
import software.amazon.awssdk.services.emr.model.StepSummary;

/** Adding, telling and cancelling steps. */
final class StepOperations {

    private static final int MAX_STEP_IDS = 10;

    /** Older steps can be described, but are not listed. */
    private static final int MAX_LISTED = 1_000;

    private final ClusterRegistry clusters;

    StepOperations(ClusterRegistry clusters) {
        this.clusters = clusters;
    }

    void addTo(OperationTable table) {
        table.real(AddJobFlowStepsRequest.class, this::addJobFlowSteps);
        table.real(DescribeStepRequest.class, this::describeStep);
        table.real(ListStepsRequest.class, this::listSteps);
        table.real(CancelStepsRequest.class, this::cancelSteps);
    }

    AddJobFlowStepsResponse addJobFlowSteps(AddJobFlowStepsRequest request) {
        List<StepConfig> steps = request.steps();
        Constraints constraints =
                new Constraints().notNull(request.jobFlowId(), "jobFlowId").notEmpty(steps, "steps");
        StepsValidation.checkForm(steps, constraints);
        SecurityRules.checkForm(request.executionRoleArn(), "executionRoleArn", constraints);
        constraints.check();
        Cluster cluster = clusters.requireJobFlowForSteps(request.jobFlowId());
        try {
            cluster.requireModifiable();
            SecurityRules.checkRuntimeRole(cluster.definition().securityConfiguration(), request.executionRoleArn());
            StepsValidation.checkLimits(steps, cluster.definition().release());
            Optional<String> role = Optional.ofNullable(request.executionRoleArn());
            List<String> ids = cluster.addSteps(
                    steps.stream().map(step -> new StepDefinition(step, role)).toList());
            return AddJobFlowStepsResponse.builder().stepIds(ids).build();
        } catch (RuleViolationException e) {
            throw EmrServiceException.validation(String.valueOf(e.getMessage()));
        }
    }

    DescribeStepResponse describeStep(DescribeStepRequest request) {
        new Constraints()
                .notNull(request.clusterId(), "clusterId")
                .notNull(request.stepId(), "stepId")
                .check();
        Step step = require(clusters.require(request.clusterId()), request.stepId());
        StepDefinition definition = step.definition();
        return DescribeStepResponse.builder()
                .step(software.amazon.awssdk.services.emr.model.Step.builder()
                        .id(step.id())
                        .name(definition.name())
                        .config(config(definition))
                        .actionOnFailure(definition.actionOnFailure())
                        .status(step.status())
                        .executionRoleArn(definition.executionRoleArn().orElse(null))
                        .logUri(definition.logUri().orElse(null))
                        .encryptionKeyArn(encryptionKeyArn(definition))
                        .build())
                .build();
    }

    ListStepsResponse listSteps(ListStepsRequest request) {
        Constraints constraints = new Constraints()
                .notNull(request.clusterId(), "clusterId")
                .maxSize(request.stepIds(), MAX_STEP_IDS, "stepIds");
        request.stepStatesAsStrings().forEach(state -> constraints.oneOf(state, StepState.knownValues(), "stepStates"));
        constraints.check();
        Cluster cluster = clusters.require(request.clusterId());
        if (!request.stepIds().isEmpty()) {
            if (!request.stepStates().isEmpty()) {
                throw EmrServiceException.invalidRequest(null, "Cannot specify both StepIds and StepStates.");
            }
            return ListStepsResponse.builder()
                    .steps(request.stepIds().stream()
                            .map(id -> summary(require(cluster, id)))
                            .toList())
                    .build();
        }
        Set<StepState> states = new HashSet<>(request.stepStates());
        long before = Page.startOf(request.marker());
        Page<Step> page = Page.of(
                newestFirst(cluster),
                step -> step.number() < before && (states.isEmpty() || states.contains(step.state())),
                Step::number);
        return ListStepsResponse.builder()
                .steps(page.items().stream().map(StepOperations::summary).toList())
                .marker(page.marker())
                .build();
    }

    private static List<Step> newestFirst(Cluster cluster) {
        List<Step> steps = new ArrayList<>(cluster.lastSteps(MAX_LISTED));
        Collections.reverse(steps);
        return steps;
    }

    /** The call succeeds even if none of the steps can be cancelled: each has its own answer. */
    CancelStepsResponse cancelSteps(CancelStepsRequest request) {
        new Constraints()
                .notNull(request.clusterId(), "clusterId")
                .notEmpty(request.stepIds(), "stepIds")
                .oneOf(
                        request.stepCancellationOptionAsString(),
                        StepCancellationOption.knownValues(),
                        "stepCancellationOption")
                .check();
        Cluster cluster = clusters.require(request.clusterId());
        int max = StepsValidation.maxPerRequest(cluster.definition().release());
        if (request.stepIds().size() > max) {
            throw EmrServiceException.invalidRequest(
                    null,
                    "A request may cancel at most " + max + " steps with "
                            + cluster.definition().release().label() + "; this one has "
                            + request.stepIds().size() + ".");
        }
        StepCancellationOption option = request.stepCancellationOption() == null
                ? StepCancellationOption.SEND_INTERRUPT
                : request.stepCancellationOption();
        return CancelStepsResponse.builder()
                .cancelStepsInfoList(request.stepIds().stream()
                        .map(id -> cancel(cluster, id, option))
                        .toList())
                .build();
    }

    private static CancelStepsInfo cancel(Cluster cluster, String stepId, StepCancellationOption option) {
        CancelStepsInfo.Builder answer = CancelStepsInfo.builder().stepId(stepId);
        try {
            cluster.cancelStep(stepId, option);
            return answer.status(CancelStepsRequestStatus.SUBMITTED).build();
        } catch (RuleViolationException e) {
            return answer.status(CancelStepsRequestStatus.FAILED)
                    .reason(e.getMessage())
                    .build();
        }
    }

    private static Step require(Cluster cluster, @Nullable String stepId) {
        return Optional.ofNullable(stepId)
                .flatMap(cluster::step)
                .orElseThrow(() -> EmrServiceException.invalidRequest(null, "Step id '" + stepId + "' is not valid."));
    }

    private static StepSummary summary(Step step) {
        StepDefinition definition = step.definition();
        return StepSummary.builder()
                .id(step.id())
                .name(definition.name())
                .config(config(definition))
                .actionOnFailure(definition.actionOnFailure())
                .status(step.status())
                .logUri(definition.logUri().orElse(null))
                .encryptionKeyArn(encryptionKeyArn(definition))
                .build();
    }

    /** The properties come as a list and are told as a map. */
    private static HadoopStepConfig config(StepDefinition definition) {
        HadoopJarStepConfig given = definition.config().hadoopJarStep();
        return HadoopStepConfig.builder()
                .jar(given.jar())
                .mainClass(given.mainClass())
                .args(List.copyOf(given.args()))
                .properties(definition.properties())
                .build();
    }

    private static @Nullable String encryptionKeyArn(StepDefinition definition) {
        return Optional.ofNullable(definition.config().stepMonitoringConfiguration())
                .map(StepMonitoringConfiguration::s3MonitoringConfiguration)
                .map(S3MonitoringConfiguration::encryptionKeyArn)
                .orElse(null);
    }
}
