package io.github.emrharness;

import io.github.emrharness.core.events.EmrEvents;
import io.github.emrharness.core.http.EmrEndpoint;
import io.github.emrharness.core.http.EmrEndpointOptions;
import io.github.emrharness.core.http.SigningCredentials;
import io.github.emrharness.core.lifecycle.HarnessClock;
import io.github.emrharness.core.model.ClusterSnapshot;
import io.github.emrharness.core.model.Ec2Capacity;
import io.github.emrharness.core.model.InstanceSnapshot;
import io.github.emrharness.core.model.StepSnapshot;
import io.github.emrharness.core.operations.EmrService;
import io.github.emrharness.core.operations.EmrServiceConfig;
import io.github.emrharness.core.operations.HarnessEmrService;
import io.github.emrharness.spi.ClusterInfo;
import io.github.emrharness.spi.NodeLogs;
import io.github.emrharness.spi.ObjectStore;
import io.github.emrharness.spi.YarnService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole EMR on this machine: the API, the object store and the engines. Nothing starts before it is needed; closing
 * ends all that was started, and so does the end of the JVM. Safe for use by many threads.
 *
 * <p>Tests hold it through {@code @EmrTest}; a program or another test framework can start it itself:
 *
 * <pre>{@code
 * try (EmrHarness harness = EmrHarness.start(EmrHarnessConfig.defaults())) {
 *     EmrClient client = EmrClient.builder().endpointOverride(harness.emrEndpoint())...build();
 * }
 * }</pre>
 */
public final class EmrHarness implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmrHarness.class);

    private static final String ACCESS_KEY_ID = "AKIAEMRHARNESSLOCAL0";
    private static final String SECRET_ACCESS_KEY = "emr/harness/these+keys/open/nothing/0000";

    private final EmrHarnessConfig config;
    private final HarnessDirectory directory;
    private final Optional<DataDirectory> data;
    private final HarnessClock clock;
    private final BackEnds backEnds;
    private final HarnessEmrService service;
    private final EmrEvents.Subscription changes;
    private final OnDemand<EmrEndpoint> endpoint;
    private final Thread endOfJvm;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmrHarness(
            EmrHarnessConfig config, HarnessClock clock, HarnessDirectory directory, Optional<DataDirectory> data) {
        this.config = config;
        this.clock = clock;
        this.directory = directory;
        this.data = data;
        this.backEnds = new BackEnds(this, directory.path(), data.map(DataDirectory::path));
        this.service = new HarnessEmrService(EmrServiceConfig.builder(
                        data.map(DataDirectory::path).orElse(directory.path()).resolve("clusters"))
                .clock(clock)
                .progression(config.progression())
                .region(config.region())
                .accountId(config.accountId())
                .iamRoles(HarnessSettings.iamRoles(config.settings()))
                .stepRunners(backEnds::stepRunners)
                .isolation(config.isolation())
                .objectStore(backEnds::objectStore)
                .yarn(() -> backEnds.capability(YarnService.class))
                .nodeLogs(() -> backEnds.startedCapability(NodeLogs.class))
                .stepEnvironment(this::stepEnvironment)
                .applicationDeclared(backEnds::warmUp)
                .build());
        this.changes = service.events().subscribe(backEnds::changed);
        this.endpoint = new OnDemand<>("endpoint of the EMR API", () -> EmrEndpoint.start(service, endpointOptions()));
        this.endOfJvm = new Thread(this::closeParts, "emr-harness-end-of-jvm");
    }

    private EmrEndpointOptions endpointOptions() {
        EmrEndpointOptions options = EmrEndpointOptions.defaults().withPort(config.emrPort());
        return HarnessSettings.verifiesSignatures(config.settings())
                ? options.withSignedWith(new SigningCredentials(ACCESS_KEY_ID, SECRET_ACCESS_KEY, config.region()))
                : options;
    }

    /**
     * Makes a harness with these settings. Returns at once: engines and endpoints start when they are first needed.
     *
     * @throws UncheckedIOException if one of its directories cannot be made
     * @throws IllegalStateException if another harness uses the data directory
     */
    public static EmrHarness start(EmrHarnessConfig config) {
        return start(config, HarnessClock.system());
    }

    /**
     * Makes a harness whose time comes from this clock, for tests that drive it; the harness closes the clock.
     *
     * @throws UncheckedIOException if one of its directories cannot be made
     * @throws IllegalStateException if another harness uses the data directory
     */
    public static EmrHarness start(EmrHarnessConfig config, HarnessClock clock) {
        Optional<DataDirectory> data = config.dataDirectory().map(DataDirectory::open);
        HarnessDirectory directory;
        try {
            directory = createDirectory();
        } catch (RuntimeException e) {
            data.ifPresent(DataDirectory::close);
            throw e;
        }
        EmrHarness harness = new EmrHarness(config, clock, directory, data);
        Runtime.getRuntime().addShutdownHook(harness.endOfJvm);
        LOG.debug("Harness in {}", directory.path());
        return harness;
    }

    private static HarnessDirectory createDirectory() {
        Path parent = HarnessDirectory.defaultParent();
        try {
            return HarnessDirectory.create(parent);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a directory for the harness in " + parent, e);
        }
    }

    public EmrHarnessConfig config() {
        return config;
    }

    /** Where the EMR API answers, {@code http://127.0.0.1:port}; the first call opens the port. */
    public URI emrEndpoint() {
        return endpoint.get().uri();
    }

    /** The EMR API without the wire. */
    public EmrService service() {
        return service;
    }

    public EmrEvents events() {
        return service.events();
    }

    /**
     * The object store; the first call starts it.
     *
     * @throws IllegalStateException if there is none on the class path, or if it cannot be started
     */
    public ObjectStore objectStore() {
        return backEnds.objectStore();
    }

    /** The access key that clients of this harness use; it is worth nothing elsewhere. */
    public String accessKeyId() {
        return ACCESS_KEY_ID;
    }

    /** The secret to {@link #accessKeyId()}. */
    public String secretAccessKey() {
        return SECRET_ACCESS_KEY;
    }

    /** A cluster with what the API does not tell; empty if there is none of that id. */
    public Optional<ClusterSnapshot> cluster(String clusterId) {
        return service.cluster(clusterId);
    }

    /** The EC2 instances of a cluster, those that have ended included; none if there is no such cluster. */
    public List<InstanceSnapshot> instances(String clusterId) {
        return service.instances(clusterId);
    }

    /**
     * Ends EC2 instances of a cluster as it may happen on EC2, all at once: core and task nodes are replaced; without its
     * master the cluster ends.
     *
     * @throws IllegalArgumentException if there is no such cluster, or one of these is not an active instance of it
     */
    public void loseInstances(String clusterId, Collection<String> ec2InstanceIds) {
        service.loseInstances(clusterId, ec2InstanceIds);
    }

    /** How many more instances EC2 can launch for all clusters of this harness: unlimited until a test limits it. */
    public Ec2Capacity ec2Capacity() {
        return service.ec2Capacity();
    }

    /** A cluster as engines see it. */
    Optional<ClusterInfo> clusterInfo(String clusterId) {
        return service.clusterInfo(clusterId);
    }

    /** A step with what the API does not tell; empty if there is none of these ids. */
    public Optional<StepSnapshot> step(String clusterId, String stepId) {
        return service.step(clusterId, stepId);
    }

    /** A further service of one of the engines, such as {@link io.github.emrharness.spi.DatasetReader}. */
    public <T> Optional<T> capability(Class<T> type) {
        return backEnds.capability(type);
    }

    /** The directory under which all files of this harness are that are deleted when it is closed. */
    public Path directory() {
        return directory.path();
    }

    /** What steps, and other programs that are to reach this harness and nothing else, need in their environment. */
    private Map<String, String> stepEnvironment() {
        String emr = emrEndpoint().toString();
        return Map.of(
                "AWS_ENDPOINT_URL",
                emr,
                "AWS_ENDPOINT_URL_EMR",
                emr,
                "AWS_ENDPOINT_URL_S3",
                objectStore().endpoint().toString(),
                "AWS_ACCESS_KEY_ID",
                ACCESS_KEY_ID,
                "AWS_SECRET_ACCESS_KEY",
                SECRET_ACCESS_KEY,
                "AWS_REGION",
                config.region(),
                "AWS_DEFAULT_REGION",
                config.region(),
                "AWS_EC2_METADATA_DISABLED",
                "true");
    }

    /** Kills what still runs and deletes all files; closing twice is harmless. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(endOfJvm);
        } catch (IllegalStateException e) {
            LOG.trace("The JVM is ending: its hook closes this harness", e);
        }
        closeParts();
    }

    private void closeParts() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        // From the door inwards: no new requests, then no steps, then no engines, then no files.
        endpoint.close();
        service.close();
        changes.close();
        backEnds.close();
        clock.close();
        directory.close();
        data.ifPresent(DataDirectory::close);
    }
}
