package io.github.emrharness.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.ClusterSpec;
import io.github.emrharness.Emr;
import io.github.emrharness.EmrHarness;
import io.github.emrharness.EmrHarnessConfig;
import io.github.emrharness.StepHandle;
import io.github.emrharness.StepSpec;
import io.github.emrharness.YarnApplicationHandle;
import io.github.emrharness.core.model.InstanceSnapshot;
import io.github.emrharness.spi.StoredObject;
import io.github.emrharness.spi.YarnApplication;
import io.github.emrharness.spi.YarnApplication.FinalStatus;
import io.github.emrharness.spi.YarnApplication.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.StepState;

/** The applications of a cluster's YARN, as a test sees them. */
class YarnApplicationsTest {

    private static final Duration LONG = Duration.ofMinutes(3);

    @TempDir
    Path directory;

    @Test
    void an_application_has_state_queue_diagnostics_and_logs() {
        try (EmrHarness harness = EmrHarness.start(EmrHarnessConfig.defaults());
                Emr emr = Emr.start(
                        harness,
                        ClusterSpec.named("yarn")
                                .withLogUri("s3://{bucket}/logs/")
                                .withStepTimeout(LONG))) {
            assertThat(emr.yarn().applications()).isEmpty();
            assertThatThrownBy(() -> emr.yarn().application("probe"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("The YARN of cluster " + emr.clusterId()
                            + " knows no application [probe]. It knows none at all");

            StepHandle step = emr.submit(
                    StepSpec.jar(TestJar.of(YarnProbe.class, directory).toString())
                            .mainClass(YarnProbe.class.getName()));
            assertThat(step.await(LONG).state()).as(step.describe()).isEqualTo(StepState.COMPLETED);

            YarnApplicationHandle application = emr.yarn().application("probe");
            assertThat(step.stdout()).isEqualTo(application.id() + "\n");
            assertThat(emr.yarn().applications()).hasSize(1);
            YarnApplication found = application.await();
            assertThat(found.state()).isEqualTo(State.FAILED);
            assertThat(found.finalStatus()).isEqualTo(FinalStatus.FAILED);
            assertThat(found.type()).isEqualTo("PROBE");
            assertThat(found.user()).isEqualTo("hadoop");
            assertThat(found.queue()).isEqualTo("root.default");
            assertThat(found.diagnostics()).contains("exitCode: 7");
            assertThat(found.finished()).isPresent();
            assertThat(application.log("stdout")).isEqualTo("hello\n");
            assertThat(application.logs())
                    .hasEntrySatisfying(
                            application.id().replace("application", "container") + "_01_000001/stderr",
                            text -> assertThat(text).isEqualTo("trouble\n"));
            assertThat(application.describe())
                    .startsWith("PROBE application " + application.id()
                            + " [probe] in queue root.default: FAILED, FAILED\n");

            List<String> archived = emr.s3().list().stream()
                    .map(StoredObject::key)
                    .filter(key -> key.contains(emr.clusterId() + "/containers/" + application.id() + "/container_"))
                    .toList();
            assertThat(archived)
                    .anyMatch(key -> key.endsWith("_01_000001/stdout.gz"))
                    .anyMatch(key -> key.endsWith("_01_000001/stderr.gz"));
            assertThatThrownBy(() -> emr.yarn().application("sort"))
                    .hasMessageEndingWith("It knows " + application.id() + " [probe].");

            emr.cluster().terminate();
            emr.cluster().awaitEnd(LONG);
            assertThat(nodeLogs(emr))
                    .containsExactly(
                            "core/hadoop-hdfs/hadoop-hdfs-datanode-core-1.log.gz",
                            "core/hadoop-hdfs/hadoop-hdfs-datanode-core-2.log.gz",
                            "core/hadoop-yarn/hadoop-yarn-nodemanager-core-1.log.gz",
                            "core/hadoop-yarn/hadoop-yarn-nodemanager-core-2.log.gz",
                            "master/hadoop-hdfs/hadoop-hdfs-namenode-master.log.gz",
                            "master/hadoop-mapreduce/hadoop-mapred-historyserver-master.log.gz",
                            "master/hadoop-yarn/hadoop-yarn-resourcemanager-master.log.gz");
        }
    }

    /** The logs below {@code node/}, with the role of the instance in place of its id. */
    private static List<String> nodeLogs(Emr emr) {
        Map<String, String> roles = emr.cluster().instances().stream()
                .collect(Collectors.toMap(
                        InstanceSnapshot::ec2InstanceId,
                        instance -> instance.role().toString().toLowerCase(Locale.ROOT)));
        String prefix = "logs/" + emr.clusterId() + "/node/";
        return emr.s3().list(prefix).stream()
                .map(object -> object.key().substring(prefix.length()).split("/applications/"))
                .map(parts -> roles.get(parts[0]) + "/" + parts[1])
                .sorted()
                .toList();
    }
}
