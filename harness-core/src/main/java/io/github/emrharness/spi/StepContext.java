package io.github.emrharness.spi;

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

    /** The step's working directory, made and empty; it stands for {@code /mnt/var/lib/hadoop/steps/<step-id>}. */
    Path workingDirectory();

    /** Where the step's output and logs go. */
    StepLogs logs();

    /** The environment of the step's process: what EMR sets on the master, and the endpoints of the harness. */
    Map<String, String> environment();
}
