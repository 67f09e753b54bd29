package io.github.emrharness.core.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directories of one step, laid out as on the master node below a root of the cluster's own.
 *
 * @param working stands for {@code /mnt/var/lib/hadoop/steps/<step-id>}
 * @param logs stands for {@code /mnt/var/log/hadoop/steps/<step-id>}
 * @param home stands for {@code /home/hadoop}
 * @param temporary stands for {@code /mnt/tmp}; the working directory is left empty for the step
 */
record StepDirectories(Path working, Path logs, Path home, Path temporary) {

    static StepDirectories of(Path root, String clusterId, String stepId) {
        Path master = root.resolve(clusterId);
        return new StepDirectories(
                master.resolve("mnt/var/lib/hadoop/steps").resolve(stepId),
                master.resolve("mnt/var/log/hadoop/steps").resolve(stepId),
                master.resolve("home/hadoop"),
                master.resolve("mnt/tmp"));
    }

    void create() throws IOException {
        Files.createDirectories(working);
        Files.createDirectories(logs);
        Files.createDirectories(home);
        Files.createDirectories(temporary);
    }
}
