package io.github.emrharness.core.bootstrap;

import io.github.emrharness.core.configuration.NodeConfiguration;
import io.github.emrharness.core.lifecycle.HarnessClock;
import io.github.emrharness.spi.ObjectStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What setting up nodes needs.
 *
 * @param objectStore asked only if there are scripts to fetch or logs to archive
 * @param directory holds a directory for each cluster
 * @param region told to the scripts
 * @param environment asked on a thread that may block: variables such as endpoints and keys
 * @param configuration of the clusters' applications
 */
public record BootstrapConfig(
        HarnessClock clock,
        Supplier<ObjectStore> objectStore,
        Path directory,
        String region,
        Supplier<Map<String, String>> environment,
        NodeConfiguration configuration) {}
