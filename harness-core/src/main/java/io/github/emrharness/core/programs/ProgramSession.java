package io.github.emrharness.core.programs;

import io.github.emrharness.spi.ProgramStarter;
import io.github.emrharness.spi.StepProcess;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The calls of one step, from its start to its end, or those of a program that is there for longer. */
public final class ProgramSession {

    /** The variable that leads the programs to the step: the port, a slash and the token. */
    public static final String VARIABLE = "EMR_HARNESS_STEP";

    private static final int TOKEN_BITS = 128;
    private static final int SAME_CALLER_SECONDS = 30;

    private final int port;
    private final String token;
    private final ProgramStarter starter;
    private final Executor executor;
    private final Map<String, ProgramSession> sessions;
    /** Connections of calls that are being made, by the caller and the purpose. */
    private final Map<String, CompletableFuture<CallConnection>> connections = new ConcurrentHashMap<>();

    // Guarded by this.
    private final Set<StepProcess> running = new HashSet<>();
    private boolean ended;
    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();

    ProgramSession(
            int port,
            SecureRandom random,
            ProgramStarter starter,
            Executor executor,
            Map<String, ProgramSession> sessions) {
        this.port = port;
        token = new BigInteger(TOKEN_BITS, random).toString(Character.MAX_RADIX);
        this.starter = starter;
        this.executor = executor;
        this.sessions = sessions;
    }

    String token() {
        return token;
    }

    /** The value of {@link #VARIABLE} for the step. */
    public String variable() {
        return port + "/" + token;
    }

    /**
     * Ends the calls that still run, whose callers have ended with the step, and serves no other.
     *
     * @return completes when they have ended
     */
    public CompletionStage<?> end() {
        sessions.remove(token);
        Set<StepProcess> left;
        synchronized (this) {
            ended = true;
            left = Set.copyOf(running);
            if (left.isEmpty()) {
                over.complete(null);
            }
        }
        left.forEach(StepProcess::kill);
        return over.thenRun(() -> connections.keySet().removeIf(this::close));
    }

    /** Takes a connection: runs what it asks for, or keeps it as a stream of a caller. */
    void serve(CallConnection connection) throws IOException {
        String purpose = CallReader.text(connection.in());
        String caller = CallReader.text(connection.in());
        if (purpose.equals("run")) {
            try {
                new CallExecution(this, caller, connection).run();
            } finally {
                closeStreams(caller);
                connection.close().run();
            }
        } else {
            connection(caller, purpose).complete(connection);
            if (hasEnded()) {
                closeStreams(caller);
            }
        }
    }

    /** The caller's connection for a stream, which it makes at the same time. */
    CallConnection await(String caller, CallStream stream) throws IOException {
        try {
            return connection(caller, stream.purpose()).get(SAME_CALLER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("The caller " + caller + " does not connect for its " + stream.purpose() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The harness is closed.", e);
        }
    }

    private CompletableFuture<CallConnection> connection(String caller, String purpose) {
        return connections.computeIfAbsent(caller + "/" + purpose, key -> new CompletableFuture<>());
    }

    /** Their end is the end of the output for the caller. */
    void closeStreams(String caller) {
        connections.keySet().removeIf(key -> key.startsWith(caller + "/") && close(key));
    }

    private boolean close(String key) {
        CompletableFuture<CallConnection> connection = connections.get(key);
        if (connection != null) {
            connection.thenAccept(made -> made.close().run());
        }
        return true;
    }

    private synchronized boolean hasEnded() {
        return ended;
    }

    ProgramStarter starter() {
        return starter;
    }

    Executor executor() {
        return executor;
    }

    /** A process has been started; it is killed at once if the step has ended meanwhile. */
    void started(StepProcess process) {
        boolean tooLate;
        synchronized (this) {
            running.add(process);
            tooLate = ended;
        }
        if (tooLate) {
            process.kill();
        }
    }

    void ended(StepProcess process) {
        boolean last;
        synchronized (this) {
            running.remove(process);
            last = ended && running.isEmpty();
        }
        if (last) {
            over.complete(null);
        }
    }
}
