package io.github.emrharness.core.steps;

import io.github.emrharness.core.configuration.NodeConfiguration;
import io.github.emrharness.core.lifecycle.HarnessClock;
import io.github.emrharness.core.model.StepOutcome;
import io.github.emrharness.core.model.StepRun;
import io.github.emrharness.core.model.StepTask;
import io.github.emrharness.core.node.NodeInfo;
import io.github.emrharness.spi.StepCommand;
import io.github.emrharness.spi.StepContext;
import io.github.emrharness.spi.StepProcess;
import io.github.emrharness.spi.StepStartException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.emr.model.FailureDetails;

/** One run of a step, from its directories to its archived logs. */
final class StepExecution implements StepRun {

    private static final Logger LOG = LoggerFactory.getLogger(StepExecution.class);

    private final StepExecutor executor;
    private final StepTask task;
    private final Consumer<StepOutcome> onEnd;
    private final StepCommand command;
    private final StepDirectories directories;
    private final StepLogFiles logs;
    private final Optional<LogDestination> destination;
    private final AtomicBoolean over = new AtomicBoolean();
    private final Instant started;
    private final StepPrograms programs;

    // Guarded by this.
    private @Nullable StepProcess process;
    private boolean interruptRequested;
    private boolean killRequested;
    private @Nullable Duration outOfTime;
    private final List<HarnessClock.ScheduledTask> timers = new ArrayList<>();

    StepExecution(StepExecutor executor, StepTask task, Consumer<StepOutcome> onEnd) {
        this.executor = executor;
        this.task = task;
        this.onEnd = onEnd;
        command = task.definition().command();
        directories = StepDirectories.of(executor.config().directory(), task.clusterId(), task.stepId());
        programs = new StepPrograms(executor, directories);
        logs = new StepLogFiles(executor.config().clock(), directories.logs());
        destination = task.logUri()
                .flatMap(LogDestination::parse)
                .map(logUri -> logUri.ofStep(task.clusterId(), task.stepId()));
        started = executor.config().clock().now();
    }

    // ---- stopping

    @Override
    public void interrupt() {
        StepProcess running;
        synchronized (this) {
            interruptRequested = true;
            running = process;
        }
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public void kill() {
        StepProcess running;
        synchronized (this) {
            killRequested = true;
            running = process;
        }
        if (running != null) {
            running.kill();
        }
    }

    @Override
    public void terminate() {
        interrupt();
        addTimer(executor.processTime().schedule(executor.config().terminationGrace(), this::kill));
    }

    private void runOutOfTime(Duration limit) {
        synchronized (this) {
            outOfTime = limit;
        }
        kill();
    }

    private synchronized boolean isStopped() {
        return interruptRequested || killRequested;
    }

    private synchronized void addTimer(HarnessClock.ScheduledTask timer) {
        if (over.get()) {
            timer.cancel();
        } else {
            timers.add(timer);
        }
    }

    // ---- starting

    @Override
    public void start() {
        executor.began(this);
        executor.execute(this::launch);
    }

    private void launch() {
        if (isStopped()) {
            end(Optional.empty(), Optional.empty());
            return;
        }
        try {
            directories.create();
            new NodeInfo(task.cluster(), task.masterInstanceId())
                    .writeOfMaster(directories.node().info());
            logs.create();
            Map<String, String> environment = environment();
            logStart(environment);
            programs.open(environment);
            StepContext context =
                    new LocalStepContext(task, sandboxed(command), directories.working(), logs, environment);
            programs.belongTo(context);
            if (isStopped()) {
                // The environment may have waited for the object store to start.
                end(Optional.empty(), Optional.empty());
                return;
            }
            limitTime();
            adopt(executor.runners().find(context.command()).start(context));
        } catch (StepStartException e) {
            notStarted(e.exitCode(), messageOf(e));
        } catch (IOException | RuntimeException | Error e) {
            LOG.warn("Step {} of {} cannot be started", task.stepId(), task.clusterId(), e);
            notStarted(1, "The harness could not start the step: " + e);
        }
    }

    private Map<String, String> environment() throws IOException {
        NodeConfiguration configuration = executor.config().configuration();
        Map<String, String> environment = StepEnvironment.of(
                directories,
                executor.config().region(),
                configuration.environment(directories.node()),
                executor.config().environment().get());
        configuration.write(task.cluster(), task.configurations(), directories.node(), environment);
        environment.putAll(configuration.exports(task.configurations(), command.commandName(), environment));
        return environment;
    }

    private StepCommand sandboxed(StepCommand given) {
        StepCommand changed = directories.inSandbox(given);
        if (!changed.equals(given)) {
            logs.controller("Paths of the master became those of its sandbox, "
                    + directories.node().root());
        }
        return changed;
    }

    private void limitTime() {
        executor.config()
                .maximumStepTime()
                .ifPresent(limit -> addTimer(executor.config().clock().schedule(limit, () -> runOutOfTime(limit))));
    }

    private void adopt(StepProcess newProcess) {
        boolean interrupt;
        boolean kill;
        synchronized (this) {
            process = newProcess;
            interrupt = interruptRequested;
            kill = killRequested;
        }
        OptionalLong pid = newProcess.pid();
        logs.controller(List.of(
                "HadoopJarStepRunner.Runner: startRun() called for " + task.stepId()
                        + (pid.isPresent() ? " Child Pid: " + pid.getAsLong() : ""),
                "Synchronously wait child process to complete : " + commandLine()));
        newProcess.exitCode().whenComplete((exitCode, failure) -> programs.end()
                .whenComplete((ended, never) -> executor.execute(() -> processEnded(exitCode, failure))));
        if (kill) {
            newProcess.kill();
        } else if (interrupt) {
            newProcess.interrupt();
        }
    }

    private void notStarted(int exitCode, String message) {
        logs.controllerWarning(message);
        logs.appendToStderr(message);
        end(
                Optional.of(exitCode),
                Optional.of(FailureDiagnosis.details(
                        "The step could not be started.", message, destination.map(to -> to.uri("stderr")))));
    }

    private static String messageOf(StepStartException e) {
        String message = e.getMessage();
        return message == null ? e.toString() : message;
    }

    // ---- ending

    private void processEnded(@Nullable Integer exitCode, @Nullable Throwable failure) {
        Duration limit;
        synchronized (this) {
            limit = outOfTime;
        }
        Optional<String> logFile = destination.map(to -> to.uri("stderr"));
        if (limit != null) {
            String message = "The step was killed: it ran longer than " + limit
                    + ", the maximum time of a step in this harness.";
            logs.controllerWarning(message);
            logs.appendToStderr(message);
            end(
                    Optional.ofNullable(exitCode),
                    Optional.of(FailureDiagnosis.details("The step ran out of time.", message, logFile)));
        } else if (exitCode == null) {
            LOG.warn("The process of step {} of {} was lost", task.stepId(), task.clusterId(), failure);
            String message = "The harness lost the process of the step: " + failure;
            logs.controllerWarning(message);
            logs.appendToStderr(message);
            end(Optional.empty(), Optional.of(FailureDiagnosis.details("The harness failed.", message, logFile)));
        } else if (exitCode == 0) {
            end(Optional.of(exitCode), Optional.empty());
        } else {
            end(Optional.of(exitCode), Optional.of(diagnose(logFile)));
        }
    }

    private FailureDetails diagnose(Optional<String> logFile) {
        try {
            FailureDetails found = FailureDiagnosis.of(logs.stderrPath(), logFile);
            return FailureDiagnosis.UNKNOWN.equals(found.reason())
                    ? FailureDiagnosis.ofSyslog(logs.syslogPath(), destination.map(to -> to.uri("syslog")))
                            .orElse(found)
                    : found;
        } catch (RuntimeException | Error e) {
            // A step must end whatever its stderr holds.
            LOG.warn("Cannot find the cause of the failure in {}", logs.stderrPath(), e);
            return FailureDiagnosis.details(FailureDiagnosis.UNKNOWN, "", logFile);
        }
    }

    /** Completes the logs, archives them, and only then tells the model. Whatever fails here, the model is told. */
    private void end(Optional<Integer> exitCode, Optional<FailureDetails> failure) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        cancelTimers();
        programs.end();
        Instant ended = executor.config().clock().now();
        try {
            completeLogs(exitCode, ended);
        } catch (RuntimeException e) {
            LOG.warn("The logs of step {} are not complete", task.stepId(), e);
        } finally {
            logs.closeController();
            try {
                OptionalInt code = exitCode.isPresent() ? OptionalInt.of(exitCode.get()) : OptionalInt.empty();
                onEnd.accept(new StepOutcome(ended, code, failure.or(() -> failureIfStopped(exitCode))));
            } finally {
                executor.ended(this);
            }
        }
    }

    /** A step that was stopped before it had a process has neither succeeded nor failed; the model cancels it. */
    private static Optional<FailureDetails> failureIfStopped(Optional<Integer> exitCode) {
        return exitCode.isPresent()
                ? Optional.empty()
                : Optional.of(FailureDiagnosis.details(FailureDiagnosis.UNKNOWN, "", Optional.empty()));
    }

    private void cancelTimers() {
        synchronized (this) {
            timers.forEach(HarnessClock.ScheduledTask::cancel);
            timers.clear();
        }
    }

    private void completeLogs(Optional<Integer> exitCode, Instant ended) {
        exitCode.ifPresent(code -> {
            if ((command.isCommandRunner() || command.isScriptRunner()) && !isStopped()) {
                logs.appendToStderr("Command exiting with ret '" + code + "'");
            }
            logEnd(code, ended);
        });
        logs.closeOutput();
        if (!executor.isClosing()) {
            task.cluster().logUri().flatMap(LogDestination::parse).ifPresent(logUri -> executor.containerLogs()
                    .store(task.clusterId(), logUri, directories.working(), logs));
            destination.ifPresent(to -> executor.archive().store(logs, to));
        }
    }

    // ---- the controller's story

    private void logStart(Map<String, String> environment) {
        List<String> lines = new ArrayList<>();
        lines.add("Ensure step " + task.number() + " jar file " + command.jar());
        lines.add("StepRunner: Created Runner for step " + task.number());
        lines.add("startExec '" + commandLine() + "'");
        lines.add("Environment:");
        environment.forEach((name, value) -> lines.add("  " + name + "=" + value));
        lines.add("redirectOutput to " + directories.logs().resolve("stdout"));
        lines.add("redirectError to " + directories.logs().resolve("stderr"));
        lines.add("Working dir " + directories.working());
        logs.controller(lines);
    }

    private void logEnd(int exitCode, Instant ended) {
        long seconds = Duration.between(started, ended).toSeconds();
        logs.controller(List.of(
                "waitProcessCompletion ended with exit code " + exitCode + " : " + commandLine(),
                "total process run time: " + seconds + " seconds",
                "Step created jobs: "));
        if (exitCode == 0) {
            logs.controller("Step succeeded with exitCode 0 and took " + seconds + " seconds");
        } else {
            logs.controllerWarning("Step failed with exitCode " + exitCode + " and took " + seconds + " seconds");
        }
    }

    private String commandLine() {
        List<String> words = new ArrayList<>(List.of("hadoop", "jar"));
        words.add(
                command.isCommandRunner()
                        ? "/var/lib/aws/emr/step-runner/hadoop-jars/command-runner.jar"
                        : command.jar());
        words.addAll(command.words());
        return String.join(" ", words);
    }
}
