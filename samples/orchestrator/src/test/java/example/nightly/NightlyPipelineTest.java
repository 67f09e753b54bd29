package example.nightly;

import static io.github.emrharness.assertj.EmrAssertions.assertThat;
import static io.github.emrharness.assertj.EmrAssertions.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.emrharness.ClusterHandle;
import io.github.emrharness.Emr;
import io.github.emrharness.StepHandle;
import io.github.emrharness.junit5.EmrTest;
import io.github.emrharness.junit5.Sharing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReasonCode;
import software.amazon.awssdk.services.emr.model.StepState;

@EmrTest(sharing = Sharing.PER_METHOD)
class NightlyPipelineTest {

    private static final Duration OFTEN = Duration.ofMillis(200);

    @BeforeEach
    void upload_the_jobs(Emr emr, @TempDir Path directory) {
        Path jar = directory.resolve("nightly.jar");
        int exitCode = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", "target/classes", ".");
        assertThat(exitCode).isZero();
        emr.s3().put("jobs/nightly.jar", jar);
    }

    @Test
    void both_jobs_run_and_the_cluster_ends(Emr emr) {
        emr.s3().put("input/text.txt", "to be or not to be\nthat is the question: to be");

        String clusterId = new NightlyPipeline(emr.bucket(), OFTEN).run();

        ClusterHandle cluster = emr.cluster(clusterId);
        assertThat(cluster)
                .isTerminated()
                .hasTerminationReason(ClusterStateChangeReasonCode.ALL_STEPS_COMPLETED)
                .hasSteps("count-words", "top-words");
        assertThat(cluster.steps()).extracting(StepHandle::state).containsOnly(StepState.COMPLETED);
        assertThat(emr.dataset("top/").json())
                .containsExactlyInAnyOrder(row(3L, "be"), row(3L, "to"), row(1L, "is"));
        assertThat(cluster.steps().get(0)).sparkApplication().readsRows(2).writesRows(8).hasNoSpills();
        assertThat(cluster.steps().get(1)).sparkApplication().readsRows(8).writesRows(3);
    }

    @Test
    void a_job_that_fails_is_named_and_the_next_one_does_not_run(Emr emr) {
        NightlyPipeline pipeline = new NightlyPipeline(emr.bucket(), OFTEN);

        PipelineFailedException failure = catchThrowableOfType(PipelineFailedException.class, pipeline::run);

        ClusterHandle cluster = emr.cluster(failure.clusterId());
        assertThat(cluster).isTerminatedWithErrors().hasTerminationReason(ClusterStateChangeReasonCode.STEP_FAILURE);
        StepHandle countWords = cluster.steps().get(0);
        assertThat(failure)
                .hasMessageStartingWith("Cluster " + cluster.id() + " failed: count-words (" + countWords.id() + "): s3://");
        assertThat(countWords).fails().stderr().contains("Path does not exist");
        assertThat(cluster.steps().get(1)).isCancelled();
        assertThat(emr.s3().prefix("top/")).isEmpty();
    }
}
