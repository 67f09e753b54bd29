package io.github.emrharness.core.steps;

import io.github.emrharness.core.node.NodeEnvironment;
import io.github.emrharness.core.programs.ProgramFiles;
import java.io.File;
import java.util.Map;
import java.util.TreeMap;

/** The environment of a step's process: that of the master, and what EMR's step runner sets. */
final class StepEnvironment {

    private StepEnvironment() {}

    /**
     * Gives the variables in alphabetical order.
     *
     * @param harness endpoints and keys, which win
     */
    static Map<String, String> of(
            StepDirectories directories,
            String region,
            Map<String, String> configuration,
            Map<String, String> harness) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("HADOOP_LOG_DIR", directories.logs().toString());
        environment.put("HADOOP_LOGFILE", "syslog");
        environment.put("HADOOP_ROOT_LOGGER", "INFO,DRFA");
        environment.put(
                "HADOOP_CLIENT_OPTS", "-Djava.io.tmpdir=" + directories.node().temporary());
        environment.put("PWD", directories.working().toString());
        environment.putAll(configuration);
        environment.putAll(NodeEnvironment.of(directories.node(), region, harness));
        environment.merge(
                "PATH",
                ProgramFiles.directory(directories.node()).toString(),
                (ofMachine, ofMaster) -> ofMaster + File.pathSeparator + ofMachine);
        return environment;
    }
}
