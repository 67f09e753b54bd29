package io.github.emrharness.core.node;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The environment of every process on the master. Of this machine's it has the PATH; not its keys, profiles and
 * proxies. {@code SPARK_HOME}, {@code HADOOP_HOME} and their like are left to the engines, which alone know directories
 * that exist.
 */
public final class NodeEnvironment {

    /** The root of the sandbox that stands for {@code /} of the master. */
    public static final String ROOT = "EMR_HARNESS_NODE";

    private NodeEnvironment() {}

    /**
     * Gives the variables in alphabetical order.
     *
     * @param harness endpoints and keys, which win
     */
    public static Map<String, String> of(ClusterNode node, String region, Map<String, String> harness) {
        Map<String, String> environment = new TreeMap<>();
        environment.put(ROOT, node.root().toString());
        environment.put("USER", "hadoop");
        environment.put("LOGNAME", "hadoop");
        environment.put("HOME", node.home().toString());
        environment.put("TMPDIR", node.temporary().toString());
        String javaHome = System.getProperty("java.home");
        environment.put("JAVA_HOME", javaHome);
        // The programs of this machine; a java among them goes before this JVM's.
        String path = System.getenv("PATH");
        environment.put("PATH", (path == null ? "" : path + File.pathSeparator) + Path.of(javaHome, "bin"));
        environment.put("LANG", "en_US.UTF-8");
        environment.put("AWS_REGION", region);
        environment.put("AWS_DEFAULT_REGION", region);
        // Nothing on the node may go looking for the credentials of a real machine.
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.putAll(harness);
        return environment;
    }
}
