package io.github.emrharness.junit5;

import io.github.emrharness.ClusterSpec;
import io.github.emrharness.Emr;
import io.github.emrharness.core.operations.EmrServiceException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a test class has of its own. JUnit's store closes it when the class has ended. */
final class ClassScope implements AutoCloseable {

    private final Owner owner;
    private final EmrTestConfig config;
    private final SharedHarness shared;
    private final SdkSettings.Lease lease;
    private final SdkClients clients;
    private final int mark;
    private @Nullable Emr emr;

    private ClassScope(Owner owner, EmrTestConfig config, SharedHarness shared, SdkSettings.Lease lease) {
        this.owner = owner;
        this.config = config;
        this.shared = shared;
        this.lease = lease;
        this.clients = new SdkClients(shared.harness());
        this.mark = shared.mark();
    }

    /** Opens the scope: from now on the AWS SDK is pointed to the harness. */
    static ClassScope open(
            Owner owner,
            EmrTestConfig config,
            SharedHarness shared,
            SdkSettings settings,
            Optional<ClassScope> enclosing) {
        SdkSettings.Lease lease = settings.point(
                owner.subject(),
                SdkProperties.of(shared),
                enclosing.map(scope -> scope.lease).orElse(null));
        shared.enter();
        return new ClassScope(owner, config, shared, lease);
    }

    /** Tells whether this was opened for this test class, or test, and not for one around it. */
    boolean isOf(ExtensionContext context) {
        return owner.contextId().equals(context.getUniqueId());
    }

    /**
     * This scope, if that extension has opened it.
     *
     * @throws ExtensionConfigurationException if it was another one
     */
    ClassScope openedBy(EmrExtension extension) {
        if (owner.extension() != extension) {
            throw new ExtensionConfigurationException(
                    owner.subject() + " is not the only one: the class has two or more. Keep one of them.");
        }
        return this;
    }

    EmrTestConfig config() {
        return config;
    }

    SharedHarness shared() {
        return shared;
    }

    SdkClients clients() {
        return clients;
    }

    /** A mark for the clusters that the code under test makes from the beginning of the class. */
    int mark() {
        return mark;
    }

    /** The cluster that the tests of the class share; started when it is first asked for. */
    synchronized Emr emr() {
        if (emr == null) {
            emr = start(owner.name());
        }
        return emr;
    }

    /** The cluster of the class if it was asked for already. */
    synchronized Optional<Emr> emrIfStarted() {
        return Optional.ofNullable(emr);
    }

    /** A cluster for one test; the caller closes it. */
    Emr emrOf(String method) {
        return start(owner.name() + "." + method);
    }

    private Emr start(String clusterName) {
        ClusterSpec asked = config.cluster();
        ClusterSpec spec = new ClusterSpec(
                clusterName.replaceAll("[<>$|`]", "_"),
                asked.releaseLabel(),
                asked.applications(),
                asked.stepConcurrencyLevel(),
                asked.configurations(),
                asked.logUri(),
                asked.stepTimeout());
        try {
            Emr started = Emr.start(shared.harness(), spec);
            shared.own(started.clusterId());
            return started;
        } catch (EmrServiceException e) {
            throw new ExtensionConfigurationException(
                    owner.subject() + ": EMR does not accept its cluster. " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try (lease;
                clients) {
            emrIfStarted().ifPresent(Emr::close);
        } finally {
            shared.leave();
        }
    }

    /**
     * For whom a scope was opened.
     *
     * @param subject who asks, as a message begins
     * @param name the name of the test class, as clusters should have it
     * @param contextId the unique id of the class, or of the test
     */
    record Owner(String subject, String name, String contextId, EmrExtension extension) {}
}
