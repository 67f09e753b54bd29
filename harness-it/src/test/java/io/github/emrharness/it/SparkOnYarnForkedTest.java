package io.github.emrharness.it;

import static io.github.emrharness.assertj.EmrAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.Emr;
import io.github.emrharness.StepHandle;
import io.github.emrharness.StepSpec;
import io.github.emrharness.junit5.EmrTest;
import io.github.emrharness.junit5.SparkMaster;
import io.github.emrharness.junit5.StepIsolation;
import java.util.regex.MatchResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With isolation FORKED nothing of a Spark step on YARN runs in the JVM of the test. */
@EmrTest(
        applications = {"Spark", "Hadoop"},
        sparkMaster = SparkMaster.YARN,
        isolation = StepIsolation.FORKED,
        stepTimeout = "5 m")
@Timeout(600)
class SparkOnYarnForkedTest {

    @Test
    void driver_and_executor_are_processes(Emr emr) {
        emr.s3().put("words/words.txt", "to be or not to be\n");

        StepHandle step = emr.submit(StepSpec.spark(YarnJob.class)
                .args("copy", "s3://{bucket}/words/", "hdfs:///words", "s3://{bucket}/copied/"));

        assertThat(step).completes();
        MatchResult processes = YarnJob.processes(step.stdout());
        String here = String.valueOf(ProcessHandle.current().pid());
        assertThat(processes.group(1)).isNotEqualTo(here).isNotEqualTo(processes.group(2));
        assertThat(processes.group(2)).isNotEqualTo(here);
        assertThat(emr.s3().text("copied/part-00000").lines()).containsExactlyInAnyOrder("to", "be", "or", "not");
        assertThat(step).sparkApplication().hasNoFailures().losesNoExecutors();
    }
}
