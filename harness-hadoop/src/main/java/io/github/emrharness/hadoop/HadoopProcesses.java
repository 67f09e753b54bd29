package io.github.emrharness.hadoop;

import io.github.emrharness.hadoop.ClientConfiguration.Needs;
import io.github.emrharness.jvm.JavaCommand;
import io.github.emrharness.jvm.JavaProcess;
import io.github.emrharness.spi.DeferredStepProcess;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.StepContext;
import io.github.emrharness.spi.StepProcess;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the JVMs of Hadoop's programs as the scripts of Hadoop do: with the cluster's configuration and options. */
final class HadoopProcesses {

    private static final Logger LOG = LoggerFactory.getLogger(HadoopProcesses.class);
    private static final String CONFIGURATION = "HADOOP_CONF_DIR";
    private static final String ROOT_LOGGER = "HADOOP_ROOT_LOGGER";

    private final HarnessContext harness;
    private final HadoopJvms jvms;
    private final ClientConfiguration configuration;

    HadoopProcesses(HarnessContext harness, HadoopSettings settings, HadoopJvms jvms) {
        this.harness = harness;
        this.jvms = jvms;
        configuration = new ClientConfiguration(harness, settings, jvms);
    }

    HadoopJvms jvms() {
        return jvms;
    }

    /**
     * Starts a program.
     *
     * @param mainClass of our own package of tools
     * @param command what a user asked for
     * @throws IOException if Hadoop, or what the program needs of the cluster, cannot be had
     */
    StepProcess start(StepContext step, HadoopCommand command, String mainClass, List<String> arguments, Needs needs)
            throws IOException {
        Map<String, String> environment = environment(step, command);
        Path own = Files.createTempDirectory(
                Files.createDirectories(jvms.directory().resolve("clients")), step.stepId());
        Path given = Path.of(command.configuration()
                .orElseGet(() -> Objects.requireNonNull(environment.get(CONFIGURATION), CONFIGURATION)));
        boolean hasApplications =
                configuration.write(step, step.workingDirectory().resolve(given), own, arguments, needs);
        environment.put(CONFIGURATION, own.toString());
        JavaOptions options = JavaOptions.of(environment);
        Map<String, String> properties = new HashMap<>(jvms.loggingProperties());
        properties.put("user.name", "hadoop");
        properties.put("user.home", environment.getOrDefault("HOME", ""));
        properties.putAll(options.systemProperties());
        properties.putAll(step.command().properties());
        JavaCommand.Builder builder = jvms.command(HadoopJvms.TOOLS + mainClass, command.name() + " " + step.stepId())
                .arguments(arguments)
                .environment(environment)
                .systemProperties(properties)
                .workingDirectory(step.workingDirectory())
                .stdin(reads(command) ? step.stdin() : InputStream.nullInputStream())
                .stdout(step.logs().stdout())
                .stderr(step.logs().stderr());
        if (jvms.isForked()) {
            builder.jvmOptions(options.others());
        }
        JavaProcess jvm = jvms.start(builder.build());
        CompletionStage<Integer> exit =
                hasApplications ? jvm.onExit().thenCompose(code -> afterApplications(code, step)) : jvm.onExit();
        DeferredStepProcess process = new DeferredStepProcess();
        process.runs(exit, jvm::terminate, jvm::kill);
        return process;
    }

    /**
     * Only what is told to reads stdin, as {@code hadoop fs -put - FILE}. To a JVM of its own it would be handed over unasked,
     * and be lost to the loop of a script around the command.
     */
    private static boolean reads(HadoopCommand command) {
        return command.arguments().contains("-");
    }

    /** A client that was told to end leaves its application behind, which would outlive the step. */
    private CompletionStage<Integer> afterApplications(int code, StepContext step) {
        if (code != DeferredStepProcess.TERMINATED && code != DeferredStepProcess.KILLED) {
            return CompletableFuture.completedStage(code);
        }
        return CompletableFuture.supplyAsync(() -> {
            try {
                if (harness.hadoop().isPresent()) {
                    harness.hadoop().get().endApplications(step.clusterId(), step.stepId(), Duration.ZERO);
                }
            } catch (IOException e) {
                LOG.debug("The applications of {} cannot be killed", step.stepId(), e);
            }
            return code;
        });
    }

    private Map<String, String> environment(StepContext step, HadoopCommand command) {
        Map<String, String> environment = new HashMap<>(step.environment());
        environment.putIfAbsent("HADOOP_USER_NAME", "hadoop");
        command.logLevel()
                .ifPresent(level -> environment.merge(
                        ROOT_LOGGER,
                        level + ",console",
                        (given, ignored) -> given.contains(",") ? level + given.substring(given.indexOf(',')) : level));
        if (!jvms.isForked()) {
            // Streaming looks for a mapper of the job's own files where its JVM is, and then on the PATH.
            List<String> path = new ArrayList<>(List.of(step.workingDirectory().toString()));
            path.add(environment.getOrDefault("PATH", ""));
            environment.put("PATH", String.join(File.pathSeparator, path));
        }
        return environment;
    }
}
