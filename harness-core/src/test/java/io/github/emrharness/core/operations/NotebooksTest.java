package io.github.emrharness.core.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.Progression;
import io.github.emrharness.core.lifecycle.ManualHarnessClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.DescribeNotebookExecutionRequest;
import software.amazon.awssdk.services.emr.model.DescribeNotebookExecutionResponse;
import software.amazon.awssdk.services.emr.model.ExecutionEngineType;
import software.amazon.awssdk.services.emr.model.ListNotebookExecutionsRequest;
import software.amazon.awssdk.services.emr.model.ListNotebookExecutionsResponse;
import software.amazon.awssdk.services.emr.model.NotebookExecution;
import software.amazon.awssdk.services.emr.model.NotebookExecutionStatus;
import software.amazon.awssdk.services.emr.model.NotebookExecutionSummary;
import software.amazon.awssdk.services.emr.model.OutputNotebookFormat;
import software.amazon.awssdk.services.emr.model.StartNotebookExecutionRequest;
import software.amazon.awssdk.services.emr.model.StartNotebookExecutionResponse;
import software.amazon.awssdk.services.emr.model.StopNotebookExecutionRequest;
import software.amazon.awssdk.services.emr.model.Tag;

class NotebooksTest {

    private static final String A = "InvalidRequestException";
    private static final String B = "ValidationException";

    private final ManualHarnessClock clock = new ManualHarnessClock(Instant.parse("2026-11-22T12:00:00Z"));
    private EmrFixture emr;
    private String cluster;

    @BeforeEach
    void start(@TempDir Path directory) {
        emr = new EmrFixture(
                directory, settings -> settings.clock(clock).progression(Progression.after(Duration.ofMinutes(1))));
        cluster = emr.run();
        clock.advance(Duration.ofHours(1));
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    @Test
    void an_execution_is_told_as_it_was_asked_for() {
        String id = start(notebook()
                .notebookExecutionName("nightly")
                .notebookParams("{\"day\": 1}")
                .notebookInstanceSecurityGroupId("sg-1")
                .tags(Tag.builder().key("team").value("data").build())
                .outputNotebookS3Location(location -> location.bucket("out").key("result.html"))
                .outputNotebookFormat(OutputNotebookFormat.HTML)
                .environmentVariables(Map.of("STAGE", "test")));

        assertThat(id).matches("ex-[0-9A-Z]{29}");
        assertThat(describe(id))
                .isEqualTo(NotebookExecution.builder()
                        .notebookExecutionId(id)
                        .arn("arn:aws:elasticmapreduce:us-east-1:123456789012:notebook-execution/" + id)
                        .executionEngine(engine -> engine.id(cluster).type(ExecutionEngineType.EMR))
                        .notebookExecutionName("nightly")
                        .notebookParams("{\"day\": 1}")
                        .status(NotebookExecutionStatus.START_PENDING)
                        .startTime(clock.now())
                        .lastStateChangeReason("Execution is pending to start for cluster " + cluster + ".")
                        .notebookInstanceSecurityGroupId("sg-1")
                        .tags(Tag.builder().key("team").value("data").build())
                        .notebookS3Location(location -> location.bucket("in").key("a.ipynb"))
                        .outputNotebookS3Location(
                                location -> location.bucket("out").key("result.html"))
                        .outputNotebookFormat(OutputNotebookFormat.HTML)
                        .environmentVariables(Map.of("STAGE", "test"))
                        .build());
    }

    @Test
    void an_execution_fails_with_the_reason_that_notebooks_are_not_run() {
        Instant started = clock.now();
        String id = start(notebook());

        clock.advance(Duration.ofMinutes(1));
        assertThat(describe(id).status()).isEqualTo(NotebookExecutionStatus.STARTING);
        clock.advance(Duration.ofMinutes(1));
        assertThat(describe(id).status()).isEqualTo(NotebookExecutionStatus.FAILING);
        clock.advance(Duration.ofMinutes(1));
        NotebookExecution failed = describe(id);
        assertThat(failed.status()).isEqualTo(NotebookExecutionStatus.FAILED);
        assertThat(failed.endTime()).isEqualTo(started.plus(Duration.ofMinutes(3)));
        assertThat(failed.lastStateChangeReason())
                .isEqualTo("EMR Harness does not run notebooks: s3://in/a.ipynb was not executed on cluster " + cluster
                        + ". Run its code as a step instead.");
    }

    @Test
    void an_execution_that_has_not_failed_yet_can_be_stopped() {
        String id = start(notebook());
        clock.advance(Duration.ofMinutes(1));
        stop(id);

        assertThat(describe(id).status()).isEqualTo(NotebookExecutionStatus.STOP_PENDING);
        clock.advance(Duration.ofMinutes(1));
        assertThat(describe(id).status()).isEqualTo(NotebookExecutionStatus.STOPPING);
        clock.advance(Duration.ofMinutes(1));
        assertThat(describe(id).status()).isEqualTo(NotebookExecutionStatus.STOPPED);
        assertThat(describe(id).lastStateChangeReason()).isEqualTo("Execution is stopped for cluster " + cluster + ".");
        emr.assertRefused(
                StopNotebookExecutionRequest.builder().notebookExecutionId(id).build(),
                A,
                "Notebook execution id '" + id + "' cannot be stopped: it is STOPPED.");
    }

    @Test
    void the_notebook_and_the_cluster_must_be_there() {
        String source = "A notebook must be named by EditorId and RelativePath, or by NotebookS3Location.";
        emr.assertRefused(notebook().editorId("e-1").build(), A, source);
        emr.assertRefused(bare().editorId("e-1").build(), A, source);
        emr.assertRefused(bare().relativePath("a.ipynb").build(), A, source);
        emr.assertRefused(bare().build(), A, source);
        emr.assertRefused(
                bare().notebookS3Location(location -> location.bucket("b")).build(),
                A,
                "NotebookS3Location must have a Bucket and a Key.");
        emr.assertRefused(
                notebook().executionEngine(engine -> engine.id("j-NONE")).build(),
                A,
                "Cluster id 'j-NONE' is not valid.");
        emr.assertRefused(
                notebook()
                        .executionEngine(engine -> engine.type("EKS"))
                        .serviceRole(null)
                        .build(),
                B,
                "3 validation errors detected: Value null at 'serviceRole' failed to satisfy constraint: Member must"
                        + " not be null; Value null at 'executionEngine.id' failed to satisfy constraint: Member must"
                        + " not be null; Value 'EKS' at 'executionEngine.type' failed to satisfy constraint: Member"
                        + " must satisfy enum value set: [EMR]");
        emr.terminate(cluster);
        emr.assertRefused(
                notebook().build(),
                A,
                "Cluster '" + cluster + "' must be in the state RUNNING or WAITING; it is TERMINATING.");
        emr.assertRefused(
                DescribeNotebookExecutionRequest.builder()
                        .notebookExecutionId("ex-NONE")
                        .build(),
                A,
                "Notebook execution id 'ex-NONE' is not valid.");
    }

    @Test
    void executions_are_listed_newest_first_and_by_what_is_asked_for() {
        String editor = start(bare().editorId("e-1").relativePath("a.ipynb"));
        clock.advance(Duration.ofDays(20));
        Instant between = clock.now();
        String second = start(notebook());
        clock.advance(Duration.ofMinutes(1));
        String third = start(notebook().notebookExecutionName("third"));

        assertThat(list(ListNotebookExecutionsRequest.builder())).containsExactly(third, second, editor);
        assertThat(list(ListNotebookExecutionsRequest.builder().editorId("e-1")))
                .containsExactly(editor);
        assertThat(list(ListNotebookExecutionsRequest.builder().status(NotebookExecutionStatus.STARTING)))
                .containsExactly(second);
        assertThat(list(ListNotebookExecutionsRequest.builder().from(between).to(between)))
                .containsExactly(second);
        assertThat(list(ListNotebookExecutionsRequest.builder().executionEngineId("j-OTHER")))
                .isEmpty();
        clock.advance(Duration.ofDays(20));
        assertThat(list(ListNotebookExecutionsRequest.builder())).containsExactly(third, second);
    }

    private StartNotebookExecutionRequest.Builder bare() {
        return StartNotebookExecutionRequest.builder()
                .executionEngine(engine -> engine.id(cluster))
                .serviceRole("EMR_Notebooks_DefaultRole");
    }

    private StartNotebookExecutionRequest.Builder notebook() {
        return bare().notebookS3Location(location -> location.bucket("in").key("a.ipynb"));
    }

    private String start(StartNotebookExecutionRequest.Builder request) {
        return emr.call(request.build(), StartNotebookExecutionResponse.class).notebookExecutionId();
    }

    private NotebookExecution describe(String id) {
        return emr.call(
                        DescribeNotebookExecutionRequest.builder()
                                .notebookExecutionId(id)
                                .build(),
                        DescribeNotebookExecutionResponse.class)
                .notebookExecution();
    }

    private void stop(String id) {
        emr.service()
                .execute(StopNotebookExecutionRequest.builder()
                        .notebookExecutionId(id)
                        .build());
    }

    private List<String> list(ListNotebookExecutionsRequest.Builder request) {
        return emr.call(request.build(), ListNotebookExecutionsResponse.class).notebookExecutions().stream()
                .map(NotebookExecutionSummary::notebookExecutionId)
                .toList();
    }
}
