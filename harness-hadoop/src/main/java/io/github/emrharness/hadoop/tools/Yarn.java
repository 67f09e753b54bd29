package io.github.emrharness.hadoop.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.v2.hs.JobHistoryServer;
import org.apache.hadoop.net.NetUtils;
import org.apache.hadoop.service.Service;
import org.apache.hadoop.yarn.api.records.NodeId;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.server.nodemanager.ContainerExecutor;
import org.apache.hadoop.yarn.server.nodemanager.Context;
import org.apache.hadoop.yarn.server.nodemanager.NodeManager;
import org.apache.hadoop.yarn.server.nodemanager.containermanager.container.Container;
import org.apache.hadoop.yarn.server.nodemanager.executor.ContainerSignalContext;
import org.apache.hadoop.yarn.server.resourcemanager.ResourceManager;
import org.apache.hadoop.yarn.server.resourcemanager.rmnode.RMNode;
import org.apache.hadoop.yarn.server.resourcemanager.rmnode.RMNodeEvent;
import org.apache.hadoop.yarn.server.resourcemanager.rmnode.RMNodeEventType;
import org.jspecify.annotations.Nullable;

/** A resource manager with its node managers, and a history server where MapReduce can run on them. */
final class Yarn implements AutoCloseable {

    private static final String APPLICATION = "hadoop-yarn";
    private static final int UNKNOWN = -1;
    private static final String LOCALHOST = "127.0.0.1";
    private static final String ANY_PORT = LOCALHOST + ":0";
    private static final String RESOURCE_MANAGER = "yarn.resourcemanager.";

    private static final List<String> ADDRESSES =
            List.of("address", "scheduler.address", "resource-tracker.address", "admin.address");

    private static final String SHUFFLE = "org.apache.hadoop.mapred.ShuffleHandler";

    private final Configuration configuration;
    private final Path directory;
    private final DaemonLogs logs;
    private final ResourceManager resourceManager;
    private final Map<String, NodeManager> nodeManagers = new LinkedHashMap<>();
    private @Nullable JobHistoryServer history;

    private Yarn(Configuration configuration, Path directory, DaemonLogs logs, ResourceManager resourceManager) {
        this.configuration = configuration;
        this.directory = directory;
        this.logs = logs;
        this.resourceManager = resourceManager;
    }

    static Yarn startResourceManager(Configuration configuration, Path directory, DaemonLogs logs) throws IOException {
        configuration.set(RESOURCE_MANAGER + "hostname", LOCALHOST);
        ADDRESSES.forEach(each -> configuration.set(RESOURCE_MANAGER + each, ANY_PORT));
        configuration.set(RESOURCE_MANAGER + "webapp.address", ANY_PORT);
        configuration.set("hadoop.tmp.dir", directory.resolve("tmp").toString());
        // Else all clusters of this user share these.
        configuration.set("yarn.node-attribute.fs-store.root-dir", uri(directory.resolve("node-attributes")));
        configuration.set("yarn.node-labels.fs-store.root-dir", uri(directory.resolve("node-labels")));
        ResourceManager started = logs.start(
                "master",
                APPLICATION,
                "hadoop-yarn-resourcemanager",
                () -> start(new QuietResourceManager(), configuration));
        for (String each : ADDRESSES) {
            int port = NetUtils.createSocketAddr(started.getConfig().get(RESOURCE_MANAGER + each))
                    .getPort();
            configuration.set(RESOURCE_MANAGER + each, LOCALHOST + ":" + port);
        }
        return new Yarn(configuration, directory, logs, started);
    }

    private static String uri(Path path) {
        return path.toUri().toString();
    }

    private static <T extends Service> T start(T service, Configuration configuration) {
        try {
            service.init(configuration);
            service.start();
            return service;
        } catch (RuntimeException e) {
            service.stop();
            throw e;
        }
    }

    /**
     * Starts the node managers, and waits until they can be used.
     *
     * @param hdfs what its clients must know
     */
    void startNodes(Map<String, String> hdfs, List<Node> nodes) {
        hdfs.forEach(configuration::set);
        try {
            if (canRunMapReduce()) {
                configuration.set("yarn.nodemanager.aux-services", "mapreduce_shuffle");
                configuration.set("yarn.nodemanager.aux-services.mapreduce_shuffle.class", SHUFFLE);
                configuration.set("mapreduce.shuffle.port", "0");
                startHistory();
            }
            for (Node node : nodes) {
                if (node.computes()) {
                    begin(node);
                }
            }
            awaitNodes();
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static boolean canRunMapReduce() {
        try {
            Class.forName(SHUFFLE, false, Yarn.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private void startHistory() throws IOException {
        configuration.set("mapreduce.jobhistory.address", ANY_PORT);
        configuration.set("mapreduce.jobhistory.admin.address", ANY_PORT);
        configuration.set("mapreduce.jobhistory.webapp.address", ANY_PORT);
        JobHistoryServer started = logs.start(
                "master",
                "hadoop-mapreduce",
                "hadoop-mapred-historyserver",
                () -> start(new QuietJobHistoryServer(), new Configuration(configuration)));
        int port = started.getClientService().getBindAddress().getPort();
        configuration.set("mapreduce.jobhistory.address", LOCALHOST + ":" + port);
        synchronized (this) {
            history = started;
        }
    }

    Map<String, String> client() {
        Map<String, String> properties = new TreeMap<>();
        properties.put(RESOURCE_MANAGER + "hostname", LOCALHOST);
        ADDRESSES.forEach(each -> properties.put(RESOURCE_MANAGER + each, configuration.get(RESOURCE_MANAGER + each)));
        synchronized (this) {
            if (history != null) {
                properties.put("mapreduce.jobhistory.address", configuration.get("mapreduce.jobhistory.address"));
            }
        }
        return properties;
    }

    YarnApplications applications() {
        return new YarnApplications(resourceManager.getClientRMService(), configuration, directory);
    }

    synchronized Map<String, Boolean> nodeManagers() {
        Map<String, Boolean> all = new LinkedHashMap<>();
        nodeManagers.forEach((name, node) -> all.put(name, node.isInState(Service.STATE.STARTED)));
        return all;
    }

    void add(Node node) throws IOException {
        begin(node);
        awaitNodes();
    }

    private void begin(Node node) throws IOException {
        Configuration own = new Configuration(configuration);
        Path home = directory.resolve(node.name());
        own.set("yarn.nodemanager.hostname", LOCALHOST);
        own.set("yarn.nodemanager.address", ANY_PORT);
        own.set("yarn.nodemanager.localizer.address", ANY_PORT);
        own.set("yarn.nodemanager.webapp.address", ANY_PORT);
        own.set("yarn.nodemanager.collector-service.address", ANY_PORT);
        own.set("yarn.nodemanager.local-dirs", home.resolve("yarn").toString());
        own.set("yarn.nodemanager.log-dirs", home.resolve("containers").toString());
        own.set("hadoop.tmp.dir", home.resolve("tmp").toString());
        setUnlessGiven("yarn.nodemanager.resource.memory-mb", node.memoryMb(), own);
        setUnlessGiven("yarn.nodemanager.resource.cpu-vcores", node.cores(), own);
        NodeManager nodeManager = logs.start(
                node.name(), APPLICATION, "hadoop-yarn-nodemanager", () -> start(new QuietNodeManager(), own));
        synchronized (this) {
            nodeManagers.put(node.name(), nodeManager);
        }
    }

    /** Hadoop's own default of these stands for a size that does not depend on the node. */
    private static void setUnlessGiven(String property, int value, Configuration configuration) {
        if (configuration.getInt(property, UNKNOWN) == UNKNOWN) {
            configuration.setInt(property, value);
        }
    }

    /**
     * Ends the node manager as the loss of its machine does: at once and without a word, with all that runs there. What the
     * resource manager finds out by itself after ten minutes without a heartbeat it is told at once.
     */
    void kill(String name) throws IOException {
        NodeManager nodeManager;
        synchronized (this) {
            nodeManager = nodeManagers.get(name);
        }
        if (nodeManager == null) {
            throw new IllegalArgumentException("The node " + name + " runs no node manager");
        }
        if (!nodeManager.isInState(Service.STATE.STARTED)) {
            return;
        }
        Context context = nodeManager.getNMContext();
        // Else it signs off, and says what has become of its containers.
        context.setDecommissioned(true);
        nodeManager.getNodeStatusUpdater().stop();
        killContainers(context);
        resourceManager
                .getRMContext()
                .getDispatcher()
                .getEventHandler()
                .handle(new RMNodeEvent(context.getNodeId(), RMNodeEventType.EXPIRE));
        nodeManager.stop();
    }

    private static void killContainers(Context context) throws IOException {
        ContainerExecutor executor = context.getContainerExecutor();
        for (Container container : context.getContainers().values()) {
            String process = executor.getProcessId(container.getContainerId());
            if (process != null) {
                executor.signalContainer(new ContainerSignalContext.Builder()
                        .setContainer(container)
                        .setUser(container.getUser())
                        .setPid(process)
                        .setSignal(ContainerExecutor.Signal.KILL)
                        .build());
            }
        }
    }

    private void awaitNodes() throws IOException {
        List<NodeId> expected = new ArrayList<>();
        synchronized (this) {
            for (NodeManager each : nodeManagers.values()) {
                if (each.isInState(Service.STATE.STARTED)) {
                    expected.add(each.getNMContext().getNodeId());
                }
            }
        }
        Condition.await("the node managers register", () -> {
            Map<NodeId, RMNode> known = resourceManager.getRMContext().getRMNodes();
            return expected.stream().allMatch(id -> {
                RMNode node = known.get(id);
                return node != null && node.getState() == NodeState.RUNNING;
            });
        });
    }

    @Override
    public void close() {
        List<Service> all;
        synchronized (this) {
            all = new ArrayList<>(nodeManagers.values());
            if (history != null) {
                all.add(history);
            }
        }
        all.forEach(Service::stop);
        resourceManager.stop();
    }
}
