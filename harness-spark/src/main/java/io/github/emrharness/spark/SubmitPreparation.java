package io.github.emrharness.spark;

import io.github.emrharness.jvm.JavaCommand;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.Isolation;
import io.github.emrharness.spi.ObjectStore;
import io.github.emrharness.spi.StepContext;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gets one step ready: fetches what it needs, writes its properties and describes its JVM. */
final class SubmitPreparation {

    private static final String MAIN_CLASS = "io.github.emrharness.spark.tools.SubmitMain";

    private final HarnessContext harness;
    private final SparkSettings settings;
    private final SparkJvms jvms;
    private final YarnContainers containers;
    private final PythonApplications python;
    private final StepApplications applications;
    private final StepContext step;
    private final SparkHive hive;
    private final SparkClassifications classifications;

    SubmitPreparation(
            HarnessContext harness,
            SparkSettings settings,
            SparkJvms jvms,
            YarnContainers containers,
            PythonApplications python,
            StepApplications applications,
            StepContext step) {
        this.harness = harness;
        this.settings = settings;
        this.jvms = jvms;
        this.containers = containers;
        this.python = python;
        this.applications = applications;
        this.step = step;
        this.hive = new SparkHive(harness, step);
        this.classifications = new SparkClassifications(step);
    }

    /** Spark has nothing to run, but something to say. */
    JavaCommand questionToSpark(List<String> args) throws IOException {
        return builder(
                        args,
                        new JavaOptions(Map.of(), List.of()),
                        environment(Map.of()),
                        step.logs().stdout(),
                        jvms.systemProperties())
                .build();
    }

    /**
     * An application that is ready to be submitted.
     *
     * @param command runs Spark's {@code SparkSubmit}
     */
    record Application(JavaCommand command, Deployment deployment) {}

    /**
     * @param stdout gets what the application prints
     */
    Application application(SparkSubmitCommandLine line, OutputStream stdout) throws IOException {
        Path directory = step.scratchDirectory();
        ObjectStore store = harness.objectStore();
        EmrJars emrJars = jvms.emrJars();
        ResourceLocalizer localizer =
                new ResourceLocalizer(store, emrJars, step.workingDirectory(), directory.resolve("spark-submit"));
        Isolation isolation = line.needsOwnJvm() ? Isolation.FORKED : harness.isolation();
        SparkSubmitPlan plan = new SparkSubmitPlanner(isolation, settings, localizer, emrJars)
                .plan(
                        withExamples(line),
                        classifications.defaults(),
                        weakestProperties(line, store),
                        classifications.jars(emrJars));
        classifications.noteWhatIsNotApplied();
        plan.notes().forEach(step.logs()::controller);
        if (isolation != harness.isolation()) {
            step.logs()
                    .controller(line.console().orElseThrow().program()
                            + " reads its commands in a JVM of its own, which starts anew each time");
        }
        hive.noteFactory(plan);
        Map<String, String> ofEveryJvm = ofEveryJvm(line);
        plan = plan.deployment().isOnYarn()
                ? new SparkYarn(harness, settings, jvms, containers, step).reachedBy(plan, ofEveryJvm)
                : new SparkHdfs(harness, step).reachedBy(maximized(plan));
        plan = EventLogs.writtenBy(plan, step);
        plan = applications.listenedTo(plan, step);
        Map<String, String> environment = environment(plan.driverEnvironment());
        if (line.isPython()) {
            PythonApplications.Prepared prepared = python.prepare(plan, step, environment, jvms.sparkVersion());
            environment = prepared.environment();
            plan = plan.with(prepared.conf());
        }
        Path properties = directory.resolve("spark-submit.properties");
        SparkProperties.write(plan.properties(), properties);
        List<String> arguments = new ArrayList<>(List.of("--properties-file", properties.toString()));
        arguments.addAll(plan.arguments());
        Map<String, String> ofDriver = new TreeMap<>(ofEveryJvm);
        if (line.needsOwnJvm()) {
            ofDriver.putAll(line.console().orElseThrow().systemProperties(step));
        }
        JavaCommand.Builder command = builder(arguments, plan.javaOptions(), environment, stdout, ofDriver);
        if (isolation == Isolation.FORKED) {
            command.jvmOptions(ForkedDriver.jvmOptions(plan, line.needsOwnJvm()))
                    .classPath(ForkedDriver.classPath(plan, jvms.jars()));
        }
        if (isolation == Isolation.IN_PROCESS || line.readsStdin()) {
            command.stdin(step.stdin());
        }
        return new Application(command.build(), plan.deployment());
    }

    /** System properties of the driver, and of application master and executors that are JVMs, too. */
    private Map<String, String> ofEveryJvm(SparkSubmitCommandLine line) throws IOException {
        Map<String, String> properties = new TreeMap<>(jvms.systemProperties());
        classifications
                .log4j(jvms.log4jConfiguration())
                .ifPresent(file -> properties.putAll(SparkJvms.loggingAsIn(file)));
        if (line.talksToPython()) {
            properties.putAll(SparkJvms.pythonProperties());
        }
        return properties;
    }

    private SparkSubmitPlan maximized(SparkSubmitPlan plan) {
        if (!classifications.maximizesResources()) {
            return plan;
        }
        Map<String, String> properties = new TreeMap<>(MaximizedResources.local(settings.cores()));
        properties.keySet().removeAll(plan.conf().keySet());
        return plan.with(properties);
    }

    private SparkSubmitCommandLine withExamples(SparkSubmitCommandLine line) throws IOException {
        String resource = line.primaryResource();
        if (SparkExamples.isMeantBy(resource)) {
            resource = jvms.examples().toString();
        } else if (line.isPython()) {
            resource = python.resource(resource, step, jvms.sparkVersion());
        }
        return new SparkSubmitCommandLine(line.options(), resource, line.applicationArguments());
    }

    private Map<String, String> environment(Map<String, String> ofDriver) {
        Map<String, String> given = new HashMap<>(step.environment());
        given.putAll(ofDriver);
        return SparkDefaults.environment(given, step.scratchDirectory());
    }

    private JavaCommand.Builder builder(
            List<String> arguments,
            JavaOptions javaOptions,
            Map<String, String> environment,
            OutputStream stdout,
            Map<String, String> ofEveryJvm)
            throws IOException {
        Map<String, String> systemProperties = new HashMap<>(ofEveryJvm);
        systemProperties.putAll(hive.systemProperties());
        systemProperties.putAll(step.command().properties());
        systemProperties.putAll(javaOptions.systemProperties());
        return jvms.command(MAIN_CLASS, "spark-submit " + step.stepId())
                .arguments(arguments)
                .environment(environment)
                .systemProperties(systemProperties)
                .workingDirectory(step.workingDirectory())
                .stdout(stdout)
                .stderr(step.logs().stderr());
    }

    /** What the harness sets, and what Spark would read in the files of Hadoop and Hive. */
    private Map<String, String> weakestProperties(SparkSubmitCommandLine line, ObjectStore store) throws IOException {
        Map<String, String> properties = SparkDefaults.properties(harness, settings, store, step.scratchDirectory());
        if (jvms.hasHive()) {
            properties.putAll(hive.properties());
        }
        properties.putAll(classifications.ofOtherFiles(hive));
        if (line.talksToPython()) {
            properties.putAll(SparkJvms.pythonConf());
        }
        return properties;
    }
}
