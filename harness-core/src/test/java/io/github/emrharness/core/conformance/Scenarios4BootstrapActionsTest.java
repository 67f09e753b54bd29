package io.github.emrharness.core.conformance;

import static io.github.emrharness.core.operations.EmrFixture.group;
import static io.github.emrharness.core.operations.EmrFixture.step;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.core.lifecycle.ManualHarnessClock;
import io.github.emrharness.spi.InMemoryObjectStore;
import io.github.emrharness.spi.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.BootstrapActionConfig;
import software.amazon.awssdk.services.emr.model.Cluster;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReasonCode;
import software.amazon.awssdk.services.emr.model.Command;
import software.amazon.awssdk.services.emr.model.ErrorDetail;
import software.amazon.awssdk.services.emr.model.Instance;
import software.amazon.awssdk.services.emr.model.InstanceGroupConfig;
import software.amazon.awssdk.services.emr.model.InstanceGroupType;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.JobFlowInstancesConfig;
import software.amazon.awssdk.services.emr.model.StepState;

/** Section 10.4 of the reference: bootstrap actions, which really run. */
@Timeout(120)
class Scenarios4BootstrapActionsTest {

    private static final String DOCUMENTATION = "https://docs.aws.amazon.com/emr/latest/ManagementGuide/";

    private static final String RUN_IF = "s3://elasticmapreduce/bootstrap-actions/run-if";

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final ManualHarnessClock clock = new ManualHarnessClock(Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir
    Path directory;

    private EmrApi emr;

    @BeforeEach
    void start() throws IOException {
        store.createBucket("b");
        put("ok.sh", "#!/bin/bash\necho \"ok $*\"\n");
        put("fails.sh", "#!/bin/bash\necho \"no good\" >&2\nexit 1\n");
        emr = new EmrApi(directory, settings -> settings.objectStore(() -> store)
                .clock(clock)
                .stepEnvironment(() -> Map.of("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1")));
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    @Test
    void scenario_29_a_bootstrap_action_that_fails_ends_the_cluster() throws IOException {
        String id = emr.run(request -> request.logUri("s3://b/logs/")
                .steps(step("never runs"))
                .bootstrapActions(action("first", "s3://b/ok.sh", "a"), action("second", "s3://b/fails.sh")));

        Cluster cluster = ended(id);
        String master = masterIn(
                cluster,
                "On the master instance \\((i-[0-9a-f]{17})\\), bootstrap action 2 returned a"
                        + " non-zero return code");
        assertThat(errorData(cluster, "BOOTSTRAP_FAILURE_PRIMARY_WITH_NON_ZERO_CODE"))
                .containsExactlyInAnyOrder(
                        Map.of("public-doc", DOCUMENTATION + "BOOTSTRAP_FAILURE_PRIMARY_WITH_NON_ZERO_CODE.html"),
                        Map.of("primary-instance-id", master),
                        Map.of("bootstrap-action", "2"),
                        Map.of("return-code", "1"),
                        Map.of("amazon-s3-path", "s3://b/fails.sh"));
        String prefix = "logs/" + id + "/node/" + master + "/bootstrap-actions/";
        assertThat(store.list("b", "logs/"))
                .extracting(StoredObject::key)
                .containsExactly(
                        prefix + "1/controller.gz",
                        prefix + "1/stderr.gz",
                        prefix + "1/stdout.gz",
                        prefix + "2/controller.gz",
                        prefix + "2/stderr.gz",
                        prefix + "2/stdout.gz");
        assertThat(store.unzipped("b", prefix + "1/stdout.gz")).isEqualTo("ok a\n");
        assertThat(store.unzipped("b", prefix + "2/stderr.gz")).isEqualTo("no good\n");
        assertThat(store.unzipped("b", prefix + "2/controller.gz")).endsWith("ERROR Execution failed with code '1'\n");
        assertThat(emr.stepStates(id)).containsExactly(StepState.CANCELLED);
    }

    @Test
    void scenario_30_a_script_that_is_not_in_s3_ends_the_cluster() {
        String id = emr.run(request -> request.bootstrapActions(action("missing", "s3://b/none.sh")));

        Cluster cluster = ended(id);
        String master = masterIn(
                cluster,
                "Master instance \\((i-[0-9a-f]{17})\\) failed attempting to download"
                        + " bootstrap action 1 file from S3");
        assertThat(errorData(cluster, "BOOTSTRAP_FAILURE_BA_DOWNLOAD_FAILED_PRIMARY"))
                .containsExactlyInAnyOrder(
                        Map.of("public-doc", DOCUMENTATION + "BOOTSTRAP_FAILURE_BA_DOWNLOAD_FAILED_PRIMARY.html"),
                        Map.of("primary-instance-id", master),
                        Map.of("bootstrap-action", "1"),
                        Map.of("amazon-s3-path", "s3://b/none.sh"));
    }

    @Test
    void a_file_that_is_not_on_this_machine_ends_the_cluster() {
        String id = emr.run(request -> request.bootstrapActions(action("missing", "/no/such/script.sh")));

        Cluster cluster = ended(id);
        masterIn(
                cluster, "On the master instance \\((i-[0-9a-f]{17})\\), the file of bootstrap action 1 was not found");
        assertThat(errorData(cluster, "BOOTSTRAP_FAILURE_FILE_NOT_FOUND_PRIMARY"))
                .hasSize(4);
    }

    @Test
    void scenario_31_seventeen_bootstrap_actions_are_too_many() {
        List<BootstrapActionConfig> actions = Collections.nCopies(17, action("one", "s3://b/ok.sh"));

        emr.assertRefused(
                () -> emr.run(request -> request.bootstrapActions(actions)),
                "ValidationException",
                "A cluster may have at most 16 bootstrap actions; this request has 17.");
        String id = emr.run(request -> request.bootstrapActions(actions.subList(0, 16)));
        emr.inside().awaitState(id, ClusterState.WAITING);
    }

    @Test
    void scenario_32_bootstrap_actions_are_listed_in_their_order() {
        String id = emr.run(request ->
                request.bootstrapActions(action("z", "s3://b/ok.sh", "2", "1"), action("a", "s3://b/ok.sh")));

        assertThat(emr.client()
                        .listBootstrapActions(request -> request.clusterId(id))
                        .bootstrapActions())
                .containsExactly(
                        Command.builder()
                                .name("z")
                                .scriptPath("s3://b/ok.sh")
                                .args("2", "1")
                                .build(),
                        Command.builder()
                                .name("a")
                                .scriptPath("s3://b/ok.sh")
                                .args(List.of())
                                .build());
        emr.assertRefused(
                () -> emr.client().listBootstrapActions(request -> request.clusterId("j-NONE")),
                "InvalidRequestException",
                "Cluster id 'j-NONE' is not valid.");
    }

    @Test
    void the_cluster_bootstraps_until_all_actions_are_done() throws Exception {
        put("waits.sh", "echo $$ >pid\nwhile [ ! -e go ]; do sleep 0.01; done\necho done >/home/hadoop/done\n");
        String id = emr.run(request ->
                request.bootstrapActions(action("waits", "s3://b/waits.sh")).steps(step("first", "exit", "0")));
        Path here = directory.resolve(id).resolve("emr/instance-controller/lib/bootstrap-actions/1");
        awaitFile(here.resolve("pid"));

        assertThat(emr.describe(id).status().state()).isEqualTo(ClusterState.BOOTSTRAPPING);
        assertThat(emr.stepStates(id)).containsExactly(StepState.PENDING);

        Files.createFile(here.resolve("go"));
        emr.inside().awaitState(id, ClusterState.WAITING);
        assertThat(directory.resolve(id).resolve("home/hadoop/done")).hasContent("done");
        assertThat(emr.stepStates(id)).containsExactly(StepState.COMPLETED);
    }

    @Test
    void a_cluster_that_is_terminated_ends_its_bootstrap_action() throws Exception {
        put("hangs.sh", "trap '' TERM\necho $$ >pid\nsleep 1000\n");
        String id = emr.run(request -> request.bootstrapActions(action("hangs", "s3://b/hangs.sh")));
        long pid = awaitPid(id);

        emr.client().terminateJobFlows(request -> request.jobFlowIds(id));

        emr.inside().awaitState(id, ClusterState.TERMINATED);
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(emr.describe(id).status().stateChangeReason().code())
                .isEqualTo(ClusterStateChangeReasonCode.USER_REQUEST);
    }

    @Test
    void bootstrap_actions_have_sixty_minutes() throws Exception {
        put("hangs.sh", "echo $$ >pid\nsleep 1000\n");
        String id = emr.run(request -> request.bootstrapActions(action("hangs", "s3://b/hangs.sh")));
        long pid = awaitPid(id);

        clock.advance(Duration.ofMinutes(59));
        assertThat(emr.describe(id).status().state()).isEqualTo(ClusterState.BOOTSTRAPPING);
        clock.advance(Duration.ofMinutes(1));

        Cluster cluster = ended(id);
        masterIn(cluster, "On the master instance \\((i-[0-9a-f]{17})\\), bootstrap action 1 timed out executing");
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @Test
    void a_script_finds_out_where_it_runs() throws IOException {
        put(
                "where.sh",
                "grep -c '\"isMaster\" : true' /mnt/var/lib/info/instance.json\n"
                        + "grep jobFlowId \"$EMR_HARNESS_NODE/mnt/var/lib/info/job-flow.json\"\npwd\n");
        String id = emr.run(request -> request.bootstrapActions(action("where", "s3://b/where.sh")));

        emr.inside().awaitState(id, ClusterState.WAITING);

        Path node = directory.resolve(id);
        assertThat(node.resolve("mnt/var/log/bootstrap-actions/1/stdout"))
                .hasContent("1\n  \"jobFlowId\" : \"" + id + "\",\n"
                        + node.resolve("emr/instance-controller/lib/bootstrap-actions/1"));
    }

    @Test
    void run_if_runs_its_command_on_the_master_only() {
        String id = emr.run(request -> request.bootstrapActions(
                action("on the master", RUN_IF, "instance.isMaster=true", "echo running on $USER"),
                action("elsewhere", RUN_IF, "instance.isMaster=false", "exit 1"),
                action("a script", RUN_IF, "instance.isMaster=true", "s3://b/ok.sh", "with", "words")));

        emr.inside().awaitState(id, ClusterState.WAITING);

        Path logs = directory.resolve(id).resolve("mnt/var/log/bootstrap-actions");
        assertThat(logs.resolve("1/stdout")).hasContent("running on hadoop");
        assertThat(logs.resolve("2/stdout")).isEmptyFile();
        assertThat(logs.resolve("3/stdout")).hasContent("ok with words");
    }

    @Test
    void an_action_that_asks_for_its_node_runs_on_core_and_task_nodes_too() throws IOException {
        put("everywhere.sh", "echo once >>\"$(dirname \"$EMR_HARNESS_NODE\")/everywhere\"\n");
        put(
                "where.sh",
                "if grep -q '\"isMaster\" : true' /mnt/var/lib/info/instance.json; then echo master; else\n"
                        + "grep -c '\"isRunningDataNode\" : true' /mnt/var/lib/info/instance.json\n"
                        + "mkdir /home/hadoop/app; fi\n");
        String id = emr.run(request -> request.logUri("s3://b/logs/")
                .instances(nodes(
                        group(InstanceRoleType.MASTER, 1),
                        group(InstanceRoleType.CORE, 2),
                        group(InstanceRoleType.TASK, 3)))
                .bootstrapActions(
                        action("everywhere", "s3://b/everywhere.sh"),
                        action("where", "s3://b/where.sh"),
                        action("workers", RUN_IF, "instance.isMaster=false", "echo worker")));

        emr.inside().awaitState(id, ClusterState.WAITING);

        String master = instanceIds(id, InstanceGroupType.MASTER).get(0);
        String core = instanceIds(id, InstanceGroupType.CORE).get(0);
        String task = instanceIds(id, InstanceGroupType.TASK).get(0);
        assertThat(directory.resolve("everywhere"))
                .as("does not depend on the node")
                .hasContent("once");
        assertThat(outputOf(id, master, 2)).isEqualTo("master\n");
        assertThat(outputOf(id, core, 2)).isEqualTo("1\n");
        assertThat(outputOf(id, task, 2)).isEqualTo("0\n");
        assertThat(outputOf(id, master, 3)).isEmpty();
        assertThat(outputOf(id, core, 3)).isEqualTo("worker\n");
        assertThat(outputOf(id, task, 3)).isEqualTo("worker\n");
        assertThat(store.list("b", "logs/" + id + "/node/"))
                .extracting(StoredObject::key)
                .noneMatch(key -> key.contains(core + "/bootstrap-actions/1/"));
    }

    @Test
    void a_bootstrap_action_that_fails_on_workers_ends_the_cluster() {
        String id = emr.run(request -> request.instances(
                        nodes(group(InstanceRoleType.MASTER, 1), group(InstanceRoleType.CORE, 2)))
                .bootstrapActions(
                        action("ok", "s3://b/ok.sh"), action("fails", RUN_IF, "instance.isMaster=false", "exit 3")));

        Cluster cluster = ended(id);
        assertThat(cluster.status().stateChangeReason().message())
                .matches("On 2 slave instances \\(including i-[0-9a-f]{17} and i-[0-9a-f]{17}\\),"
                        + " bootstrap action 2 returned a non-zero return code");
        assertThat(cluster.status().errorDetails()).isEmpty();
    }

    @Test
    void a_script_that_only_workers_would_run_has_to_exist() {
        String id = emr.run(
                request -> request.instances(nodes(group(InstanceRoleType.MASTER, 1), group(InstanceRoleType.CORE, 1)))
                        .bootstrapActions(action("missing", RUN_IF, "instance.isMaster=false", "s3://b/none.sh")));

        assertThat(ended(id).status().stateChangeReason().message())
                .matches("1 slave instances \\(including i-[0-9a-f]{17}\\) failed attempting to download"
                        + " bootstrap action 1 file from S3");
    }

    private static JobFlowInstancesConfig nodes(InstanceGroupConfig... groups) {
        return JobFlowInstancesConfig.builder()
                .instanceGroups(groups)
                .keepJobFlowAliveWhenNoSteps(true)
                .build();
    }

    private List<String> instanceIds(String id, InstanceGroupType type) {
        return emr
                .client()
                .listInstances(request -> request.clusterId(id).instanceGroupTypes(type))
                .instances()
                .stream()
                .map(Instance::ec2InstanceId)
                .toList();
    }

    private String outputOf(String id, String instanceId, int number) throws IOException {
        return store.unzipped(
                "b", "logs/" + id + "/node/" + instanceId + "/bootstrap-actions/" + number + "/stdout.gz");
    }

    private void put(String key, String script) throws IOException {
        store.put("b", key, script.getBytes(UTF_8));
    }

    private static BootstrapActionConfig action(String name, String path, String... args) {
        return BootstrapActionConfig.builder()
                .name(name)
                .scriptBootstrapAction(script -> script.path(path).args(Arrays.asList(args)))
                .build();
    }

    private Cluster ended(String id) {
        emr.inside().awaitState(id, ClusterState.TERMINATED_WITH_ERRORS);
        Cluster cluster = emr.describe(id);
        assertThat(cluster.status().stateChangeReason().code())
                .isEqualTo(ClusterStateChangeReasonCode.BOOTSTRAP_FAILURE);
        return cluster;
    }

    private static String masterIn(Cluster cluster, String message) {
        Matcher matcher = Pattern.compile(message)
                .matcher(cluster.status().stateChangeReason().message());
        assertThat(matcher.matches()).as(cluster.toString()).isTrue();
        return matcher.group(1);
    }

    private static List<Map<String, String>> errorData(Cluster cluster, String code) {
        List<ErrorDetail> details = cluster.status().errorDetails();
        assertThat(details).hasSize(1);
        assertThat(details.get(0).errorCode()).isEqualTo(code);
        assertThat(details.get(0).errorMessage())
                .isEqualTo(cluster.status().stateChangeReason().message());
        return details.get(0).errorData();
    }

    private long awaitPid(String id) throws Exception {
        Path pid = directory.resolve(id).resolve("emr/instance-controller/lib/bootstrap-actions/1/pid");
        awaitFile(pid);
        return Long.parseLong(Files.readString(pid).trim());
    }

    private static void awaitFile(Path file) throws Exception {
        Process waiting = new ProcessBuilder(
                        "sh", "-c", "while [ ! -s \"$0\" ]; do sleep 0.01; done", Objects.toString(file))
                .start();
        assertThat(waiting.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
}
