package io.github.emrharness.spi;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.emr.model.Configuration;

/** Everything that a runner is told about one step. */
public interface StepContext {

    String clusterId();

    String stepId();

    String stepName();

    StepCommand command();

    /** The release label of the cluster, for example {@code emr-7.10.0}. */
    String releaseLabel();

    /** The configuration classifications of the cluster, as given. */
    List<Configuration> configurations();

    /**
     * Where the process begins. For the process of the step itself it is made and empty, and stands for
     * {@code /mnt/var/lib/hadoop/steps/<step-id>}; a program that a script calls begins where the script is.
     */
    Path workingDirectory();

    /** Where the runner may put files of its own for this process alone. */
    default Path scratchDirectory() {
        return workingDirectory();
    }

    /** What the process may read; nothing is taken from it before the first read. */
    default InputStream stdin() {
        return InputStream.nullInputStream();
    }

    /** Where the step's output and logs go. */
    StepLogs logs();

    /** The environment of the step's process: what EMR sets on the master, and the endpoints of the harness. */
    Map<String, String> environment();
}
