package io.github.emrharness.spark;

import static io.github.emrharness.assertj.EmrAssertions.assertThat;
import static io.github.emrharness.assertj.EmrAssertions.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.Emr;
import io.github.emrharness.StepHandle;
import io.github.emrharness.StepSpec;
import io.github.emrharness.junit5.EmrTest;
import io.github.emrharness.spark.jobs.HiveTable;
import io.github.emrharness.spark.jobs.WordCount;
import org.junit.jupiter.api.Test;

/** All rooms together, as a user has them; the release label is that of all tests here. */
@EmrTest(
        applications = {"Spark", "Hadoop"},
        stepTimeout = "5 m")
class Spark4Test {

    @Test
    void a_step_runs_in_the_jvm_of_the_test_or_in_containers_of_yarn(Emr emr) {
        emr.s3().put("words/words.txt", "to be or not to be\n");

        StepHandle here = emr.submit(StepSpec.spark(WordCount.class).args("s3://{bucket}/words/", "s3://{bucket}/here/"));
        StepHandle there = emr.submit(StepSpec.spark(WordCount.class)
                .onYarn()
                .args("s3://{bucket}/words/", "s3://{bucket}/there/"));

        assertThat(here).completes();
        assertThat(here).stdout().isEqualTo("counted 4 words\n");
        assertThat(emr.dataset("here/")).hasRowCount(4).contains(row("to", 2L), row("be", 2L));
        assertThat(there).completes();
        assertThat(emr.dataset("there/")).hasRowCount(4);
        assertThat(there).sparkApplication().hasNoFailures().losesNoExecutors();
    }

    @Test
    void a_session_can_have_hive_support(Emr emr) {
        StepHandle step = emr.submit(StepSpec.spark(HiveTable.class));

        assertThat(step).completes();
        assertThat(step).stdout().isEqualTo("[[Lyon,2]]\n");
    }
}
