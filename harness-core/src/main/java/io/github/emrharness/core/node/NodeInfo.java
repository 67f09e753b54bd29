package io.github.emrharness.core.node;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.emrharness.core.model.ClusterDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
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
    private static final String INSTANCE = "instance.json";
    private static final String JOB_FLOW = "job-flow.json";
    private static final Map<InstanceRoleType, String> ROLES =
            Map.of(InstanceRoleType.MASTER, "Master", InstanceRoleType.CORE, "Core", InstanceRoleType.TASK, "Task");

    private final ClusterDefinition cluster;
    private final String masterInstanceId;

    public NodeInfo(ClusterDefinition cluster, String masterInstanceId) {
        this.cluster = cluster;
        this.masterInstanceId = masterInstanceId;
    }

    /** What is true of the nodes with that role. */
    public static Map<String, Boolean> instance(ClusterDefinition cluster, InstanceRoleType role) {
        boolean isMaster = role == InstanceRoleType.MASTER;
        boolean isAlone = NodeCounts.of(cluster).total() == 1;
        return Map.of(
                "isMaster",
                isMaster,
                "isRunningNameNode",
                isMaster,
                "isRunningResourceManager",
                isMaster,
                "isRunningDataNode",
                isAlone || role == InstanceRoleType.CORE,
                "isRunningNodeManager",
                isAlone || !isMaster);
    }

    /** Tells whether a script or its arguments name the file that tells one node from another. */
    public static boolean isAskedForBy(Path script, List<String> args) throws IOException {
        // As bytes are: a script need not be UTF-8, and an action may be a program.
        return args.stream().anyMatch(arg -> arg.contains(INSTANCE))
                || Files.readString(script, ISO_8859_1).contains(INSTANCE);
    }

    /** Writes what a node with that role finds. */
    public void write(Path directory, InstanceRoleType role) throws IOException {
        Files.createDirectories(directory);
        write(directory.resolve(INSTANCE), json -> writeInstance(json, role));
        write(directory.resolve(JOB_FLOW), this::writeJobFlow);
    }

    /** Writes what the master's processes find, unless it is there. */
    public void writeOfMaster(Path directory) throws IOException {
        if (!Files.exists(directory.resolve(JOB_FLOW))) {
            write(directory, InstanceRoleType.MASTER);
        }
    }

    /** Steps may begin together: none may read half a file. */
    private static void write(Path file, Content content) throws IOException {
        Path whole = Files.createTempFile(file.getParent(), file.getFileName().toString(), null);
        try (JsonGenerator json = JSON.createGenerator(whole.toFile(), JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter();
            content.writeTo(json);
        }
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void writeInstance(JsonGenerator json, InstanceRoleType role) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, Boolean> fact : instance(cluster, role).entrySet()) {
            json.writeBooleanField(fact.getKey(), fact.getValue());
        }
        json.writeEndObject();
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

    private interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }
}
