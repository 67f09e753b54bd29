package io.github.emrharness.hadoop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What makes MapReduce jobs fast on one machine: Hadoop's own defaults are for jobs that take hours. */
final class MapReduceDefaults {

    private static final int MOST_LOCAL_TASKS = 4;

    /** Of JVMs that live for some seconds. */
    private static final String SHORT_LIVED =
            "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Djava.net.preferIPv4Stack=true"
                    + " -Dhadoop.metrics.log.level=WARN";

    private final HadoopJvms jvms;

    MapReduceDefaults(HadoopJvms jvms) {
        this.jvms = jvms;
    }

    /** Weaker than anything that a cluster says. */
    Map<String, String> everywhere() {
        String tasks = Integer.toString(Math.min(Runtime.getRuntime().availableProcessors(), MOST_LOCAL_TASKS));
        return Map.of(
                // Hadoop asks every five seconds, and every second for the progress.
                "mapreduce.client.completion.pollinterval", "50",
                "mapreduce.client.progressmonitor.pollinterval", "50",
                // Each task allocates all of it at once.
                "mapreduce.task.io.sort.mb", "32",
                "mapreduce.local.map.tasks.maximum", tasks,
                "mapreduce.local.reduce.tasks.maximum", tasks);
    }

    /**
     * What the JVMs of a job's containers need.
     *
     * @throws IOException if there is no Hadoop on the test's class path
     */
    Map<String, String> onYarn() throws IOException {
        List<String> classPath = new ArrayList<>();
        classPath.add(jvms.containerFiles().toString());
        jvms.classPath().stream().map(Path::toString).forEach(classPath::add);
        Map<String, String> properties = new TreeMap<>();
        properties.put("mapreduce.application.classpath", String.join(",", classPath));
        properties.put("yarn.application.classpath", jvms.containerFiles().toString());
        properties.put("yarn.app.mapreduce.am.scheduler.heartbeat.interval-ms", "50");
        properties.put("yarn.app.mapreduce.am.admin-command-opts", SHORT_LIVED);
        properties.put("mapreduce.admin.map.child.java.opts", SHORT_LIVED);
        properties.put("mapreduce.admin.reduce.child.java.opts", SHORT_LIVED);
        properties.put("mapreduce.job.reduce.slowstart.completedmaps", "0.95");
        return properties;
    }
}
