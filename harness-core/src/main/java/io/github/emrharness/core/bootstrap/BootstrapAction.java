package io.github.emrharness.core.bootstrap;

import io.github.emrharness.core.commands.CommandLine;
import io.github.emrharness.core.commands.FileFetcher;
import io.github.emrharness.core.commands.GuardedProcess;
import io.github.emrharness.core.model.BootstrapFailure;
import io.github.emrharness.core.model.BootstrapTask;
import io.github.emrharness.core.node.ClusterNode;
import io.github.emrharness.core.node.NodeInfo;
import io.github.emrharness.core.node.NodePaths;
import io.github.emrharness.core.steps.LogDestination;
import io.github.emrharness.core.steps.StepLogFiles;
import io.github.emrharness.spi.StepProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import software.amazon.awssdk.services.emr.model.ScriptBootstrapActionConfig;

/** One bootstrap action on one node, from its script to its archived logs. */
final class BootstrapAction {

    private final BootstrapExecutor executor;
    private final BootstrapTask task;
    private final BootstrapNodes nodes;
    private final int number;
    private final String path;
    private final List<String> args;
    private final NodePaths paths;
    private final BootstrapFailures failures;
    private final Path directory;
    private final Path logDirectory;
    private final StepLogFiles logs;
    private final Map<String, String> environment;
    private final Instant started;
    private volatile boolean asksForNode;

    /**
     * @param nodes what it runs on
     * @param number 1 for the first of the cluster
     * @param environment that of every process on the node
     */
    BootstrapAction(
            BootstrapExecutor executor,
            BootstrapTask task,
            BootstrapNodes nodes,
            int number,
            ScriptBootstrapActionConfig script,
            Map<String, String> environment) {
        this.executor = executor;
        this.task = task;
        this.nodes = nodes;
        this.number = number;
        path = script.path();
        ClusterNode node = nodes.files();
        paths = new NodePaths(node);
        args = script.args().stream().map(paths::inSandbox).toList();
        failures = nodes.failures();
        directory = node.bootstrapActionDirectory(number);
        logDirectory = node.bootstrapActionLogs(number);
        logs = new StepLogFiles(executor.config().clock(), logDirectory);
        this.environment = new TreeMap<>(environment);
        this.environment.put("PWD", directory.toString());
        started = executor.config().clock().now();
    }

    /**
     * Runs it; completes with why it failed, or empty.
     *
     * @param onStart is given the process once there is one
     * @throws IOException if its directories cannot be made
     */
    CompletableFuture<Optional<BootstrapFailure>> run(Consumer<StepProcess> onStart) throws IOException {
        Files.createDirectories(directory);
        Files.createDirectories(logDirectory);
        logs.create();
        List<String> words;
        try {
            words = words();
        } catch (IOException e) {
            logs.controllerError(String.valueOf(e.getMessage()));
            closeLogs();
            return CompletableFuture.completedFuture(Optional.of(
                    FileFetcher.isInS3(path)
                            ? failures.downloadFailed(number, path)
                            : failures.fileNotFound(number, path)));
        } catch (IllegalArgumentException e) {
            logs.appendToStderr(String.valueOf(e.getMessage()));
            return CompletableFuture.completedFuture(ended(1));
        }
        if (words.isEmpty()) {
            return CompletableFuture.completedFuture(ended(0));
        }
        return start(words, onStart);
    }

    /** Whether what it does depends on the node, as far as can be seen when it has run. */
    boolean asksForNode() {
        return asksForNode;
    }

    /** What to run; empty for a run-if whose condition does not hold. */
    private List<String> words() throws IOException {
        if (!RunIf.is(path)) {
            return words(path, args);
        }
        asksForNode = true;
        if (!RunIf.holds(args, NodeInfo.instance(task.cluster(), nodes.role()))) {
            logs.controller("The condition " + args.get(0) + " does not hold on this node");
            return List.of();
        }
        List<String> command = RunIf.command(args);
        return FileFetcher.isInS3(command.get(0)) ? words(command.get(0), command.subList(1, command.size())) : command;
    }

    private List<String> words(String script, List<String> arguments) throws IOException {
        Path file = executor.fetcher().fetch(paths.inSandbox(script), directory);
        if (NodeInfo.isAskedForBy(file, arguments)) {
            asksForNode = true;
        }
        if (FileFetcher.isInS3(script)) {
            FileFetcher.makeExecutable(file);
            if (paths.putInto(file)) {
                logs.controller("Paths of the node in " + script + " became those of its sandbox");
            }
        }
        List<String> words = new ArrayList<>(List.of(file.toString()));
        words.addAll(arguments);
        return words;
    }

    private CompletableFuture<Optional<BootstrapFailure>> start(List<String> words, Consumer<StepProcess> onStart) {
        CommandLine command = new CommandLine(words, environment, directory, logs.stdout(), logs.stderr());
        logStart(command);
        GuardedProcess process;
        try {
            process = GuardedProcess.start(command);
        } catch (IOException e) {
            logs.appendToStderr("java.io.IOException: " + e.getMessage());
            return CompletableFuture.completedFuture(ended(1));
        }
        logs.controller("ProcessRunner started child process " + process.pid().orElseThrow() + " : " + command);
        onStart.accept(process);
        return process.exitCode().toCompletableFuture().thenApplyAsync(this::ended, executor::execute);
    }

    private void logStart(CommandLine command) {
        List<String> lines = new ArrayList<>();
        lines.add("startExec '" + command + "'");
        lines.add("Environment:");
        environment.forEach((name, value) -> lines.add("  " + name + "=" + value));
        lines.add("redirectOutput to " + logDirectory.resolve("stdout"));
        lines.add("redirectError to " + logDirectory.resolve("stderr"));
        lines.add("Working dir " + directory);
        logs.controller(lines);
    }

    private Optional<BootstrapFailure> ended(int exitCode) {
        long seconds =
                Duration.between(started, executor.config().clock().now()).toSeconds();
        logs.controller(List.of(
                "waitProcessCompletion ended with exit code " + exitCode,
                "total process run time: " + seconds + " seconds"));
        if (exitCode != 0) {
            logs.controllerError("Execution failed with code '" + exitCode + "'");
        }
        closeLogs();
        return exitCode == 0 ? Optional.empty() : Optional.of(failures.nonZero(number, path, exitCode));
    }

    private void closeLogs() {
        logs.closeOutput();
        if (!executor.isClosing()) {
            task.cluster()
                    .logUri()
                    .flatMap(LogDestination::parse)
                    .map(logUri -> logUri.ofBootstrapAction(task.cluster().clusterId(), nodes.instanceId(), number))
                    .ifPresent(destination -> executor.archive().store(logs, destination));
        }
        logs.closeController();
    }
}
