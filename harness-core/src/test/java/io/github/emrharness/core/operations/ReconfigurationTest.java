package io.github.emrharness.core.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.Configuration;
import software.amazon.awssdk.services.emr.model.InstanceFleetType;
import software.amazon.awssdk.services.emr.model.InstanceGroup;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.ListInstanceGroupsRequest;
import software.amazon.awssdk.services.emr.model.ListInstanceGroupsResponse;
import software.amazon.awssdk.services.emr.model.ModifyInstanceGroupsRequest;
import software.amazon.awssdk.services.emr.model.ReconfigurationType;
import software.amazon.awssdk.services.emr.model.StepConfig;
import software.amazon.awssdk.services.emr.model.StepState;

/**
 * The configuration that steps find on the master.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-configure-apps-running-cluster.html">Reconfigure an
 *     instance group in a running cluster</a>
 */
@Timeout(120)
class ReconfigurationTest {

    @TempDir
    Path directory;

    private EmrFixture emr;

    @BeforeEach
    void start() {
        emr = new EmrFixture(directory, settings -> settings.stepRunners(List::of));
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    @Test
    void a_reconfiguration_of_the_master_group_reaches_the_steps_that_follow() throws IOException {
        String cluster = clusterWithGroups(configuration("core-site", "a", "cluster", "b", "cluster"));
        assertThat(file(cluster, "core-site.xml")).contains("<name>a</name><value>cluster</value>");

        reconfigure(cluster, ReconfigurationType.OVERWRITE, configuration("core-site", "a", "group"));

        assertThat(file(cluster, "core-site.xml"))
                .contains("<name>a</name><value>group</value>", "<name>b</name><value>cluster</value>");

        reconfigure(
                cluster,
                ReconfigurationType.MERGE,
                configuration("mapred-site", "c", "1"),
                exports("hadoop-env", "GREETING", "hello"));

        assertThat(file(cluster, "core-site.xml")).contains("<name>a</name><value>group</value>");
        assertThat(file(cluster, "mapred-site.xml")).contains("<name>c</name><value>1</value>");
        assertThat(output(cluster, "echo $GREETING")).isEqualTo("hello\n");
    }

    @Test
    void an_overwrite_takes_away_what_the_group_had() throws IOException {
        String cluster = clusterWithGroups();
        reconfigure(
                cluster,
                ReconfigurationType.OVERWRITE,
                configuration("core-site", "a", "group"),
                configuration("capacity-scheduler", "x", "y"));
        assertThat(file(cluster, "capacity-scheduler.xml")).contains("<name>x</name>");

        reconfigure(cluster, ReconfigurationType.OVERWRITE, configuration("yarn-site", "d", "2"));

        assertThat(file(cluster, "core-site.xml"))
                .doesNotContain("<name>a</name>")
                .contains("hadoop.tmp.dir");
        assertThat(output(cluster, "ls $HADOOP_CONF_DIR")).doesNotContain("capacity-scheduler.xml");
    }

    @Test
    void what_a_group_or_a_type_of_a_fleet_has_from_the_start_goes_before_what_the_cluster_has() throws IOException {
        Configuration ofCluster = configuration("core-site", "a", "cluster", "b", "cluster");
        Configuration ofMaster = configuration("core-site", "a", "master");
        String groups = emr.run(request -> request.configurations(ofCluster).instances(instances -> instances
                .keepJobFlowAliveWhenNoSteps(true)
                .instanceGroups(group -> group.instanceRole(InstanceRoleType.MASTER)
                        .instanceType("m5.xlarge")
                        .instanceCount(1)
                        .configurations(ofMaster))));
        String fleets = emr.run(request -> request.configurations(ofCluster).instances(instances -> instances
                .keepJobFlowAliveWhenNoSteps(true)
                .instanceFleets(fleet -> fleet.instanceFleetType(InstanceFleetType.MASTER)
                        .targetOnDemandCapacity(1)
                        .instanceTypeConfigs(
                                type -> type.instanceType("m5.xlarge").configurations(ofMaster)))));

        for (String cluster : List.of(groups, fleets)) {
            assertThat(file(cluster, "core-site.xml"))
                    .contains("<name>a</name><value>master</value>", "<name>b</name><value>cluster</value>");
        }
    }

    private String clusterWithGroups(Configuration... configurations) {
        return emr.run(request -> request.configurations(configurations).instances(instances -> instances
                .keepJobFlowAliveWhenNoSteps(true)
                .instanceGroups(group -> group.instanceRole(InstanceRoleType.MASTER)
                        .instanceType("m5.xlarge")
                        .instanceCount(1))));
    }

    private void reconfigure(String cluster, ReconfigurationType type, Configuration... configurations) {
        InstanceGroup master = emr.call(
                        ListInstanceGroupsRequest.builder().clusterId(cluster).build(),
                        ListInstanceGroupsResponse.class)
                .instanceGroups()
                .get(0);
        emr.service()
                .execute(ModifyInstanceGroupsRequest.builder()
                        .clusterId(cluster)
                        .instanceGroups(change -> change.instanceGroupId(master.id())
                                .reconfigurationType(type)
                                .configurations(configurations))
                        .build());
    }

    /** A file of Hadoop's configuration as a step reads it. */
    private String file(String cluster, String name) throws IOException {
        return output(cluster, "cat $HADOOP_CONF_DIR/" + name);
    }

    private String output(String cluster, String script) throws IOException {
        StepConfig step = StepConfig.builder()
                .name("step")
                .actionOnFailure(ActionOnFailure.CONTINUE)
                .hadoopJarStep(jar -> jar.jar("command-runner.jar").args("sh", "-c", script))
                .build();
        return Files.readString(emr.awaitStep(cluster, emr.add(cluster, step).get(0), StepState.COMPLETED)
                .logDirectory()
                .resolve("stdout"));
    }

    private static Configuration configuration(String classification, String... properties) {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < properties.length; i += 2) {
            map.put(properties[i], properties[i + 1]);
        }
        return Configuration.builder()
                .classification(classification)
                .properties(map)
                .build();
    }

    private static Configuration exports(String classification, String name, String value) {
        return Configuration.builder()
                .classification(classification)
                .configurations(configuration("export", name, value))
                .build();
    }
}
