package io.github.emrharness.hive;

import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.ObjectStore;
import io.github.emrharness.spi.S3aProperties;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What the harness sets for Hive, weaker than anything that a step or a cluster says. */
final class HiveProperties {

    /** The rest of the name is that of a Hive property. */
    static final String CONF_PREFIX = "emr.harness.hive.conf.";

    private HiveProperties() {}

    /** Properties of Hadoop and Tez that every configuration of a process must have, not Hive's own alone. */
    static Map<String, String> ofHarness(HarnessContext harness, Path directory) {
        ObjectStore store = harness.objectStore();
        Map<String, String> properties = new TreeMap<>(S3aProperties.of(
                store.endpoint(),
                harness.region(),
                harness.accessKeyId(),
                harness.secretAccessKey(),
                directory.resolve("s3a")));
        properties.put("fs.defaultFS", "file:///");
        properties.put("fs.file.impl", "io.github.emrharness.hive.tools.NioLocalFileSystem");
        properties.put("fs.AbstractFileSystem.file.impl", "io.github.emrharness.hive.tools.NioLocalFileSystem$Afs");
        tez(properties, directory);
        return properties;
    }

    /** All of it is always there: a script that switches to Tez without it hangs. */
    private static void tez(Map<String, String> properties, Path directory) {
        properties.put("tez.local.mode", "true");
        properties.put("tez.local.mode.without.network", "true");
        properties.put("tez.ignore.lib.uris", "true");
        properties.put("tez.runtime.optimize.local.fetch", "true");
        properties.put("tez.staging-dir", uri(directory.resolve("tez")));
        properties.put("tez.am.dag.scheduler.class", "org.apache.tez.dag.app.dag.impl.DAGSchedulerNaturalOrder");
        properties.put(
                "tez.history.logging.service.class",
                "org.apache.tez.dag.history.logging.impl.SimpleHistoryLoggingService");
        properties.put("tez.am.node-blacklisting.enabled", "false");
        properties.put("tez.generate.debug.artifacts", "false");
        properties.put("tez.dag.recovery.enabled", "false");
        properties.put("tez.am.dag.cleanup.on.completion", "false");
        // One machine, one JVM: little memory, and heartbeats that nobody has to wait for.
        properties.put("tez.am.resource.memory.mb", "128");
        properties.put("tez.task.resource.memory.mb", "256");
        properties.put("tez.runtime.io.sort.mb", "16");
        properties.put("tez.runtime.unordered.output.buffer.size-mb", "8");
        properties.put("tez.am.am-rm.heartbeat.interval-ms.max", "50");
        properties.put("tez.task.am.heartbeat.interval-ms.max", "20");
        properties.put("tez.task.get-task.sleep.interval-ms.max", "10");
        properties.put("tez.task.am.heartbeat.counter.interval-ms.max", "200");
        properties.put("tez.am.container.reuse.enabled", "true");
        // A container of Hive's has its JVM for itself: plans and contexts of tasks that run are statics.
        properties.put("tez.am.inline.task.execution.max-tasks", "1");
        properties.put("tez.am.sleep.time.before.exit.millis", "1");
        properties.put("tez.am.session.min.held-containers", "0");
        properties.put("tez.am.client.am.thread-count", "2");
    }

    /**
     * Hive properties of one process.
     *
     * @param shared where all processes of Hive's keep what they share
     * @param own where this process may write
     */
    static Map<String, String> ofProcess(HarnessContext harness, Path shared, Path own) {
        Map<String, String> properties = new TreeMap<>();
        // As on EMR since 5.0.
        properties.put("hive.execution.engine", "tez");
        // Without the keys of S3A, which Hive would hide from the tasks of Tez.
        properties.put("hive.conf.hidden.list", "javax.jdo.option.ConnectionPassword");
        properties.put("hive.metastore.warehouse.dir", uri(shared.resolve("warehouse")));
        properties.put("hive.user.install.directory", uri(shared.resolve("user")));
        properties.put("hive.exec.scratchdir", uri(own.resolve("scratch")));
        properties.put("hive.exec.local.scratchdir", own.resolve("local").toString());
        properties.put("hive.downloaded.resources.dir", own.resolve("resources").toString());
        // Where LocalJobRunner leaves directories of each job.
        properties.put("hadoop.tmp.dir", own.resolve("hadoop").toString());
        properties.put("mapreduce.jobtracker.staging.root.dir", uri(own.resolve("hadoop")));
        properties.put("hive.query.results.cache.directory", uri(own.resolve("results")));
        properties.put(
                "hive.server2.logging.operation.log.location",
                own.resolve("log").toString());
        properties.put("hive.querylog.location", own.resolve("log").toString());
        properties.put("hive.tez.container.size", "256");
        properties.put("tez.local.cache.root.folder", own.toString());
        properties.put("tez.simple.history.logging.dir", uri(own.resolve("tez-history")));
        properties.put("mapreduce.framework.name", "local");
        properties.put("mapreduce.task.io.sort.mb", "4");
        properties.put("mapreduce.client.completion.pollinterval", "20");
        properties.put("mapreduce.client.progressmonitor.pollinterval", "20");
        properties.put("hive.exec.mode.local.auto", "true");
        properties.put("hive.exec.counters.pull.interval", "20");
        // There is no hadoop command that could run them in a child process.
        properties.put("hive.exec.submit.local.task.via.child", "false");
        properties.put("hive.exec.submitviachild", "false");
        // With as little memory as a container has here it would spill, which Hive's vectorized operators fail at.
        properties.put("hive.mapjoin.hybridgrace.hashtable", "false");
        // File identifiers are a matter of HDFS.
        properties.put("hive.orc.splits.include.fileid", "false");
        properties.put("hive.log.explain.output", "false");
        properties.put("hive.server2.materializedviews.registry.impl", "DUMMY");
        properties.put("hive.metastore.schema.verification", "false");
        harness.settings().forEach((name, value) -> {
            if (name.startsWith(CONF_PREFIX)) {
                properties.put(name.substring(CONF_PREFIX.length()), value);
            }
        });
        return properties;
    }

    /** What the metastore alone needs: the database is there already, and nothing about it has to be found out. */
    static Map<String, String> ofMetastore() {
        Map<String, String> properties = new TreeMap<>();
        properties.put("javax.jdo.option.ConnectionDriverName", "org.apache.derby.jdbc.EmbeddedDriver");
        properties.put("datanucleus.schema.autoCreateAll", "false");
        properties.put("datanucleus.schema.validateTables", "false");
        properties.put("datanucleus.schema.validateColumns", "false");
        properties.put("datanucleus.schema.validateConstraints", "false");
        properties.put("datanucleus.connectionPoolingType", "NONE");
        properties.put("datanucleus.autoStartMechanismMode", "ignored");
        properties.put("datanucleus.identifierFactory", "datanucleus1");
        properties.put("metastore.stats.fetch.bitvector", "false");
        properties.put("hive.metastore.rawstore.impl", "io.github.emrharness.hive.tools.ClusterStore");
        properties.put("hive.metastore.try.direct.sql", "true");
        return properties;
    }

    static String uri(Path path) {
        return "file:" + path.toAbsolutePath();
    }
}
