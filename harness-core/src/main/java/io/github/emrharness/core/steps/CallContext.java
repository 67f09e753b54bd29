package io.github.emrharness.core.steps;

import io.github.emrharness.spi.ProgramCall;
import io.github.emrharness.spi.StepCommand;
import io.github.emrharness.spi.StepContext;
import io.github.emrharness.spi.StepLogs;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.emr.model.Configuration;

/**
 * What a runner is told about a program that the process of a step calls: it belongs to the step, and has the caller's
 * arguments, directory, environment and streams.
 */
record CallContext(
        StepContext step, ProgramCall call, StepCommand command, Map<String, String> environment, Path scratchDirectory)
        implements StepContext {

    CallContext {
        environment = Collections.unmodifiableMap(environment);
    }

    @Override
    public String clusterId() {
        return step.clusterId();
    }

    @Override
    public String stepId() {
        return step.stepId();
    }

    @Override
    public String stepName() {
        return step.stepName();
    }

    @Override
    public String releaseLabel() {
        return step.releaseLabel();
    }

    @Override
    public List<Configuration> configurations() {
        return step.configurations();
    }

    @Override
    public Path workingDirectory() {
        return call.directory();
    }

    @Override
    public InputStream stdin() {
        return call.stdin();
    }

    @Override
    public StepLogs logs() {
        return new Logs(step.logs(), call);
    }

    /** The output goes to the caller, the rest to the logs of the step. */
    private record Logs(StepLogs step, ProgramCall call) implements StepLogs {

        @Override
        public OutputStream stdout() {
            return call.stdout();
        }

        @Override
        public OutputStream stderr() {
            return call.stderr();
        }

        @Override
        public OutputStream syslog() {
            return step.syslog();
        }

        @Override
        public void controller(String message) {
            step.controller(message);
        }
    }
}
