package io.github.emrharness.core.conformance;

import static io.github.emrharness.core.operations.EmrFixture.group;
import static io.github.emrharness.core.operations.EmrFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.core.events.EmrEvent;
import io.github.emrharness.spi.InMemoryObjectStore;
import io.github.emrharness.spi.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReason;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReasonCode;
import software.amazon.awssdk.services.emr.model.Configuration;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;
import software.amazon.awssdk.services.emr.model.StepCancellationOption;
import software.amazon.awssdk.services.emr.model.StepState;
import software.amazon.awssdk.services.emr.model.StepTimeline;

/** Scenarios whose point is that a process really runs: no scripted steps here, but bash. */
@Timeout(120)
class Scenarios5RealStepsTest {

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @TempDir
    Path directory;

    private EmrApi emr;

    @BeforeEach
    void start() {
        store.createBucket("b");
        emr = new EmrApi(directory, settings -> settings.stepRunners(List::of)
                .objectStore(() -> store)
                .stepEnvironment(() -> Map.of(
                        "AWS_ENDPOINT_URL_S3",
                        "http://127.0.0.1:1",
                        "AWS_ACCESS_KEY_ID",
                        "key",
                        "AWS_SECRET_ACCESS_KEY",
                        "secret")));
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    @Test
    void scenario_28_replication_follows_the_number_of_core_nodes() {
        String site = "cat $HADOOP_CONF_DIR/hdfs-site.xml";

        assertThat(output(emr.run(request -> coreNodes(request, 3)), site))
                .contains("<property><name>dfs.replication</name><value>1</value></property>");
        assertThat(output(emr.run(request -> coreNodes(request, 5)), site))
                .contains("<property><name>dfs.replication</name><value>2</value></property>");
        assertThat(output(emr.run(request -> coreNodes(request, 10)), site))
                .contains("<property><name>dfs.replication</name><value>3</value></property>");
        assertThat(output(
                        emr.run(request -> coreNodes(request, 5)
                                .configurations(classification("hdfs-site", Map.of("dfs.replication", "4")))),
                        site))
                .contains("<property><name>dfs.replication</name><value>4</value></property>");
    }

    @Test
    void classifications_become_files_and_variables() {
        String cluster = emr.run(request -> request.configurations(
                classification("spark-defaults", Map.of("spark.executor.memory", "2G")),
                classification("hive-site", Map.of("hive.x", "y")),
                Configuration.builder()
                        .classification("hadoop-env")
                        .configurations(classification("export", Map.of("MY_VARIABLE", "my value")))
                        .build()));

        assertThat(output(
                        cluster,
                        "cat /etc/spark/conf/spark-defaults.conf; cat $HADOOP_CONF_DIR/hadoop-env.sh;"
                                + " cat $HIVE_CONF_DIR/hive-site.xml; echo \"<$MY_VARIABLE>\""))
                .contains(
                        "spark.executor.memory 2G\n",
                        "export MY_VARIABLE=my value\n",
                        "<name>hive.x</name><value>y</value>",
                        "<my value>");
        assertThat(output(cluster, "cat $HADOOP_CONF_DIR/core-site.xml"))
                .contains(
                        "<name>fs.s3.impl</name><value>org.apache.hadoop.fs.s3a.S3AFileSystem</value>",
                        "<name>fs.s3a.endpoint</name><value>http://127.0.0.1:1</value>",
                        "<name>fs.s3a.access.key</name><value>key</value>",
                        "<name>fs.s3a.secret.key</name><value>secret</value>");
    }

    @Test
    void a_step_finds_out_which_cluster_it_is_on() {
        String cluster = emr.run(request -> coreNodes(request, 2));

        assertThat(output(cluster, "cat /mnt/var/lib/info/job-flow.json /mnt/var/lib/info/instance.json"))
                .contains(
                        "\"jobFlowId\" : \"" + cluster + "\"",
                        "\"instanceCount\" : 3",
                        "\"isMaster\" : true",
                        "\"isRunningDataNode\" : false");
    }

    @Test
    void a_classification_that_emr_does_not_know_fails_the_provisioning() {
        String cluster =
                emr.run(request -> request.configurations(classification("spark-default", Map.of("spark.a", "b"))));

        emr.inside().awaitState(cluster, ClusterState.TERMINATED_WITH_ERRORS);
        ClusterStateChangeReason reason = emr.describe(cluster).status().stateChangeReason();
        assertThat(reason.code()).isEqualTo(ClusterStateChangeReasonCode.BOOTSTRAP_FAILURE);
        assertThat(reason.message())
                .matches("On the master instance \\(i-[0-9a-f]{17}\\), application provisioning failed");
    }

    @Test
    void scenario_33_a_bash_step_runs_on_a_waiting_cluster() throws InterruptedException {
        String cluster = emr.run();
        CountDownLatch waiting = new CountDownLatch(1);
        List<StepState> steps = Collections.synchronizedList(new ArrayList<>());
        List<ClusterState> clusters = Collections.synchronizedList(new ArrayList<>());
        emr.inside().events().subscribe(event -> {
            if (event instanceof EmrEvent.StepChanged changed) {
                steps.add(changed.step().state());
            } else if (event instanceof EmrEvent.ClusterChanged changed) {
                clusters.add(changed.cluster().state());
                if (changed.cluster().state() == ClusterState.WAITING) {
                    waiting.countDown();
                }
            }
        });

        String id = emr.add(cluster, step("bash", "-c", "exit 0")).get(0);
        assertThat(waiting.await(60, TimeUnit.SECONDS)).isTrue();

        assertThat(steps).containsExactly(StepState.PENDING, StepState.RUNNING, StepState.COMPLETED);
        assertThat(clusters).containsExactly(ClusterState.RUNNING, ClusterState.WAITING);
        assertThat(emr.describe(cluster).status().stateChangeReason().message())
                .isEqualTo("Cluster ready after last step completed.");
        StepTimeline timeline = emr.describe(cluster, id).status().timeline();
        assertThat(timeline.startDateTime()).isBetween(timeline.creationDateTime(), timeline.endDateTime());
    }

    @Test
    void scenario_47_cancelling_with_force_ends_a_process_that_ignores_sigterm() throws Exception {
        String cluster = emr.run();
        String id = emr.add(cluster, step("stubborn", "-c", "trap '' TERM; echo $$; while :; do sleep 1000; done"))
                .get(0);
        Path stdout = logs(cluster, id).resolve("stdout");
        Process waiting =
                new ProcessBuilder("sh", "-c", "while [ ! -s \"$0\" ]; do sleep 0.01; done", stdout.toString()).start();
        assertThat(waiting.waitFor(60, TimeUnit.SECONDS)).isTrue();

        emr.client().cancelSteps(request -> request.clusterId(cluster)
                .stepIds(id)
                .stepCancellationOption(StepCancellationOption.TERMINATE_PROCESS));

        emr.inside().awaitStep(cluster, id, StepState.CANCELLED);
        assertThat(ProcessHandle.of(Long.parseLong(Files.readString(stdout).trim())))
                .isEmpty();
        assertThat(emr.describe(cluster).status().state()).isEqualTo(ClusterState.WAITING);
    }

    @Test
    void scenario_54_the_output_of_bash_is_archived() throws IOException {
        String cluster = emr.run(request -> request.logUri("s3://b/logs/"));
        String id =
                emr.add(cluster, step("talks", "-c", "echo out; echo err >&2")).get(0);
        emr.inside().awaitStep(cluster, id, StepState.COMPLETED);

        String prefix = "logs/" + cluster + "/steps/" + id + "/";
        assertThat(store.list("b", ""))
                .extracting(StoredObject::key)
                .containsExactly(prefix + "controller.gz", prefix + "stderr.gz", prefix + "stdout.gz");
        assertThat(store.unzipped("b", prefix + "stdout.gz")).isEqualTo("out\n");
        assertThat(store.unzipped("b", prefix + "stderr.gz")).isEqualTo("err\nCommand exiting with ret '0'\n");
        assertThat(store.unzipped("b", prefix + "controller.gz"))
                .contains("INFO Step succeeded with exitCode 0 and took ");
    }

    @Test
    void scenario_55_the_working_directory() throws IOException {
        String cluster = emr.run();

        String id = emr.add(cluster, step("pwd", "-c", "pwd")).get(0);
        emr.inside().awaitStep(cluster, id, StepState.COMPLETED);

        assertThat(Files.readString(logs(cluster, id).resolve("stdout"))).endsWith("/hadoop/steps/" + id + "\n");
    }

    private String output(String cluster, String script) {
        String id = emr.add(cluster, step("output", "-c", script)).get(0);
        emr.inside().awaitStep(cluster, id, StepState.COMPLETED);
        return contentOf(logs(cluster, id).resolve("stdout"));
    }

    private static String contentOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path logs(String cluster, String step) {
        return emr.inside().service().step(cluster, step).orElseThrow().logDirectory();
    }

    private static RunJobFlowRequest.Builder coreNodes(RunJobFlowRequest.Builder request, int count) {
        return request.instances(instances -> instances
                .keepJobFlowAliveWhenNoSteps(true)
                .instanceGroups(group(InstanceRoleType.MASTER, 1), group(InstanceRoleType.CORE, count)));
    }

    private static Configuration classification(String name, Map<String, String> properties) {
        return Configuration.builder()
                .classification(name)
                .properties(properties)
                .build();
    }
}
