package io.github.emrharness.core.bootstrap;

import io.github.emrharness.core.model.BootstrapFailure;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is told of a cluster whose core or task nodes could not be set up. EMR has no error codes for bootstrap actions
 * there. The words for a return code are those of EMR, for two nodes; the others are like those that it has for the
 * master.
 */
final class WorkerFailures implements BootstrapFailures {

    private static final int NAMED = 2;

    private final String nodes;

    WorkerFailures(List<String> instanceIds) {
        nodes = instanceIds.size() + " slave instances (including "
                + instanceIds.stream().limit(NAMED).collect(Collectors.joining(" and ")) + ")";
    }

    @Override
    public BootstrapFailure nonZero(int number, String path, int exitCode) {
        return failure("On %s, bootstrap action %d returned a non-zero return code", number);
    }

    @Override
    public BootstrapFailure downloadFailed(int number, String path) {
        return failure("%s failed attempting to download bootstrap action %d file from S3", number);
    }

    @Override
    public BootstrapFailure fileNotFound(int number, String path) {
        return failure("On %s, the file of bootstrap action %d was not found", number);
    }

    @Override
    public BootstrapFailure timedOut(int number) {
        return failure("On %s, bootstrap action %d timed out executing", number);
    }

    private BootstrapFailure failure(String message, int number) {
        return new BootstrapFailure(message.formatted(nodes, number), List.of());
    }
}
