package io.github.emrharness.hadoop.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.protocol.HdfsConstants.DatanodeReportType;
import org.apache.hadoop.hdfs.server.blockmanagement.DatanodeDescriptor;
import org.apache.hadoop.hdfs.server.blockmanagement.DatanodeManager;
import org.apache.hadoop.hdfs.server.datanode.DataNode;
import org.apache.hadoop.hdfs.server.namenode.NameNode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A name node with its data nodes. */
final class Hdfs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Hdfs.class);

    private static final String APPLICATION = "hadoop-hdfs";
    private static final String LOCALHOST = "127.0.0.1";
    private static final String ANY_PORT = LOCALHOST + ":0";

    private static final FsPermission PUBLIC = new FsPermission((short) 01777);
    private static final FsPermission USUAL = new FsPermission((short) 0755);

    /** What EMR's HDFS has from the beginning. */
    private static final Map<String, FsPermission> DIRECTORIES = new LinkedHashMap<>(Map.of(
            "/tmp", PUBLIC,
            "/user/hadoop", USUAL,
            "/user/hive/warehouse", PUBLIC,
            "/user/spark/warehouse", PUBLIC,
            "/var/log/spark/apps", PUBLIC,
            "/var/log/hadoop-yarn/apps", PUBLIC));

    private final Configuration configuration;
    private final Path directory;
    private final DaemonLogs logs;
    private final NameNode nameNode;
    private final Map<String, DataNode> dataNodes = new LinkedHashMap<>();
    private final FileSystem files;

    private Hdfs(Configuration configuration, Path directory, DaemonLogs logs, NameNode nameNode) throws IOException {
        this.configuration = configuration;
        this.directory = directory;
        this.logs = logs;
        this.nameNode = nameNode;
        files = FileSystem.newInstance(configuration);
    }

    /** Makes an empty HDFS, and waits until it can store. */
    static Hdfs start(Configuration configuration, Path directory, DaemonLogs logs, List<Node> nodes)
            throws IOException {
        configuration.set("fs.defaultFS", "hdfs://" + ANY_PORT);
        configuration.set("dfs.namenode.name.dir", uri(directory.resolve("name")));
        configuration.set("dfs.namenode.http-address", ANY_PORT);
        configuration.unset("dfs.namenode.rpc-address");
        NameNode nameNode = logs.start("master", APPLICATION, "hadoop-hdfs-namenode", () -> {
            NameNode.format(configuration);
            return NameNode.createNameNode(new String[0], configuration);
        });
        try {
            configuration.set(
                    "fs.defaultFS",
                    "hdfs://" + LOCALHOST + ":" + nameNode.getNameNodeAddress().getPort());
            Hdfs hdfs = new Hdfs(configuration, directory, logs, nameNode);
            for (Node node : nodes) {
                if (node.storesData()) {
                    hdfs.begin(node);
                }
            }
            hdfs.makeDirectories();
            hdfs.awaitDataNodes();
            return hdfs;
        } catch (IOException | RuntimeException e) {
            nameNode.stop();
            throw e;
        }
    }

    private static String uri(Path path) {
        return path.toUri().toString();
    }

    private void makeDirectories() throws IOException {
        for (Map.Entry<String, FsPermission> each : DIRECTORIES.entrySet()) {
            var path = new org.apache.hadoop.fs.Path(each.getKey());
            files.mkdirs(path);
            files.setPermission(path, each.getValue());
        }
    }

    Map<String, String> client() {
        return Map.of("fs.defaultFS", configuration.get("fs.defaultFS"));
    }

    FileSystem files() {
        return files;
    }

    synchronized Map<String, Boolean> dataNodes() {
        Map<String, Boolean> all = new LinkedHashMap<>();
        dataNodes.forEach((name, node) -> all.put(name, node.isDatanodeUp()));
        return all;
    }

    void add(Node node) throws IOException {
        begin(node);
        awaitDataNodes();
    }

    private synchronized void begin(Node node) throws IOException {
        Configuration own = new Configuration(configuration);
        own.set("dfs.datanode.data.dir", uri(directory.resolve(node.name()).resolve("hdfs")));
        own.set("dfs.datanode.address", ANY_PORT);
        own.set("dfs.datanode.ipc.address", ANY_PORT);
        own.set("dfs.datanode.http.address", ANY_PORT);
        own.set("dfs.datanode.hostname", LOCALHOST);
        DataNode dataNode = logs.start(node.name(), APPLICATION, "hadoop-hdfs-datanode", () -> {
            DataNode made = DataNode.instantiateDataNode(new String[0], own);
            if (made == null) {
                throw new IOException("The data node of " + node.name() + " does not start");
            }
            made.runDatanodeDaemon();
            return made;
        });
        dataNodes.put(node.name(), dataNode);
    }

    /** Ends the data node at once, as the loss of its machine does: nothing is copied before. */
    void kill(String name) throws IOException {
        DataNode dataNode;
        synchronized (this) {
            dataNode = dataNodes.get(name);
        }
        if (dataNode == null) {
            throw new IllegalArgumentException("The node " + name + " runs no data node");
        }
        dataNode.shutdown();
    }

    /** A data node can store when the name node has its first report; what it reports may be that it has no room. */
    private void awaitDataNodes() throws IOException {
        DatanodeManager known = nameNode.getNamesystem().getBlockManager().getDatanodeManager();
        Condition.await("the data nodes report", () -> {
            Set<String> usable = known.getDatanodeListForReport(DatanodeReportType.LIVE).stream()
                    .filter(DatanodeDescriptor::checkBlockReportReceived)
                    .map(DatanodeDescriptor::getDatanodeUuid)
                    .collect(Collectors.toSet());
            return usable.containsAll(runningDataNodes()) && !nameNode.isInSafeMode();
        });
    }

    /** Their ids; null for one that has not registered yet. */
    private synchronized Set<@Nullable String> runningDataNodes() {
        Set<@Nullable String> ids = new HashSet<>();
        for (DataNode node : dataNodes.values()) {
            if (node.isDatanodeUp()) {
                ids.add(node.getDatanodeUuid());
            }
        }
        return ids;
    }

    @Override
    public void close() {
        try {
            files.close();
        } catch (IOException e) {
            LOG.debug("The client of HDFS does not close", e);
        }
        List<DataNode> all;
        synchronized (this) {
            all = new ArrayList<>(dataNodes.values());
        }
        all.forEach(DataNode::shutdown);
        nameNode.stop();
        try {
            // Each saved image of a name node leaves one, which holds all that it had in memory.
            ShutdownHooks.removeThoseOf("org.apache.hadoop.hdfs.server.namenode.FSImage");
        } catch (ReflectiveOperationException e) {
            LOG.debug("What is left of the name node stays in memory", e);
        }
    }
}
