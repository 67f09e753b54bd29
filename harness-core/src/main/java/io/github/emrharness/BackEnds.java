package io.github.emrharness;

import io.github.emrharness.core.events.EmrEvent;
import io.github.emrharness.core.programs.ProgramServer;
import io.github.emrharness.spi.CallableProgram;
import io.github.emrharness.spi.ClusterInfo;
import io.github.emrharness.spi.Engine;
import io.github.emrharness.spi.EngineLogLevel;
import io.github.emrharness.spi.EngineProvider;
import io.github.emrharness.spi.HadoopService;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.Isolation;
import io.github.emrharness.spi.MetastoreService;
import io.github.emrharness.spi.ObjectStore;
import io.github.emrharness.spi.ObjectStoreProvider;
import io.github.emrharness.spi.ProgramStarter;
import io.github.emrharness.spi.StepRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The object store and the engines of one harness, as the class path offers them. */
final class BackEnds implements HarnessContext, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BackEnds.class);

    private final EmrHarness harness;
    private final Path directory;
    private final Optional<Path> dataDirectory;
    private final ClassLoader providerLoader;
    private final OnDemand<ObjectStore> objectStore;
    private final OnDemand<Engines> engines;
    private final ProgramServer programs = new ProgramServer();
    private final AtomicBoolean objectStoreAskedFor = new AtomicBoolean();

    BackEnds(EmrHarness harness, Path directory, Optional<Path> dataDirectory) {
        this.harness = harness;
        this.directory = directory;
        this.dataDirectory = dataDirectory;
        // Where the test's classes are: the threads that ask later may have another loader.
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        this.providerLoader = context == null ? BackEnds.class.getClassLoader() : context;
        this.objectStore = new OnDemand<>("object store", this::openObjectStore);
        this.engines = new OnDemand<>("engines", this::createEngines);
    }

    private ObjectStore openObjectStore() throws IOException {
        ObjectStoreProvider provider = providers(ObjectStoreProvider.class).stream()
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "There is no object store on the class path, so nothing can be read from or written to s3://. Add the"
                                        + " dependency io.github.emrharness:emr-harness-s3 (emr-harness-junit5 brings it along)."));
        return provider.open(this);
    }

    private Engines createEngines() {
        List<NamedEngine> found = new ArrayList<>();
        for (EngineProvider provider : providers(EngineProvider.class)) {
            found.add(new NamedEngine(provider.application(), provider.create(this)));
        }
        return new Engines(List.copyOf(found));
    }

    private <T> List<T> providers(Class<T> type) {
        return ServiceLoader.load(type, providerLoader).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    List<StepRunner> stepRunners() {
        return engines.get().list().stream()
                .flatMap(named -> named.engine().stepRunners().stream())
                .toList();
    }

    <T> Optional<T> capability(Class<T> type) {
        return capability(type, engines.get());
    }

    private static <T> Optional<T> capability(Class<T> type, Engines engines) {
        return engines.list().stream()
                .flatMap(named -> named.engine().capability(type).stream())
                .findFirst();
    }

    /** The same of the engines, if they have ever been needed. */
    <T> Optional<T> startedCapability(Class<T> type) {
        return engines.started().flatMap(all -> capability(type, all));
    }

    /** Warms up the engine of that application for a cluster, and the object store that its steps will surely use. */
    void warmUp(String clusterId, String application) {
        engines.get().list().stream()
                .filter(named -> named.application().equalsIgnoreCase(application))
                .forEach(named -> {
                    startObjectStoreInBackground();
                    named.engine().warmUp(clusterId);
                });
    }

    /** Tells the engines of a cluster's changes, if they have ever been needed. */
    void changed(EmrEvent event) {
        Consumer<Engine> news = news(event);
        if (news != null) {
            engines.ifStarted(all -> all.list().forEach(named -> news.accept(named.engine())));
        }
    }

    private static @Nullable Consumer<Engine> news(EmrEvent event) {
        String clusterId = event.clusterId();
        if (event instanceof EmrEvent.ClusterChanged changed) {
            return changed.cluster().isFinal() ? engine -> engine.clusterEnded(clusterId) : null;
        }
        return event instanceof EmrEvent.StepChanged ? null : engine -> engine.instancesChanged(clusterId);
    }

    private void startObjectStoreInBackground() {
        if (objectStoreAskedFor.compareAndSet(false, true)) {
            Thread starter = new Thread(this::startObjectStore, "emr-harness-object-store-start");
            starter.setDaemon(true);
            starter.start();
        }
    }

    private void startObjectStore() {
        try {
            objectStore.get();
        } catch (IllegalStateException e) {
            LOG.debug("The object store does not start; who needs it will be told", e);
        }
    }

    @Override
    public String region() {
        return harness.config().region();
    }

    @Override
    public String accessKeyId() {
        return harness.accessKeyId();
    }

    @Override
    public String secretAccessKey() {
        return harness.secretAccessKey();
    }

    @Override
    public URI emrEndpoint() {
        return harness.emrEndpoint();
    }

    @Override
    public ObjectStore objectStore() {
        return objectStore.get();
    }

    @Override
    public Optional<HadoopService> hadoop() {
        return capability(HadoopService.class);
    }

    @Override
    public Optional<MetastoreService> metastore() {
        return capability(MetastoreService.class);
    }

    @Override
    public Optional<ClusterInfo> cluster(String clusterId) {
        return harness.clusterInfo(clusterId);
    }

    @Override
    public CallableProgram openProgram(Path file, ProgramStarter starter) throws IOException {
        return programs.open(file, starter);
    }

    @Override
    public Path directory(String name) {
        return create(directory.resolve(name));
    }

    @Override
    public Optional<Path> dataDirectory(String name) {
        return dataDirectory.map(parent -> create(parent.resolve(name)));
    }

    private static Path create(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the directory " + directory, e);
        }
    }

    @Override
    public Isolation isolation() {
        return harness.config().isolation();
    }

    @Override
    public EngineLogLevel engineLogLevel() {
        return harness.config().engineLogLevel();
    }

    @Override
    public Map<String, String> settings() {
        return harness.config().settings();
    }

    /** Engines first: their steps may still write to the object store. */
    @Override
    public void close() {
        engines.close();
        programs.close();
        objectStore.close();
    }

    private record NamedEngine(String application, Engine engine) {}

    private record Engines(List<NamedEngine> list) implements AutoCloseable {
        @Override
        public void close() {
            for (NamedEngine named : list) {
                try {
                    named.engine().close();
                } catch (RuntimeException e) {
                    LOG.warn("Cannot close the engine {}", named.application(), e);
                }
            }
        }
    }
}
