package io.github.emrharness.core.steps;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The environment of a step's process: what EMR's step runner sets. {@code HADOOP_CONF_DIR}, {@code SPARK_HOME} and
 * their like are left to the engines, which alone know directories that exist.
 */
final class StepEnvironment {

    private StepEnvironment() {}

    /** Gives the variables in alphabetical order; those of the harness win. */
    static Map<String, String> of(StepDirectories directories, String region, Map<String, String> harness) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("HADOOP_LOG_DIR", directories.logs().toString());
        environment.put("HADOOP_LOGFILE", "syslog");
        environment.put("HADOOP_ROOT_LOGGER", "INFO,DRFA");
        environment.put("HADOOP_CLIENT_OPTS", "-Djava.io.tmpdir=" + directories.temporary());
        environment.put("USER", "hadoop");
        environment.put("LOGNAME", "hadoop");
        environment.put("HOME", directories.home().toString());
        environment.put("PWD", directories.working().toString());
        environment.put("TMPDIR", directories.temporary().toString());
        String javaHome = System.getProperty("java.home");
        environment.put("JAVA_HOME", javaHome);
        // The programs of this machine; a java among them goes before this JVM's.
        String path = System.getenv("PATH");
        environment.put("PATH", (path == null ? "" : path + File.pathSeparator) + Path.of(javaHome, "bin"));
        environment.put("LANG", "en_US.UTF-8");
        environment.put("AWS_REGION", region);
        environment.put("AWS_DEFAULT_REGION", region);
        // Nothing in a step may go looking for the credentials of a real machine.
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.putAll(harness);
        return environment;
    }
}
