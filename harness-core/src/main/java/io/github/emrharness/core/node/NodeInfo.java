package io.github.emrharness.core.node;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.emrharness.core.model.ClusterDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.emr.model.InstanceGroupConfig;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.JobFlowInstancesConfig;
import software.amazon.awssdk.services.emr.model.MarketType;

/**
 * What scripts read to learn where they are: {@code instance.json} and {@code job-flow.json}.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-plan-bootstrap.html">Create bootstrap
 *     actions</a>
 */
public final class NodeInfo {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Map<InstanceRoleType, String> ROLES =
            Map.of(InstanceRoleType.MASTER, "Master", InstanceRoleType.CORE, "Core", InstanceRoleType.TASK, "Task");

    private final ClusterDefinition cluster;
    private final String masterInstanceId;

    public NodeInfo(ClusterDefinition cluster, String masterInstanceId) {
        this.cluster = cluster;
        this.masterInstanceId = masterInstanceId;
    }

    /** What is true of the master of every cluster. */
    public static Map<String, Boolean> instance(ClusterDefinition cluster) {
        boolean isAlone = NodeCounts.of(cluster).total() == 1;
        return Map.of(
                "isMaster",
                true,
                "isRunningNameNode",
                true,
                "isRunningResourceManager",
                true,
                "isRunningDataNode",
                isAlone,
                "isRunningNodeManager",
                isAlone);
    }

    public void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (JsonGenerator json =
                JSON.createGenerator(directory.resolve("instance.json").toFile(), JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            for (Map.Entry<String, Boolean> fact : instance(cluster).entrySet()) {
                json.writeBooleanField(fact.getKey(), fact.getValue());
            }
            json.writeEndObject();
        }
        try (JsonGenerator json =
                JSON.createGenerator(directory.resolve("job-flow.json").toFile(), JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter();
            writeJobFlow(json);
        }
    }

    private void writeJobFlow(JsonGenerator json) throws IOException {
        JobFlowInstancesConfig instances = cluster.request().instances();
        json.writeStartObject();
        json.writeStringField("jobFlowId", cluster.clusterId());
        json.writeNumberField("instanceCount", NodeCounts.of(cluster).total());
        json.writeStringField("masterInstanceId", masterInstanceId);
        write(json, "masterInstanceType", type(InstanceRoleType.MASTER, instances.masterInstanceType()));
        write(json, "slaveInstanceType", type(InstanceRoleType.CORE, instances.slaveInstanceType()));
        write(json, "hadoopVersion", cluster.release().upstreamVersion("Hadoop"));
        json.writeArrayFieldStart("instanceGroups");
        for (InstanceGroupConfig group : instances.instanceGroups()) {
            json.writeStartObject();
            write(json, "instanceGroupName", Optional.ofNullable(group.name()));
            write(json, "instanceRole", Optional.ofNullable(ROLES.get(group.instanceRole())));
            json.writeStringField("marketType", group.market() == MarketType.SPOT ? "Spot" : "OnDemand");
            json.writeStringField("instanceType", group.instanceType());
            json.writeNumberField("requestedInstanceCount", group.instanceCount());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private Optional<String> type(InstanceRoleType role, String ofOldForm) {
        return cluster.request().instances().instanceGroups().stream()
                .filter(group -> group.instanceRole() == role)
                .map(InstanceGroupConfig::instanceType)
                .findFirst()
                .or(() -> Optional.ofNullable(ofOldForm));
    }

    private static void write(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }
}
