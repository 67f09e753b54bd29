package io.github.emrharness.core.steps;

import io.github.emrharness.core.configuration.NodeConfiguration;
import io.github.emrharness.core.lifecycle.HarnessClock;
import io.github.emrharness.spi.NodeLogs;
import io.github.emrharness.spi.ObjectStore;
import io.github.emrharness.spi.StepRunner;
import io.github.emrharness.spi.YarnService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What running steps needs.
 *
 * @param stepRunners those of the engines, asked when a step starts; the first runner that claims a step gets it
 * @param builtInRunners asked for what is no engine's
 * @param objectStore asked only if there are logs to archive
 * @param yarn that of the clusters, whose logs are archived as well
 * @param nodeLogs those of the clusters' daemons; starts nothing
 * @param directory holds a directory for each cluster
 * @param region told to the steps
 * @param environment asked when a step starts: variables that every step gets, such as endpoints and keys
 * @param configuration of the clusters' applications
 * @param maximumStepTime how long a step may run by the harness's clock before it is killed; empty for no limit
 * @param terminationGrace how long a process of an ending cluster has between {@code SIGTERM} and {@code SIGKILL}, by the
 *     time of this machine
 */
public record StepExecutionConfig(
        HarnessClock clock,
        Supplier<List<StepRunner>> stepRunners,
        List<StepRunner> builtInRunners,
        Supplier<ObjectStore> objectStore,
        Supplier<Optional<YarnService>> yarn,
        Supplier<Optional<NodeLogs>> nodeLogs,
        Path directory,
        String region,
        Supplier<Map<String, String>> environment,
        NodeConfiguration configuration,
        Optional<Duration> maximumStepTime,
        Duration terminationGrace) {}
