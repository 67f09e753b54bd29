package io.github.emrharness.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.spi.HarnessContext;
import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkHdfsTest {

    private static final String DEFAULT_FS = "spark.hadoop.fs.defaultFS";

    @TempDir
    Path root;

    @Test
    void a_step_that_names_no_hdfs_does_not_wait_for_one() throws Exception {
        SparkSubmitPlan plan = TestPlans.of(Deployment.LOCAL, Map.of("spark.a", "b"), "app.jar", "s3://data/hdfs/");

        assertThat(hdfs(true).reachedBy(plan)).isSameAs(plan);
        assertThat(hdfs(false).reachedBy(plan)).isSameAs(plan);
    }

    @Test
    void an_argument_a_property_or_the_text_of_a_script_name_it() throws Exception {
        Path script = Files.writeString(root.resolve("job.py"), "spark.read.parquet('hdfs:///data')\n");

        Path scala = Files.writeString(root.resolve("job.scala"), "spark.read.parquet(\"hdfs:///data\")\n");

        for (SparkSubmitPlan plan : List.of(
                TestPlans.of(Deployment.LOCAL, Map.of(), "app.jar", "hdfs:///data"),
                TestPlans.of(Deployment.LOCAL, Map.of("spark.eventLog.dir", "hdfs:///var/log/spark/apps"), "app.jar"),
                TestPlans.of(Deployment.LOCAL, Map.of(), script.toString()),
                TestPlans.of(Deployment.LOCAL, Map.of(), "spark-shell", "-i", scala.toString()))) {
            SparkSubmitPlan reached = hdfs(true).reachedBy(plan);

            assertThat(reached.conf()).containsEntry(DEFAULT_FS, "hdfs://127.0.0.1:8020/j-1");
            assertThat(reached.options()).containsExactly("--conf", DEFAULT_FS + "=hdfs://127.0.0.1:8020/j-1");
        }
    }

    @Test
    void what_the_step_sets_wins() throws Exception {
        SparkSubmitPlan plan = TestPlans.of(Deployment.LOCAL, Map.of(DEFAULT_FS, "hdfs://elsewhere:9000"), "app.jar");

        assertThat(hdfs(true).reachedBy(plan).conf()).containsEntry(DEFAULT_FS, "hdfs://elsewhere:9000");
    }

    @Test
    void without_hadoop_an_argument_is_refused() throws Exception {
        assertThatThrownBy(() ->
                        hdfs(false).reachedBy(TestPlans.of(Deployment.LOCAL, Map.of(), "app.jar", "hdfs:///data")))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("There is no HDFS for hdfs:///data: the artefact io.github.emrharness:emr-harness-hadoop, "
                        + "which brings it, is not on the class path of the test.");
        SparkSubmitPlan ofCluster = TestPlans.of(
                Deployment.LOCAL, Map.of("spark.history.fs.logDirectory", "hdfs:///var/log/spark"), "app.jar");
        assertThat(hdfs(false).reachedBy(ofCluster)).isSameAs(ofCluster);
    }

    private SparkHdfs hdfs(boolean present) {
        HarnessContext harness = present ? new TestHadoop().harness(root) : TestHadoop.withoutHadoop(root);
        return new SparkHdfs(harness, TestStep.commandRunner(root, "spark-submit"));
    }
}
