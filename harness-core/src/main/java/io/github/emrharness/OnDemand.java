package io.github.emrharness;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that is started when it is first needed, by one thread while the others wait, and closed if it was started.
 * A failed start is remembered: asking again gives the same failure at once.
 */
final class OnDemand<T extends AutoCloseable> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OnDemand.class);

    private final String name;
    private final Callable<T> start;
    private volatile @Nullable T value;
    private @Nullable RuntimeException failure;
    private boolean closed;

    OnDemand(String name, Callable<T> start) {
        this.name = name;
        this.start = start;
    }

    synchronized T get() {
        if (value != null) {
            return value;
        }
        if (closed) {
            throw new IllegalStateException("The harness is closed: its " + name + " cannot be started any more.");
        }
        if (failure != null) {
            throw failure;
        }
        try {
            T started = start.call();
            value = started;
            return started;
        } catch (Exception e) {
            failure = e instanceof RuntimeException unchecked
                    ? unchecked
                    : new IllegalStateException("Cannot start the " + name + ": " + e.getMessage(), e);
            throw failure;
        }
    }

    /** Does this with the value if it has been started, on the calling thread; else nothing. */
    void ifStarted(Consumer<T> action) {
        T started = value;
        if (started != null) {
            action.accept(started);
        }
    }

    /** The value if it has been started. */
    Optional<T> started() {
        return Optional.ofNullable(value);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (value != null) {
            try {
                value.close();
            } catch (Exception e) {
                LOG.warn("Cannot close the {}", name, e);
            }
            value = null;
        }
    }
}
