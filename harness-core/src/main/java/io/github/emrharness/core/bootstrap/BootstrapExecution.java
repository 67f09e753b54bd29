package io.github.emrharness.core.bootstrap;

import io.github.emrharness.core.lifecycle.HarnessClock;
import io.github.emrharness.core.model.BootstrapFailure;
import io.github.emrharness.core.model.BootstrapRun;
import io.github.emrharness.core.model.BootstrapTask;
import io.github.emrharness.core.node.MasterNode;
import io.github.emrharness.core.node.NodeEnvironment;
import io.github.emrharness.core.node.NodeInfo;
import io.github.emrharness.spi.StepProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.emr.model.BootstrapActionConfig;

/**
 * The bootstrap actions of one cluster, one after the other. On EMR they run on every node; here all nodes are this
 * machine, so they run once, as on the master.
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
    private final BootstrapFailures failures;
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
        failures = new BootstrapFailures(task.masterInstanceId());
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
            MasterNode node =
                    MasterNode.of(executor.config().directory(), task.cluster().clusterId());
            node.create();
            new NodeInfo(task.cluster(), task.masterInstanceId()).write(node.info());
            Map<String, String> environment = NodeEnvironment.of(
                    node,
                    executor.config().region(),
                    executor.config().environment().get());
            HarnessClock.ScheduledTask timer = executor.config().clock().schedule(TIME_LIMIT, this::runOutOfTime);
            synchronized (this) {
                timeLimit = timer;
            }
            run(1, node, environment);
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        }
    }

    private void run(int number, MasterNode node, Map<String, String> environment) {
        if (isOutOfTime()) {
            end(Optional.of(failures.timedOut(Math.min(number, actions.size()))));
            return;
        }
        if (isKilled()) {
            end(Optional.empty());
            return;
        }
        if (number > actions.size()) {
            provision();
            return;
        }
        BootstrapAction action = new BootstrapAction(
                executor, task, number, actions.get(number - 1).scriptBootstrapAction(), node, environment);
        try {
            action.run(this::adopt).whenComplete((failure, lost) -> {
                if (lost != null) {
                    fail(lost);
                } else if (isOutOfTime()) {
                    end(Optional.of(failures.timedOut(number)));
                } else if (failure.isPresent()) {
                    end(failure);
                } else {
                    executor.execute(() -> run(number + 1, node, environment));
                }
            });
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
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
            end(Optional.of(failures.applicationProvisioningFailed()));
        }
    }

    /** The harness itself has failed. */
    private void fail(Throwable cause) {
        LOG.warn("The bootstrap actions of {} cannot be run", task.cluster().clusterId(), cause);
        end(Optional.of(failures.applicationProvisioningFailed()));
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
