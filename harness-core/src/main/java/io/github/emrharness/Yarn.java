package io.github.emrharness;

import io.github.emrharness.spi.YarnApplication;
import io.github.emrharness.spi.YarnService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The YARN of a cluster, as it is at the time of each call. Nothing here starts it; a step that needs it does. */
public final class Yarn {

    private final String clusterId;
    private final Supplier<Optional<YarnService>> service;
    private final Path directory;
    private final Duration timeout;

    /**
     * @param directory for files that are read
     * @param timeout of applications
     */
    Yarn(String clusterId, Supplier<Optional<YarnService>> service, Path directory, Duration timeout) {
        this.clusterId = clusterId;
        this.service = service;
        this.directory = directory;
        this.timeout = timeout;
    }

    /**
     * All applications in the order of their submission, those that have ended included.
     *
     * @throws IllegalStateException if the class path of the test has no YARN
     * @throws UncheckedIOException if the cluster has ended, or YARN does not answer
     */
    public List<YarnApplicationHandle> applications() {
        return list().stream().map(this::handle).toList();
    }

    /**
     * The last application of that id or name.
     *
     * @throws IllegalArgumentException if there is none; the message lists those that there are
     * @throws IllegalStateException if the class path of the test has no YARN
     * @throws UncheckedIOException if the cluster has ended, or YARN does not answer
     */
    public YarnApplicationHandle application(String idOrName) {
        List<YarnApplication> all = list();
        return all.stream()
                .filter(application ->
                        application.id().equals(idOrName) || application.name().equals(idOrName))
                .reduce((earlier, later) -> later)
                .map(this::handle)
                .orElseThrow(() -> new IllegalArgumentException("The YARN of cluster " + clusterId
                        + " knows no application [" + idOrName + "]. " + describe(all)));
    }

    private static String describe(List<YarnApplication> all) {
        return all.isEmpty()
                ? "It knows none at all: MapReduce may run without YARN here, and Spark does unless told otherwise."
                : all.stream()
                        .map(application -> application.id() + " [" + application.name() + "]")
                        .collect(Collectors.joining(", ", "It knows ", "."));
    }

    private YarnApplicationHandle handle(YarnApplication application) {
        return new YarnApplicationHandle(this, application.id());
    }

    private List<YarnApplication> list() {
        try {
            return service().applications(clusterId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    YarnService service() {
        return service.get()
                .orElseThrow(() -> new IllegalStateException("There is no YARN. Add the artefact"
                        + " io.github.emrharness:emr-harness-hadoop to the class path of the test."));
    }

    String clusterId() {
        return clusterId;
    }

    Path directory() {
        return directory;
    }

    Duration timeout() {
        return timeout;
    }

    @Override
    public String toString() {
        return "YARN of cluster " + clusterId;
    }
}
