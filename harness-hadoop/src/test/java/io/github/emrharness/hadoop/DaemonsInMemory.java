package io.github.emrharness.hadoop;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** The daemons that this JVM still holds, whether they have ended or not. */
final class DaemonsInMemory {

    private static final Map<String, String> KINDS = Map.of(
            "org.apache.hadoop.hdfs.server.namenode.FSNamesystem", "NameNode",
            "org.apache.hadoop.hdfs.server.datanode.DataNode", "DataNode",
            "io.github.emrharness.hadoop.tools.QuietResourceManager", "ResourceManager",
            "io.github.emrharness.hadoop.tools.QuietNodeManager", "NodeManager");

    private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+).*");

    private DaemonsInMemory() {}

    /** Collects the garbage first. */
    static Map<String, Integer> count() throws JMException {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        Map<String, Integer> counts = new TreeMap<>();
        histogram.lines().map(LINE::matcher).filter(Matcher::matches).forEach(line -> {
            String kind = KINDS.get(line.group(2));
            if (kind != null) {
                counts.merge(kind, Integer.parseInt(line.group(1)), Integer::sum);
            }
        });
        return counts;
    }
}
