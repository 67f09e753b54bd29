package io.github.emrharness.core.bootstrap;

import io.github.emrharness.core.lifecycle.HarnessClock;
import io.github.emrharness.core.model.BootstrapFailure;
import io.github.emrharness.core.model.BootstrapRun;
import io.github.emrharness.core.model.BootstrapTask;
import io.github.emrharness.core.node.ClusterNode;
import io.github.emrharness.core.node.NodeEnvironment;
import io.github.emrharness.core.node.NodeInfo;
import io.github.emrharness.spi.StepProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.emr.model.BootstrapActionConfig;

/**
 * The bootstrap actions of one cluster, one after the other. On EMR they run on all nodes at once. Here all nodes are
 * this machine, where most of them would only do again what is done: so all run as on the master, and those that ask
 * which node they are on run once more for the core and once more for the task nodes, with a sandbox of their own.
 */
final class BootstrapExecution implements BootstrapRun {

    private static final Logger LOG = LoggerFactory.getLogger(BootstrapExecution.class);

    /** EMR gives up then. */
    private static final Duration TIME_LIMIT = Duration.ofMinutes(60);

    private final BootstrapExecutor executor;
    private final BootstrapTask task;
    private final List<String> unknownClassifications;
    private final Consumer<Optional<BootstrapFailure>> onEnd;
    private final List<BootstrapActionConfig> actions;
    private final MasterFailures masterFailures;
    private final ClusterNode master;
    private final Queue<BootstrapNodes> workers;
    private final Set<Integer> askingForNode = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean over = new AtomicBoolean();
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    // Guarded by this.
    private @Nullable StepProcess process;
    private boolean killed;
    private boolean outOfTime;
    private HarnessClock.@Nullable ScheduledTask timeLimit;

    /**
     * @param unknownClassifications EMR finds out about them after the bootstrap actions
     */
    BootstrapExecution(
            BootstrapExecutor executor,
            BootstrapTask task,
            List<String> unknownClassifications,
            Consumer<Optional<BootstrapFailure>> onEnd) {
        this.executor = executor;
        this.task = task;
        this.unknownClassifications = unknownClassifications;
        this.onEnd = onEnd;
        actions = task.cluster().request().bootstrapActions();
        masterFailures = new MasterFailures(task.masterInstanceId());
        master = ClusterNode.of(executor.config().directory(), task.cluster().clusterId());
        workers = new ConcurrentLinkedQueue<>(BootstrapNodes.workers(task, master));
    }

    @Override
    public void start() {
        executor.began(this);
        executor.execute(this::begin);
    }

    @Override
    public void kill() {
        StepProcess running;
        synchronized (this) {
            killed = true;
            running = process;
        }
        if (running != null) {
            running.kill();
        }
    }

    private void runOutOfTime() {
        synchronized (this) {
            outOfTime = true;
        }
        kill();
    }

    /** Completes when the model has been told. */
    CompletableFuture<Void> end() {
        return end;
    }

    private void begin() {
        try {
            HarnessClock.ScheduledTask timer = executor.config().clock().schedule(TIME_LIMIT, this::runOutOfTime);
            synchronized (this) {
                timeLimit = timer;
            }
            runOn(BootstrapNodes.master(task, master));
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        }
    }

    private void runOn(BootstrapNodes nodes) throws IOException {
        nodes.files().create();
        new NodeInfo(task.cluster(), task.masterInstanceId())
                .write(nodes.files().info(), nodes.role());
        Map<String, String> environment = NodeEnvironment.of(
                nodes.files(),
                executor.config().region(),
                executor.config().environment().get());
        run(1, nodes, environment);
    }

    private void run(int number, BootstrapNodes nodes, Map<String, String> environment) throws IOException {
        if (isOutOfTime()) {
            end(Optional.of(nodes.failures().timedOut(Math.min(number, actions.size()))));
        } else if (isKilled()) {
            end(Optional.empty());
        } else if (number > actions.size()) {
            runOnWorkers();
        } else if (nodes.isMaster() || askingForNode.contains(number)) {
            BootstrapAction action = new BootstrapAction(
                    executor, task, nodes, number, actions.get(number - 1).scriptBootstrapAction(), environment);
            action.run(this::adopt).whenComplete((failure, lost) -> {
                if (lost != null) {
                    fail(lost);
                } else if (isOutOfTime()) {
                    end(Optional.of(nodes.failures().timedOut(number)));
                } else if (failure.isPresent()) {
                    end(failure);
                } else {
                    if (action.asksForNode()) {
                        askingForNode.add(number);
                    }
                    executor.execute(() -> goOn(number + 1, nodes, environment));
                }
            });
        } else {
            run(number + 1, nodes, environment);
        }
    }

    private void goOn(int number, BootstrapNodes nodes, Map<String, String> environment) {
        try {
            run(number, nodes, environment);
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        }
    }

    private void runOnWorkers() throws IOException {
        BootstrapNodes next = askingForNode.isEmpty() ? null : workers.poll();
        if (next == null) {
            provision();
        } else {
            runOn(next);
        }
    }

    private void provision() {
        if (unknownClassifications.isEmpty()) {
            end(Optional.empty());
        } else {
            LOG.warn(
                    "{}: its applications cannot be configured, EMR knows no classification {}",
                    task.cluster().clusterId(),
                    String.join(", ", unknownClassifications));
            end(Optional.of(masterFailures.applicationProvisioningFailed()));
        }
    }

    /** The harness itself has failed. */
    private void fail(Throwable cause) {
        LOG.warn("The bootstrap actions of {} cannot be run", task.cluster().clusterId(), cause);
        end(Optional.of(masterFailures.applicationProvisioningFailed()));
    }

    private void adopt(StepProcess started) {
        boolean kill;
        synchronized (this) {
            process = started;
            kill = killed;
        }
        if (kill) {
            started.kill();
        }
    }

    private synchronized boolean isKilled() {
        return killed;
    }

    private synchronized boolean isOutOfTime() {
        return outOfTime;
    }

    private void end(Optional<BootstrapFailure> failure) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        synchronized (this) {
            if (timeLimit != null) {
                timeLimit.cancel();
            }
        }
        try {
            onEnd.accept(failure);
        } finally {
            executor.ended(this);
            end.complete(null);
        }
    }
}
