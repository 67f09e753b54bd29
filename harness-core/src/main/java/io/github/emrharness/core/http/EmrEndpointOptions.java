package io.github.emrharness.core.http;

import java.time.Duration;
import java.util.Optional;

/**
 * The limits of an {@link EmrEndpoint}.
 *
 * @param port where to listen; 0 takes a free port
 * @param maxRequestBytes the longest body; a longer one is answered with {@code RequestEntityTooLargeException}
 * @param workerThreads how many requests are worked on at once
 * @param queuedRequests how many more may wait; beyond, requests are answered with {@code ThrottlingException}
 * @param requestTimeout how long a client may take to send one request, and to take one response
 * @param idleTimeout how long a connection without a request stays open
 * @param closeTimeout how long closing waits for the requests that are being worked on
 * @param signedWith the access key with which every request must be signed; empty to let anything pass
 */
public record EmrEndpointOptions(
        int port,
        int maxRequestBytes,
        int workerThreads,
        int queuedRequests,
        Duration requestTimeout,
        Duration idleTimeout,
        Duration closeTimeout,
        Optional<SigningCredentials> signedWith) {

    public EmrEndpointOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("The port of the EMR endpoint must be 0 to 65535, not " + port);
        }
        requirePositive("maxRequestBytes", maxRequestBytes);
        requirePositive("workerThreads", workerThreads);
        requirePositive("queuedRequests", queuedRequests);
        requirePositive("requestTimeout", requestTimeout);
        requirePositive("idleTimeout", idleTimeout);
        if (closeTimeout.isNegative()) {
            throw new IllegalArgumentException(
                    "closeTimeout of the EMR endpoint must not be negative, but is " + closeTimeout);
        }
    }

    /**
     * A free port, bodies up to 1 MiB, 8 workers with 1,024 waiting requests, 30 seconds for a request, 2 minutes idle,
     * 5 seconds to close. Signatures are not verified.
     */
    public static EmrEndpointOptions defaults() {
        return new EmrEndpointOptions(
                0,
                1024 * 1024,
                8,
                1024,
                Duration.ofSeconds(30),
                Duration.ofMinutes(2),
                Duration.ofSeconds(5),
                Optional.empty());
    }

    public EmrEndpointOptions withPort(int value) {
        return new EmrEndpointOptions(
                value,
                maxRequestBytes,
                workerThreads,
                queuedRequests,
                requestTimeout,
                idleTimeout,
                closeTimeout,
                signedWith);
    }

    public EmrEndpointOptions withMaxRequestBytes(int value) {
        return new EmrEndpointOptions(
                port, value, workerThreads, queuedRequests, requestTimeout, idleTimeout, closeTimeout, signedWith);
    }

    /** Sets how many requests are worked on at once and how many more may wait. */
    public EmrEndpointOptions withWorkers(int threads, int queued) {
        return new EmrEndpointOptions(
                port, maxRequestBytes, threads, queued, requestTimeout, idleTimeout, closeTimeout, signedWith);
    }

    public EmrEndpointOptions withRequestTimeout(Duration value) {
        return new EmrEndpointOptions(
                port, maxRequestBytes, workerThreads, queuedRequests, value, idleTimeout, closeTimeout, signedWith);
    }

    public EmrEndpointOptions withIdleTimeout(Duration value) {
        return new EmrEndpointOptions(
                port, maxRequestBytes, workerThreads, queuedRequests, requestTimeout, value, closeTimeout, signedWith);
    }

    public EmrEndpointOptions withCloseTimeout(Duration value) {
        return new EmrEndpointOptions(
                port, maxRequestBytes, workerThreads, queuedRequests, requestTimeout, idleTimeout, value, signedWith);
    }

    /** Verifies that every request is signed with that key. */
    public EmrEndpointOptions withSignedWith(SigningCredentials value) {
        return new EmrEndpointOptions(
                port,
                maxRequestBytes,
                workerThreads,
                queuedRequests,
                requestTimeout,
                idleTimeout,
                closeTimeout,
                Optional.of(value));
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " of the EMR endpoint must be at least 1, not " + value);
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " of the EMR endpoint must be positive, but is " + value);
        }
    }
}
