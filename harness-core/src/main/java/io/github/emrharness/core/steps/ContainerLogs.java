package io.github.emrharness.core.steps;

import io.github.emrharness.jvm.cache.FileTree;
import io.github.emrharness.spi.ObjectStore;
import io.github.emrharness.spi.YarnApplication;
import io.github.emrharness.spi.YarnService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the logs of YARN's containers to {@code <LogUri>/<cluster>/containers/}, once for each application that has ended.
 * EMR does so every five minutes; here it is done at the end of each step, so that a test finds them.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-manage-view-web-log-files.html">View log files</a>
 */
final class ContainerLogs {

    private static final Logger LOG = LoggerFactory.getLogger(ContainerLogs.class);

    private final Supplier<Optional<YarnService>> yarn;
    private final Supplier<ObjectStore> objectStore;
    private final Set<String> archived = new HashSet<>();

    /**
     * @param objectStore asked only when there is something to copy
     */
    ContainerLogs(Supplier<Optional<YarnService>> yarn, Supplier<ObjectStore> objectStore) {
        this.yarn = yarn;
        this.objectStore = objectStore;
    }

    /**
     * Copies what is new; a failure is told in the log of the step that has just ended.
     *
     * @param directory for files on their way
     */
    void store(String clusterId, LogDestination logUri, Path directory, StepLogFiles tellTo) {
        try {
            Optional<YarnService> service = yarn.get();
            if (service.isPresent()) {
                for (YarnApplication application : service.get().applications(clusterId)) {
                    if (application.state().isFinal() && isFirst(clusterId, application)) {
                        store(service.get(), clusterId, application.id(), logUri, directory);
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            tellTo.controllerWarning("The logs of containers are not all archived: " + e.getMessage());
            LOG.warn("Cannot archive the logs of containers of {}", clusterId, e);
        }
    }

    private synchronized boolean isFirst(String clusterId, YarnApplication application) {
        return archived.add(clusterId + "/" + application.id());
    }

    private void store(
            YarnService service, String clusterId, String applicationId, LogDestination logUri, Path directory)
            throws IOException {
        ObjectStore store = objectStore.get();
        if (!store.bucketExists(logUri.bucket())) {
            // The logs of the step have told so.
            return;
        }
        LogDestination target = logUri.ofContainers(clusterId, applicationId);
        Path collected = Files.createTempDirectory(directory, applicationId);
        try {
            service.collectLogs(clusterId, applicationId, collected);
            LogTree.store(store, collected, target);
        } finally {
            FileTree.delete(collected);
        }
    }
}
