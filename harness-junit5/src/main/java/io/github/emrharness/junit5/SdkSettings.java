package io.github.emrharness.junit5;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * The system properties from which clients of the AWS SDK for Java 2.x take endpoints, region and keys. There is one set of
 * them in a JVM, so test classes that run at the same time must want the same; only a nested class may want something else
 * than the classes around it, which wait for it.
 */
final class SdkSettings {

    private final Deque<Layer> layers = new ArrayDeque<>();

    /**
     * Points the SDK to a harness until the lease is closed.
     *
     * @param subject who wants it, for the message if it cannot be
     * @param wanted the properties; an empty value takes the property away
     * @param within the lease of the enclosing test class
     * @throws ExtensionConfigurationException if another test class, which runs now, wants something else
     */
    synchronized Lease point(String subject, Map<String, Optional<String>> wanted, @Nullable Lease within) {
        Layer top = layers.peek();
        if (top == null || !top.wanted.equals(wanted)) {
            layers.stream()
                    .flatMap(layer -> layer.leases.stream())
                    .filter(lease -> !lease.encloses(within))
                    .findFirst()
                    .ifPresent(lease -> {
                        throw conflict(subject, lease.subject);
                    });
            top = new Layer(wanted, set(wanted));
            layers.push(top);
        }
        Lease lease = new Lease(subject, within, top);
        top.leases.add(lease);
        return lease;
    }

    private synchronized void release(Lease lease) {
        if (lease.layer.leases.remove(lease) && lease.layer.leases.isEmpty()) {
            layers.remove(lease.layer);
            set(lease.layer.previous);
        }
    }

    private static ExtensionConfigurationException conflict(String one, String other) {
        return new ExtensionConfigurationException(one + " and " + other
                + " run at the same time but need different harnesses (isolation, engineLogLevel, sparkMaster, progression, region or"
                + " settings differ), and the AWS SDK of one JVM can be pointed to one harness only. Give both the same"
                + " settings, or run them one after the other (@Isolated) or in several forks.");
    }

    /** Sets the properties, or takes away those that are empty; returns what was there. */
    private static Map<String, Optional<String>> set(Map<String, Optional<String>> values) {
        Map<String, Optional<String>> previous = new LinkedHashMap<>();
        values.forEach((name, value) -> previous.put(
                name,
                Optional.ofNullable(
                        value.isPresent() ? System.setProperty(name, value.get()) : System.clearProperty(name))));
        return previous;
    }

    /** What is set now, and what was set before it. */
    private static final class Layer {

        private final Map<String, Optional<String>> wanted;
        private final Map<String, Optional<String>> previous;
        private final List<Lease> leases = new ArrayList<>();

        private Layer(Map<String, Optional<String>> wanted, Map<String, Optional<String>> previous) {
            this.wanted = wanted;
            this.previous = previous;
        }
    }

    /** Keeps the SDK pointed to a harness until it is closed. */
    final class Lease implements AutoCloseable {

        private final String subject;
        private final @Nullable Lease within;
        private final Layer layer;

        private Lease(String subject, @Nullable Lease within, Layer layer) {
            this.subject = subject;
            this.within = within;
            this.layer = layer;
        }

        private boolean encloses(@Nullable Lease other) {
            for (Lease lease = other; lease != null; lease = lease.within) {
                if (lease == this) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void close() {
            release(this);
        }
    }
}
