package io.github.emrharness.hadoop;

import io.github.emrharness.hadoop.tools.Node;
import io.github.emrharness.spi.ClusterInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.emr.model.Configuration;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;

/**
 * How the daemons of a cluster, and their clients, are configured: what makes a small cluster on one machine fast, what EMR
 * sets by itself, and above both the cluster's configuration classifications.
 */
final class DaemonDefaults {

    private static final Set<String> CLASSIFICATIONS =
            Set.of("core-site", "hdfs-site", "yarn-site", "capacity-scheduler", "mapred-site");

    /** EMR gives a map task the memory of a node divided by its virtual cores; types with two have four such tasks. */
    private static final int LEAST_TASKS_PER_NODE = 4;

    private DaemonDefaults() {}

    /** What clients need, too. */
    static Map<String, String> shared(ClusterInfo cluster, List<Node> nodes) {
        Map<String, String> properties = new TreeMap<>(groups());
        int core = cluster.count(InstanceRoleType.CORE);
        properties.put("dfs.replication", Integer.toString(Math.min(replication(core), dataNodes(nodes))));
        properties.put("dfs.blocksize", "134217728");
        properties.put("dfs.client.use.datanode.hostname", "false");
        properties.put("dfs.permissions.superusergroup", "hdfsadmingroup");
        properties.put("yarn.log-aggregation-enable", "true");
        properties.put("yarn.nodemanager.remote-app-log-dir", "/var/log/hadoop-yarn/apps");
        properties.put("yarn.resourcemanager.nodemanager-graceful-decommission-timeout-secs", "3600");
        properties.putAll(memory(nodes));
        for (Configuration configuration : cluster.configurations()) {
            if (CLASSIFICATIONS.contains(configuration.classification())) {
                properties.putAll(configuration.properties());
            }
        }
        return properties;
    }

    /** No process is started to ask for groups: the users of a cluster are not this machine's. */
    private static Map<String, String> groups() {
        return Map.of(
                "hadoop.security.group.mapping",
                "org.apache.hadoop.security.NullGroupsMapping",
                "hadoop.user.group.static.mapping.overrides",
                "hadoop=hadoop,hdfsadmingroup;hdfs=hdfsadmingroup;hive=hive,hdfsadmingroup;");
    }

    /**
     * EMR's default, as far as there are nodes to keep the copies.
     *
     * @see <a href="https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-hdfs-config.html">HDFS configuration</a>
     */
    private static int replication(int coreNodes) {
        if (coreNodes >= 10) {
            return 3;
        }
        return coreNodes >= 4 ? 2 : 1;
    }

    private static int dataNodes(List<Node> nodes) {
        return (int) Math.max(1, nodes.stream().filter(Node::storesData).count());
    }

    /**
     * As EMR divides a node's memory, whose figures for single types these are.
     *
     * @see <a href="https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-hadoop-task-config.html">Task configuration</a>
     */
    private static Map<String, String> memory(List<Node> nodes) {
        Node node = nodes.stream()
                .filter(Node::computes)
                .max(Comparator.comparingInt(Node::memoryMb))
                .orElseThrow(() -> new IllegalArgumentException("No node computes"));
        int map = node.memoryMb() / Math.max(LEAST_TASKS_PER_NODE, node.cores());
        int reduce = 2 * map;
        Map<String, String> properties = new TreeMap<>();
        properties.put("mapreduce.map.memory.mb", Integer.toString(map));
        properties.put("mapreduce.map.java.opts", "-Xmx" + map * 4 / 5 + "m");
        properties.put("mapreduce.reduce.memory.mb", Integer.toString(reduce));
        properties.put("mapreduce.reduce.java.opts", "-Xmx" + reduce * 4 / 5 + "m");
        properties.put("yarn.app.mapreduce.am.resource.mb", Integer.toString(reduce));
        properties.put("yarn.app.mapreduce.am.command-opts", "-Xmx" + reduce * 4 / 5 + "m");
        properties.put("yarn.scheduler.minimum-allocation-mb", "32");
        properties.put("yarn.scheduler.maximum-allocation-mb", Integer.toString(node.memoryMb()));
        return properties;
    }

    /** What only the daemons need; weaker than what a cluster says. */
    static Map<String, String> ofDaemons() {
        Map<String, String> properties = new TreeMap<>();
        // Disks of this machine forget nothing, and a cluster does not outlive this JVM.
        properties.put("dfs.namenode.edits.noeditlogchannelflush", "true");
        properties.put("dfs.namenode.safemode.extension", "0");
        properties.put("dfs.namenode.safemode.threshold-pct", "0");
        properties.put("dfs.namenode.datanode.registration.ip-hostname-check", "false");
        properties.put("dfs.namenode.handler.count", "4");
        properties.put("dfs.namenode.service.handler.count", "2");
        properties.put("dfs.datanode.handler.count", "4");
        properties.put("dfs.heartbeat.interval", "1");
        // With the heartbeats a lost data node is noticed after some ten seconds, not after ten minutes.
        properties.put("dfs.namenode.heartbeat.recheck-interval", "500");
        properties.put("dfs.namenode.redundancy.interval.seconds", "1");
        properties.put("dfs.datanode.directoryscan.interval", "-1");
        properties.put("dfs.block.scanner.volume.bytes.per.second", "0");
        properties.put("dfs.datanode.scan.period.hours", "-1");
        // From what the data node knows; else a process of du for each.
        properties.put(
                "fs.getspaceused.classname",
                "org.apache.hadoop.hdfs.server.datanode.fsdataset.impl.ReplicaCachingGetSpaceUsed");
        properties.put("yarn.scheduler.capacity.root.queues", "default");
        properties.put("yarn.scheduler.capacity.root.default.capacity", "100");
        properties.put("yarn.scheduler.capacity.maximum-am-resource-percent", "1.0");
        properties.put("yarn.resourcemanager.nodemanagers.heartbeat-interval-ms", "100");
        properties.put("yarn.resourcemanager.resource-tracker.client.thread-count", "4");
        properties.put("yarn.resourcemanager.scheduler.client.thread-count", "8");
        properties.put("yarn.resourcemanager.client.thread-count", "8");
        properties.put("yarn.resourcemanager.amlauncher.thread-count", "4");
        properties.put("yarn.nodemanager.container-manager.thread-count", "4");
        properties.put("yarn.nodemanager.vmem-check-enabled", "false");
        properties.put("yarn.nodemanager.pmem-check-enabled", "false");
        properties.put("yarn.nodemanager.disk-health-checker.enable", "false");
        properties.put("yarn.nodemanager.delete.debug-delay-sec", "0");
        properties.put("yarn.nodemanager.sleep-delay-before-sigkill.ms", "250");
        properties.put("yarn.dispatcher.exit-on-error", "false");
        return properties;
    }
}
