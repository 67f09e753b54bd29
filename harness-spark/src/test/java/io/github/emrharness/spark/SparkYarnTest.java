package io.github.emrharness.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.spi.HarnessContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkYarnTest {

    private static final String MAX_EXECUTORS = "spark.dynamicAllocation.maxExecutors";

    private static final String APPLICATION_MASTER = "spark.yarn.appMasterEnv.";

    @TempDir
    Path root;

    private final TestHadoop hadoop = new TestHadoop();

    @Test
    void a_step_gets_the_addresses_and_short_waits() throws Exception {
        TestStep step = step().withEnvironment(Map.of("AWS_REGION", "us-east-1", "HOME", "/home/hadoop"));

        Map<String, String> conf = reached(step, Deployment.YARN_CLIENT, Map.of("spark.a", "b"));

        assertThat(conf)
                .containsEntry("spark.a", "b")
                .containsEntry("spark.hadoop.fs.defaultFS", "hdfs://127.0.0.1:8020/j-1")
                .containsEntry("spark.hadoop.yarn.resourcemanager.address", "127.0.0.1:8032")
                .containsEntry("spark.yarn.tags", step.stepId())
                .containsEntry("spark.executor.instances", "1")
                .containsEntry(APPLICATION_MASTER + "AWS_REGION", "us-east-1")
                .containsEntry("spark.executorEnv.AWS_REGION", "us-east-1")
                .doesNotContainKey(APPLICATION_MASTER + "HOME");
    }

    @Test
    void what_the_step_sets_wins() throws Exception {
        TestStep step = step();

        Map<String, String> conf = reached(
                step,
                Deployment.YARN_CLUSTER,
                Map.of(
                        "spark.yarn.tags", "nightly",
                        "spark.yarn.report.interval", "2s",
                        "spark.dynamicAllocation.enabled", "true",
                        "spark.shuffle.service.enabled", "true"));

        assertThat(conf)
                .containsEntry("spark.yarn.tags", "nightly," + step.stepId())
                .containsEntry("spark.yarn.report.interval", "2s")
                .doesNotContainKey("spark.executor.instances")
                .containsEntry("spark.shuffle.service.enabled", "false");
        assertThat(step.controllerLines())
                .containsExactly("The node managers of the harness have no shuffle service: "
                        + "spark.shuffle.service.enabled became false");
    }

    /** As on EMR, within what is asked for. */
    @Test
    void executors_are_allocated_dynamically() throws Exception {
        assertThat(reached(step(), Deployment.YARN_CLIENT, Map.of()))
                .containsEntry("spark.dynamicAllocation.enabled", "true")
                .containsEntry("spark.executor.instances", "1")
                .containsEntry(MAX_EXECUTORS, "1");
        assertThat(reached(step(), Deployment.YARN_CLIENT, Map.of("spark.executor.instances", "3")))
                .containsEntry("spark.dynamicAllocation.enabled", "true")
                .containsEntry(MAX_EXECUTORS, "3");
        assertThat(reached(
                        step(),
                        Deployment.YARN_CLIENT,
                        Map.of("spark.dynamicAllocation.minExecutors", "2", "spark.executor.instances", "0")))
                .containsEntry(MAX_EXECUTORS, "2");
        assertThat(reached(step(), Deployment.YARN_CLIENT, Map.of(MAX_EXECUTORS, "4")))
                .containsEntry(MAX_EXECUTORS, "4")
                .containsEntry("spark.executor.instances", "1");
        assertThat(reached(step(), Deployment.YARN_CLIENT, Map.of("spark.dynamicAllocation.enabled", "false")))
                .containsEntry("spark.dynamicAllocation.enabled", "false")
                .doesNotContainKey(MAX_EXECUTORS);
    }

    @Test
    void containers_run_on_the_jars_of_this_machine() throws Exception {
        TestStep step = step();

        Map<String, String> client =
                reached(step, Deployment.YARN_CLIENT, Map.of("spark.executor.defaultJavaOptions", "-Xlog:gc"));
        Map<String, String> cluster = reached(step, Deployment.YARN_CLUSTER, Map.of());

        String options = "\"@" + step.workingDirectory().resolve("container-jvm.options") + '"';
        assertThat(client.get("spark.yarn.jars")).contains("local:/").contains(TestSpark.artifact("spark-yarn"));
        assertThat(client)
                .containsEntry("spark.yarn.am.extraJavaOptions", options)
                .containsEntry("spark.executor.defaultJavaOptions", options + " -Xlog:gc");
        assertThat(cluster)
                .containsEntry("spark.driver.defaultJavaOptions", options)
                .doesNotContainKey("spark.yarn.am.extraJavaOptions");
        assertThat(containerOptions(step))
                .contains("\"-cp\"", TestSpark.artifact("spark-core"), "-Da.property=of every JVM");
    }

    @Test
    void jars_and_class_paths_of_the_step_stay_its_own() throws Exception {
        TestStep jars = step();
        TestStep classPath = step();

        assertThat(reached(jars, Deployment.YARN_CLIENT, Map.of("spark.yarn.archive", "hdfs:///spark.zip")))
                .doesNotContainKey("spark.yarn.jars");
        assertThat(containerOptions(jars)).doesNotContain("\"-cp\"");
        assertThat(reached(classPath, Deployment.YARN_CLIENT, Map.of("spark.executor.extraClassPath", "/opt/x.jar")))
                .containsKey("spark.yarn.jars");
        assertThat(containerOptions(classPath)).doesNotContain("\"-cp\"");
    }

    @Test
    void without_hadoop_it_says_what_to_add() {
        assertThatThrownBy(() -> yarn(TestHadoop.withoutHadoop(root), step())
                        .reachedBy(TestPlans.of(Deployment.YARN_CLIENT, Map.of(), "app.jar"), Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessage("The step cannot run on YARN: the artefact io.github.emrharness:emr-harness-hadoop, which "
                        + "brings YARN, is not on the class path of the test.");
    }

    @Test
    void only_a_driver_in_the_step_takes_its_application_with_it() {
        TestStep step = step();
        SparkYarn yarn = yarn(hadoop.harness(root), step);

        yarn.ended(Deployment.YARN_CLIENT, true);
        yarn.ended(Deployment.YARN_CLIENT, false);
        yarn.ended(Deployment.YARN_CLUSTER, true);

        assertThat(hadoop.ended()).containsExactly("j-1 " + step.stepId() + " PT0S", "j-1 " + step.stepId() + " PT10S");
        assertThat(step.controllerLines())
                .containsExactly(
                        "The application of the step is not cancelled with it, as on EMR: its driver runs in a "
                                + "container of YARN. 'yarn application -kill' ends it.");
    }

    private TestStep step() {
        return TestStep.commandRunner(root, "spark-submit");
    }

    private Map<String, String> reached(TestStep step, Deployment deployment, Map<String, String> conf)
            throws IOException {
        return yarn(hadoop.harness(root), step)
                .reachedBy(TestPlans.of(deployment, conf, "app.jar"), Map.of("a.property", "of every JVM"))
                .conf();
    }

    /** Each call makes files of its own below the root. */
    private SparkYarn yarn(HarnessContext harness, TestStep step) {
        SparkJvms jvms = new SparkJvms(new TestHarness(
                root.resolve(step.stepId() + "-" + System.nanoTime()),
                harness.objectStore(),
                harness.isolation(),
                harness.engineLogLevel(),
                harness.settings()));
        SparkSettings settings = SparkSettings.of(Map.of(SparkSettings.CONTAINERS, "forked"));
        return new SparkYarn(harness, settings, jvms, new YarnContainers(harness, settings, jvms, Runnable::run), step);
    }

    private static String containerOptions(TestStep step) throws IOException {
        return Files.readString(step.workingDirectory().resolve("container-jvm.options"));
    }
}
