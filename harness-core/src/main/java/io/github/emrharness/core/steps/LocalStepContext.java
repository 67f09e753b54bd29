package io.github.emrharness.core.steps;

import io.github.emrharness.core.model.StepTask;
import io.github.emrharness.spi.StepCommand;
import io.github.emrharness.spi.StepContext;
import io.github.emrharness.spi.StepLogs;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.emr.model.Configuration;

/**
 * What a runner is told about one step.
 *
 * @param command with the paths of the sandbox where the step's own has those of the master
 */
record LocalStepContext(
        StepTask task, StepCommand command, Path workingDirectory, StepLogs logs, Map<String, String> environment)
        implements StepContext {

    LocalStepContext {
        environment = Collections.unmodifiableMap(environment);
    }

    @Override
    public String clusterId() {
        return task.clusterId();
    }

    @Override
    public String stepId() {
        return task.stepId();
    }

    @Override
    public String stepName() {
        return task.definition().name();
    }

    @Override
    public String releaseLabel() {
        return task.releaseLabel();
    }

    @Override
    public List<Configuration> configurations() {
        return task.configurations();
    }
}
