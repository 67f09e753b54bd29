package io.github.emrharness.core.operations;

import io.github.emrharness.core.account.PlayedNotebookExecution;
import io.github.emrharness.core.account.ResourceRegistry;
import io.github.emrharness.core.model.Identifiers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.DescribeNotebookExecutionRequest;
import software.amazon.awssdk.services.emr.model.DescribeNotebookExecutionResponse;
import software.amazon.awssdk.services.emr.model.ExecutionEngineConfig;
import software.amazon.awssdk.services.emr.model.ExecutionEngineType;
import software.amazon.awssdk.services.emr.model.ListNotebookExecutionsRequest;
import software.amazon.awssdk.services.emr.model.ListNotebookExecutionsResponse;
import software.amazon.awssdk.services.emr.model.NotebookExecution;
import software.amazon.awssdk.services.emr.model.NotebookExecutionStatus;
import software.amazon.awssdk.services.emr.model.NotebookExecutionSummary;
import software.amazon.awssdk.services.emr.model.NotebookS3LocationForOutput;
import software.amazon.awssdk.services.emr.model.NotebookS3LocationFromInput;
import software.amazon.awssdk.services.emr.model.OutputNotebookFormat;
import software.amazon.awssdk.services.emr.model.OutputNotebookS3LocationForOutput;
import software.amazon.awssdk.services.emr.model.OutputNotebookS3LocationFromInput;
import software.amazon.awssdk.services.emr.model.StartNotebookExecutionRequest;
import software.amazon.awssdk.services.emr.model.StartNotebookExecutionResponse;
import software.amazon.awssdk.services.emr.model.StopNotebookExecutionRequest;
import software.amazon.awssdk.services.emr.model.StopNotebookExecutionResponse;

/** Executions of notebooks: checked, kept and told, but not run. Each FAILS with a reason that says so. */
final class NotebookOperations {

    private static final int MAX_SHORT = 256;
    private static final int MAX_LONG = 10_280;

    /** How far back a listing goes that does not say. */
    private static final Duration LISTED = Duration.ofDays(30);

    private final EmrServiceConfig config;
    private final ReadyClusters clusters;
    private final ResourceRegistry<String, PlayedNotebookExecution> executions = new ResourceRegistry<>();

    NotebookOperations(EmrServiceConfig config, ClusterRegistry clusters) {
        this.config = config;
        this.clusters = new ReadyClusters(clusters);
    }

    void addTo(OperationTable table) {
        table.simulated(StartNotebookExecutionRequest.class, this::start);
        table.simulated(DescribeNotebookExecutionRequest.class, this::describe);
        table.simulated(ListNotebookExecutionsRequest.class, this::list);
        table.simulated(StopNotebookExecutionRequest.class, this::stop);
    }

    StartNotebookExecutionResponse start(StartNotebookExecutionRequest request) {
        checkForm(request);
        checkSource(request);
        Tags.violation(request.tags()).ifPresent(message -> {
            throw EmrServiceException.invalidRequest(null, message);
        });
        clusters.require(request.executionEngine().id());
        String id = Identifiers.newNotebookExecutionId();
        NotebookExecution definition = NotebookExecution.builder()
                .notebookExecutionId(id)
                .arn(Identifiers.arn(config.region(), config.accountId(), "notebook-execution/" + id))
                .editorId(request.editorId())
                .executionEngine(engine(request.executionEngine()))
                .notebookExecutionName(request.notebookExecutionName())
                .notebookParams(request.notebookParams())
                .notebookInstanceSecurityGroupId(request.notebookInstanceSecurityGroupId())
                .tags(Tags.with(List.of(), Tags.withValues(request.tags())))
                .notebookS3Location(told(request.notebookS3Location()))
                .outputNotebookS3Location(told(request.outputNotebookS3Location()))
                .outputNotebookFormat(request.outputNotebookFormat())
                .environmentVariables(request.hasEnvironmentVariables() ? request.environmentVariables() : null)
                .build();
        executions.add(id, new PlayedNotebookExecution(definition, config.clock(), config.progression()));
        return StartNotebookExecutionResponse.builder().notebookExecutionId(id).build();
    }

    private static void checkForm(StartNotebookExecutionRequest request) {
        ExecutionEngineConfig engine = request.executionEngine();
        Constraints constraints = new Constraints()
                .maxLength(request.editorId(), MAX_SHORT, "editorId")
                .maxLength(request.relativePath(), MAX_LONG, "relativePath")
                .maxLength(request.notebookExecutionName(), MAX_SHORT, "notebookExecutionName")
                .maxLength(request.notebookParams(), MAX_LONG, "notebookParams")
                .notNull(engine, "executionEngine")
                .notNull(request.serviceRole(), "serviceRole")
                .maxLength(request.serviceRole(), MAX_LONG, "serviceRole")
                .oneOf(
                        request.outputNotebookFormatAsString(),
                        OutputNotebookFormat.knownValues(),
                        "outputNotebookFormat");
        if (engine != null) {
            constraints
                    .notNull(engine.id(), "executionEngine.id")
                    .oneOf(engine.typeAsString(), ExecutionEngineType.knownValues(), "executionEngine.type");
            SecurityRules.checkForm(engine.executionRoleArn(), "executionEngine.executionRoleArn", constraints);
        }
        constraints.check();
    }

    private static void checkSource(StartNotebookExecutionRequest request) {
        NotebookS3LocationFromInput location = request.notebookS3Location();
        boolean editor = request.editorId() != null && request.relativePath() != null;
        if ((request.editorId() != null || request.relativePath() != null) && (location != null || !editor)
                || location == null && !editor) {
            throw EmrServiceException.invalidRequest(
                    null, "A notebook must be named by EditorId and RelativePath, or by NotebookS3Location.");
        }
        if (location != null && (location.bucket() == null || location.key() == null)) {
            throw EmrServiceException.invalidRequest(null, "NotebookS3Location must have a Bucket and a Key.");
        }
    }

    private static ExecutionEngineConfig engine(ExecutionEngineConfig given) {
        return given.type() == null
                ? given.toBuilder().type(ExecutionEngineType.EMR).build()
                : given;
    }

    private static @Nullable NotebookS3LocationForOutput told(@Nullable NotebookS3LocationFromInput given) {
        return given == null
                ? null
                : NotebookS3LocationForOutput.builder()
                        .bucket(given.bucket())
                        .key(given.key())
                        .build();
    }

    private static @Nullable OutputNotebookS3LocationForOutput told(@Nullable OutputNotebookS3LocationFromInput given) {
        return given == null
                ? null
                : OutputNotebookS3LocationForOutput.builder()
                        .bucket(given.bucket())
                        .key(given.key())
                        .build();
    }

    DescribeNotebookExecutionResponse describe(DescribeNotebookExecutionRequest request) {
        PlayedNotebookExecution execution = require(request.notebookExecutionId());
        DescribeNotebookExecutionResponse response = DescribeNotebookExecutionResponse.builder()
                .notebookExecution(execution.view())
                .build();
        execution.described();
        return response;
    }

    StopNotebookExecutionResponse stop(StopNotebookExecutionRequest request) {
        PlayedNotebookExecution execution = require(request.notebookExecutionId());
        if (!execution.stop()) {
            throw EmrServiceException.invalidRequest(
                    null,
                    "Notebook execution id '" + request.notebookExecutionId() + "' cannot be stopped: it is "
                            + execution.view().status() + ".");
        }
        return StopNotebookExecutionResponse.builder().build();
    }

    /** Lists by time of the start, the newest first; without From and To, those of the last 30 days. */
    ListNotebookExecutionsResponse list(ListNotebookExecutionsRequest request) {
        new Constraints()
                .oneOf(request.statusAsString(), NotebookExecutionStatus.knownValues(), "status")
                .check();
        Instant now = config.clock().now();
        Instant from = request.from() == null ? now.minus(LISTED) : request.from();
        Instant to = request.to() == null ? now : request.to();
        Page<ResourceRegistry.Entry<String, PlayedNotebookExecution>> page = Page.of(
                executions.createdBefore(Page.startOf(request.marker())),
                entry -> !entry.value().started().isBefore(from)
                        && !entry.value().started().isAfter(to)
                        && matches(entry.value().view(), request),
                ResourceRegistry.Entry::number);
        ListNotebookExecutionsResponse response = ListNotebookExecutionsResponse.builder()
                .notebookExecutions(page.items().stream()
                        .map(entry -> summary(entry.value().view()))
                        .toList())
                .marker(page.marker())
                .build();
        page.items().forEach(entry -> entry.value().described());
        return response;
    }

    private static boolean matches(NotebookExecution execution, ListNotebookExecutionsRequest request) {
        return (request.editorId() == null || request.editorId().equals(execution.editorId()))
                && (request.status() == null || request.status() == execution.status())
                && (request.executionEngineId() == null
                        || request.executionEngineId()
                                .equals(execution.executionEngine().id()));
    }

    private static NotebookExecutionSummary summary(NotebookExecution execution) {
        return NotebookExecutionSummary.builder()
                .notebookExecutionId(execution.notebookExecutionId())
                .editorId(execution.editorId())
                .notebookExecutionName(execution.notebookExecutionName())
                .status(execution.status())
                .startTime(execution.startTime())
                .endTime(execution.endTime())
                .notebookS3Location(execution.notebookS3Location())
                .executionEngineId(execution.executionEngine().id())
                .build();
    }

    private PlayedNotebookExecution require(@Nullable String id) {
        new Constraints().notNull(id, "notebookExecutionId").check();
        return executions
                .find(String.valueOf(id))
                .orElseThrow(() ->
                        EmrServiceException.invalidRequest(null, "Notebook execution id '" + id + "' is not valid."));
    }
}
