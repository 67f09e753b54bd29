package io.github.emrharness.core.operations;

import io.github.emrharness.core.account.ResourceRegistry;
import io.github.emrharness.core.account.SecurityConfiguration;
import io.github.emrharness.core.bootstrap.BootstrapConfig;
import io.github.emrharness.core.bootstrap.BootstrapExecutor;
import io.github.emrharness.core.commands.Commands;
import io.github.emrharness.core.configuration.NodeConfiguration;
import io.github.emrharness.core.events.EmrEvents;
import io.github.emrharness.core.events.EventBus;
import io.github.emrharness.core.lifecycle.HarnessClock;
import io.github.emrharness.core.model.Cluster;
import io.github.emrharness.core.model.ClusterSnapshot;
import io.github.emrharness.core.model.Ec2Capacity;
import io.github.emrharness.core.model.Ec2Region;
import io.github.emrharness.core.model.InstanceSnapshot;
import io.github.emrharness.core.model.Releases;
import io.github.emrharness.core.model.StepSnapshot;
import io.github.emrharness.core.node.ClusterInfos;
import io.github.emrharness.core.steps.StepExecutionConfig;
import io.github.emrharness.core.steps.StepExecutor;
import io.github.emrharness.spi.ClusterInfo;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.services.emr.model.EmrRequest;
import software.amazon.awssdk.services.emr.model.EmrResponse;
import software.amazon.awssdk.services.emr.model.Studio;

/** The EMR of a harness: keeps the clusters, and runs their steps with the engines that it is given. */
public final class HarnessEmrService implements EmrService, AutoCloseable {

    private final EventBus events = new EventBus();
    private final ClusterRegistry clusters;
    private final HarnessClock clock;
    private final Ec2Region ec2;
    private final Commands commands;
    private final StepExecutor executor;
    private final BootstrapExecutor bootstrapExecutor;
    private final OperationTable operations = new OperationTable();
    private final FieldsWithoutEffect fieldsWithoutEffect;
    private final AtomicBoolean closed = new AtomicBoolean();

    public HarnessEmrService(EmrServiceConfig config) {
        clock = config.clock();
        clusters = new ClusterRegistry(clock);
        NodeConfiguration configuration = new NodeConfiguration();
        commands = new Commands(config.objectStore(), config.isolation());
        executor = new StepExecutor(new StepExecutionConfig(
                config.clock(),
                config.stepRunners(),
                commands.stepRunners(),
                config.objectStore(),
                config.yarn(),
                config.nodeLogs(),
                config.directory(),
                config.region(),
                config.stepEnvironment(),
                configuration,
                config.maximumStepTime(),
                config.terminationGrace()));
        bootstrapExecutor = new BootstrapExecutor(new BootstrapConfig(
                config.clock(),
                config.objectStore(),
                config.directory(),
                config.region(),
                config.stepEnvironment(),
                configuration));
        ResourceRegistry<String, SecurityConfiguration> securityConfigurations = new ResourceRegistry<>();
        Releases releases = Releases.load();
        ec2 = new Ec2Region(config.region(), new Ec2Capacity());
        RunJobFlowValidation validation = new RunJobFlowValidation(
                releases, new SecurityRules(securityConfigurations), new RoleRules(config), ec2);
        ClusterOperations clusterOperations =
                new ClusterOperations(config, clusters, executor, bootstrapExecutor, events, validation, ec2);
        clusterOperations.addTo(operations);
        new JobFlowOperations(clusters, clock, clusterOperations::describe).addTo(operations);
        new SessionOperations(clusters).addTo(operations);
        new StepOperations(clusters).addTo(operations);
        new BootstrapActionOperations(clusters).addTo(operations);
        new ReleaseOperations(releases).addTo(operations);
        new InstanceGroupOperations(clusters, ec2).addTo(operations);
        new InstanceFleetOperations(clusters, ec2).addTo(operations);
        new InstanceOperations(clusters, releases, ec2).addTo(operations);
        ResourceRegistry<String, Studio> studioRegistry = new ResourceRegistry<>();
        StudioSessionMappings mappings = new StudioSessionMappings(studioRegistry, clock);
        StudioOperations studios = new StudioOperations(config, studioRegistry, mappings);
        studios.addTo(operations);
        mappings.addTo(operations);
        new TagOperations(clusters::tagged, studios::tagged).addTo(operations);
        new AutoTerminationOperations(clusters).addTo(operations);
        new AutoScalingOperations(clusters).addTo(operations);
        new ManagedScalingOperations(clusters).addTo(operations);
        new SecurityConfigurationOperations(securityConfigurations, clock).addTo(operations);
        new BlockPublicAccessOperations(config).addTo(operations);
        new NotebookOperations(config, clusters).addTo(operations);
        new AppUiOperations(config, clusters).addTo(operations);
        new SessionCredentialsOperations(clusters, clock).addTo(operations);
        fieldsWithoutEffect = new FieldsWithoutEffect(operations, RequestFields.load());
    }

    @Override
    public EmrResponse execute(EmrRequest request) {
        if (closed.get()) {
            throw ClusterRegistry.harnessClosed();
        }
        OperationTable.Entry entry = operations.find(request.getClass());
        if (entry == null) {
            throw NotSupported.error("The operation " + OperationTable.nameOf(request.getClass())
                    + " is not supported by EMR Harness yet; its docs/coverage.md lists those that are.");
        }
        EmrResponse response = entry.operation().apply(request);
        fieldsWithoutEffect.warn(entry.name(), request);
        return response;
    }

    /** All that the harness performs. */
    OperationTable operations() {
        return operations;
    }

    public EmrEvents events() {
        return events;
    }

    /** How many instances EC2 can launch, for tests that make it scarce. */
    public Ec2Capacity ec2Capacity() {
        return ec2.capacity();
    }

    /**
     * Ends EC2 instances of a cluster as it may happen on EC2, all at once.
     *
     * @throws IllegalArgumentException if there is no such cluster, or one of these is not an active instance of it
     */
    public void loseInstances(String clusterId, Collection<String> ec2InstanceIds) {
        clusters.find(clusterId)
                .orElseThrow(() -> new IllegalArgumentException("There is no cluster [" + clusterId + "]."))
                .instances()
                .lose(ec2InstanceIds);
    }

    /** The EC2 instances of a cluster, those that have ended included; none if there is no such cluster. */
    public List<InstanceSnapshot> instances(String clusterId) {
        return clusters.find(clusterId)
                .map(cluster -> cluster.instances().instances())
                .orElse(List.of());
    }

    /** A cluster as engines see it; empty if there is none of that id. */
    public Optional<ClusterInfo> clusterInfo(String clusterId) {
        return clusters.find(clusterId).map(cluster -> new ClusterInfos(ec2.types())
                .of(
                        cluster.definition(),
                        cluster.instances().instances(),
                        cluster.instances().configurations()));
    }

    /** A cluster with what the API does not tell; empty if there is none of that id. */
    public Optional<ClusterSnapshot> cluster(String clusterId) {
        return clusters.find(clusterId).map(Cluster::snapshot);
    }

    /** A step with what the API does not tell; empty if there is none of these ids. */
    public Optional<StepSnapshot> step(String clusterId, String stepId) {
        return clusters.find(clusterId).flatMap(cluster -> cluster.step(stepId)).map(step -> step.snapshot());
    }

    /**
     * Kills the steps that run, waits for their end (10 seconds at most), and ends all threads. What is told of clusters
     * and steps can still be read; the API answers no more. Closing twice is harmless.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            executor.beginClose();
            bootstrapExecutor.beginClose();
            clusters.close().forEach(Cluster::shutDown);
            executor.close();
            bootstrapExecutor.close();
            commands.close();
            clock.close();
        }
    }
}
