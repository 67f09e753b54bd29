package io.github.emrharness.core.steps;

import io.github.emrharness.core.node.ClusterNode;
import io.github.emrharness.core.node.NodePaths;
import io.github.emrharness.spi.StepCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directories of one step.
 *
 * @param working stands for {@code /mnt/var/lib/hadoop/steps/<step-id>}; left empty for the step
 * @param logs stands for {@code /mnt/var/log/hadoop/steps/<step-id>}
 */
record StepDirectories(ClusterNode node, Path working, Path logs) {

    static StepDirectories of(Path clusters, String clusterId, String stepId) {
        ClusterNode node = ClusterNode.of(clusters, clusterId);
        return new StepDirectories(node, node.stepDirectory(stepId), node.stepLogs(stepId));
    }

    /** The command with the paths of the sandbox where it has those of the master. */
    StepCommand inSandbox(StepCommand command) {
        NodePaths paths = new NodePaths(node);
        return new StepCommand(
                paths.inSandbox(command.jar()),
                command.mainClass(),
                command.args().stream().map(paths::inSandbox).toList(),
                command.properties());
    }

    void create() throws IOException {
        node.create();
        Files.createDirectories(working);
        Files.createDirectories(logs);
    }
}
