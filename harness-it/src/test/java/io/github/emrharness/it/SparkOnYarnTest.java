package io.github.emrharness.it;

import static io.github.emrharness.assertj.EmrAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.emrharness.Emr;
import io.github.emrharness.StepHandle;
import io.github.emrharness.StepSpec;
import io.github.emrharness.YarnApplicationHandle;
import io.github.emrharness.junit5.EmrTest;
import io.github.emrharness.junit5.SparkMaster;
import io.github.emrharness.spi.StoredObject;
import io.github.emrharness.spi.YarnApplication.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Spark steps whose executors, and in cluster mode drivers, are containers of their cluster's YARN. */
@EmrTest(
        applications = {"Spark", "Hadoop"},
        sparkMaster = SparkMaster.YARN,
        logUri = "s3://{bucket}/logs/",
        stepTimeout = "5 m",
        // Each run of an application master that fails is repeated on EMR as well; here it is only slow.
        settings = "emr.harness.spark.conf.spark.yarn.maxAppAttempts=1")
@EnabledOnOs(value = OS.LINUX, disabledReason = "has a python3 everywhere")
@Timeout(600)
class SparkOnYarnTest {

    @Test
    void in_client_mode_the_driver_is_the_step_and_executors_are_containers(Emr emr) {
        emr.s3().put("client/words.txt", "to be or not to be\n");

        StepHandle step = emr.submit(StepSpec.spark(YarnJob.class)
                .name("client")
                .args("copy", "s3://{bucket}/client/", "hdfs:///client-words", "s3://{bucket}/client-words/"));

        assertThat(step).completes();
        MatchResult processes = YarnJob.processes(step.stdout());
        String here = String.valueOf(ProcessHandle.current().pid());
        assertThat(processes.group(1)).isEqualTo(here);
        assertThat(processes.group(2)).as("containers run in this JVM, too").isEqualTo(here);
        assertThat(emr.s3().text("client-words/part-00000").lines()).containsExactlyInAnyOrder("to", "be", "or", "not");
        assertThat(step).sparkApplication().hasNoFailures().losesNoExecutors();
        YarnApplicationHandle application = application(emr, step);
        assertThat(application).succeeds();
        assertThat(logs(emr, application)).contains("_01_000001/stderr.gz", "_01_000002/stderr.gz");
    }

    @Test
    void in_cluster_mode_the_driver_is_a_container_too_and_all_can_be_jvms_of_their_own(Emr emr) {
        emr.s3().put("cluster/words.txt", "to be or not to be\n");

        StepHandle step = emr.submit(StepSpec.spark(YarnJob.class)
                .name("cluster")
                .conf("spark.emrHarness.containers", "forked")
                .sparkOptions("--deploy-mode", "cluster", "--executor-memory", "600m", "--executor-cores", "1")
                .args("copy", "s3://{bucket}/cluster/", "hdfs:///cluster-words", "s3://{bucket}/cluster-words/"));

        assertThat(step).completes();
        assertThat(step).stdout().isEmpty();
        assertThat(step).stderr().contains("(state: FINISHED)", "final status: SUCCEEDED");
        assertThat(emr.s3().text("cluster-words/part-00000").lines()).hasSize(4);
        assertThat(step).sparkApplication().hasNoFailures();
        YarnApplicationHandle application = application(emr, step);
        assertThat(application).succeeds();
        MatchResult processes = YarnJob.processes(application.log("stdout"));
        assertThat(processes.group(1))
                .isNotEqualTo(String.valueOf(ProcessHandle.current().pid()));
        assertThat(processes.group(2)).isNotEqualTo(processes.group(1));
        assertThat(logs(emr, application)).contains("_01_000001/stdout.gz", "_01_000002/stderr.gz");
    }

    @Test
    void a_driver_that_fails_in_a_container_fails_the_step(Emr emr) {
        StepHandle step = emr.submit(StepSpec.spark(YarnJob.class)
                .sparkOptions("--deploy-mode", "cluster")
                .args("throw"));

        assertThat(step).fails().hasExitCode(1);
        YarnApplicationHandle application = application(emr, step);
        assertThat(step)
                .hasFailureMessageContaining("Exception in thread \"main\" org.apache.spark.SparkException: "
                        + "Application " + application.id() + " finished with failed status");
        assertThat(application).fails();
        assertThat(application).diagnostics().contains("java.lang.IllegalStateException: no data for today");
        assertThat(application).log("stderr").contains("java.lang.IllegalStateException: no data for today");
    }

    @Test
    void a_missing_class_fails_the_step(Emr emr) {
        StepHandle client = emr.submit(StepSpec.spark(YarnJob.class).sparkOptions("--class", "shop.NoSuchJob"));

        assertThat(client).fails().hasExitCode(101).hasFailureReason("Main class not found.");
    }

    @Test
    void a_cancelled_step_takes_its_executors_with_it_in_client_mode_only(Emr emr) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            StepHandle client = emr.submit(hanging(server));
            try (Socket task = started(server)) {
                assertThat(client.cancel()).isTrue();
                assertThat(client).isCancelled();
                assertThat(application(emr, client).await().state().isFinal()).isTrue();
                assertThat(task.getInputStream().read()).isEqualTo(-1);
            }
            StepHandle cluster = emr.submit(hanging(server).sparkOptions("--deploy-mode", "cluster"));
            try (Socket task = started(server)) {
                assertThat(cluster.cancel()).isTrue();
                assertThat(cluster).isCancelled();
                assertThat(cluster).controller().contains("The application of the step is not cancelled with it");
                YarnApplicationHandle application = application(emr, cluster);
                assertThat(application).hasState(State.RUNNING);
                StepHandle kill = emr.submit(StepSpec.command("yarn", "application", "-kill", application.id()));
                assertThat(kill).completes();
                assertThat(application).isKilled();
                assertThat(task.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void python_runs_in_containers(Emr emr) {
        emr.s3().put("code/twice.py", "def twice(n):\n    return 2 * n\n");
        emr.s3().put("code/limit.txt", "3");
        emr.s3()
                .put(
                        "code/job.py",
                        """
                        import sys
                        from pyspark.sql import SparkSession
                        from twice import twice

                        def limited(number):
                            with open("limit.txt") as file:
                                return min(number, int(file.read()))

                        spark = SparkSession.builder.getOrCreate()
                        numbers = spark.sparkContext.parallelize(range(5), 1)
                        numbers.map(limited).map(twice).saveAsTextFile(sys.argv[1])
                        spark.stop()
                        """);
        StepSpec job = StepSpec.spark("s3://{bucket}/code/job.py")
                .sparkOptions("--py-files", "s3://{bucket}/code/twice.py", "--files", "s3://{bucket}/code/limit.txt");

        StepHandle step = emr.submit(job.args("s3://{bucket}/numbers/"));

        assertThat(step).completes();
        assertThat(emr.s3().text("numbers/part-00000")).isEqualTo("0\n2\n4\n6\n6\n");
    }

    /** Its driver is in a JVM of its own, as that of every step with isolation FORKED. */
    @Test
    void a_shell_whose_driver_is_a_child_jvm_has_executors_in_containers(Emr emr) {
        assumeTrue(
                getClass().getResource("/org/apache/spark/repl/Main.class") != null,
                "spark-repl is not among the test dependencies");
        StepHandle step = emr.submit(
                StepSpec.command("bash", "-c")
                        .args(
                                """
                        spark-shell --name shop <<'END'
                        def pid: Long = ProcessHandle.current.pid
                        case class Sale(store: String, amount: Int)
                        val sales = sc.parallelize(Seq(Sale("Lyon", 2), Sale("Nice", 1)), 1)
                        val executor = sales.map(sale => pid).first
                        println(s"${sales.map(_.amount).sum} sold, driver $pid, executor $executor")
                        sys.exit(3)
                        END
                        test $? = 3
                        """));

        assertThat(step).completes();
        assertThat(step).stdout().contains("3.0 sold");
        MatchResult processes = YarnJob.processes(step.stdout());
        String here = String.valueOf(ProcessHandle.current().pid());
        assertThat(processes.group(1)).as("driver").isNotEqualTo(here);
        assertThat(processes.group(2)).as("executor").isEqualTo(here);
        assertThat(application(emr, step)).succeeds();
    }

    @Test
    void a_python_shell_has_packages_on_its_executors(Emr emr, @TempDir Path directory) throws IOException {
        Path artifact = Files.createDirectories(directory.resolve("repository/example/shop/twice/1.0"));
        Files.writeString(
                artifact.resolve("twice-1.0.pom"),
                "<project><modelVersion>4.0.0</modelVersion><groupId>example.shop</groupId>"
                        + "<artifactId>twice</artifactId><version>1.0</version></project>");
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(artifact.resolve("twice-1.0.jar")))) {
            jar.putNextEntry(new ZipEntry("twice.py"));
            jar.write("def twice(number):\n    return 2 * number\n".getBytes(UTF_8));
        }
        Path settings = Files.writeString(
                directory.resolve("ivysettings.xml"),
                """
                <ivysettings>
                  <settings defaultResolver="shop"/>
                  <resolvers><ibiblio name="shop" m2compatible="true" root="%s"/></resolvers>
                </ivysettings>
                """
                        .formatted(directory.resolve("repository").toUri()));

        StepHandle step = emr.submit(StepSpec.command("bash", "-c")
                .args(
                        """
                        pyspark --packages example.shop:twice:1.0 --conf spark.jars.ivySettings=%s \\
                            --conf spark.jars.ivy=%s <<'END'
                        from pyspark.sql import SparkSession
                        context = SparkSession.builder.getOrCreate().sparkContext
                        from twice import twice
                        print("sum", context.parallelize([1, 2, 3], 1).map(twice).sum(), context.master)
                        END
                        """
                                .formatted(settings, directory.resolve("ivy"))));

        assertThat(step).completes();
        assertThat(step).stdout().contains("sum 12 yarn");
        assertThat(application(emr, step)).succeeds();
    }

    private static StepSpec hanging(ServerSocket server) {
        return StepSpec.spark(YarnJob.class).args("hang", String.valueOf(server.getLocalPort()));
    }

    private static Socket started(ServerSocket server) throws IOException {
        Socket task = server.accept();
        assertThat(task.getInputStream().read()).isEqualTo('+');
        return task;
    }

    /** The one that the step has told of. */
    private static YarnApplicationHandle application(Emr emr, StepHandle step) {
        String id = Pattern.compile("Submitting application (application_\\d+_\\d+)")
                .matcher(step.stderr())
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError(step.describe()))
                .group(1);
        return emr.yarn().application(id);
    }

    /** The ends of the names of the files in {@code containers/}. */
    private static List<String> logs(Emr emr, YarnApplicationHandle application) {
        String place = emr.clusterId() + "/containers/" + application.id() + "/container_";
        return emr.s3().list("logs/").stream()
                .map(StoredObject::key)
                .filter(key -> key.contains(place))
                .map(key -> key.replaceFirst(".*(?=_\\d\\d_\\d{6}/)", ""))
                .toList();
    }
}
