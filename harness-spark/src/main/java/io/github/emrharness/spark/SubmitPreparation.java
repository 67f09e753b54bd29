package io.github.emrharness.spark;

import io.github.emrharness.jvm.JavaCommand;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.Isolation;
import io.github.emrharness.spi.MetastoreService;
import io.github.emrharness.spi.ObjectStore;
import io.github.emrharness.spi.StepContext;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.emr.model.Configuration;

/** Gets one step ready: fetches what it needs, writes its properties and describes its JVM. */
final class SubmitPreparation {

    private static final String MAIN_CLASS = "io.github.emrharness.spark.tools.SubmitMain";

    private static final String HIVE_SITE = "spark-hive-site";

    /** Their properties are Hadoop's, and reach it under names that begin with {@code spark.hadoop.}. */
    private static final Set<String> HADOOP_FILES =
            Set.of("core-site", "hdfs-site", "yarn-site", "mapred-site", HIVE_SITE);

    private static final Set<String> WITHOUT_EFFECT =
            Set.of("spark", "spark-log4j", "spark-log4j2", "spark-metrics", "emrfs-site");

    private final HarnessContext harness;
    private final SparkSettings settings;
    private final SparkJvms jvms;
    private final PythonApplications python;
    private final StepApplications applications;
    private final StepContext step;
    private final SparkHive hive;

    SubmitPreparation(
            HarnessContext harness,
            SparkSettings settings,
            SparkJvms jvms,
            PythonApplications python,
            StepApplications applications,
            StepContext step) {
        this.harness = harness;
        this.settings = settings;
        this.jvms = jvms;
        this.python = python;
        this.applications = applications;
        this.step = step;
        this.hive = new SparkHive(harness, step);
    }

    /** Spark has nothing to run, but something to say. */
    JavaCommand questionToSpark(List<String> args) throws IOException {
        return builder(
                        args,
                        new JavaOptions(Map.of(), List.of()),
                        environment(Map.of()),
                        step.logs().stdout(),
                        Map.of())
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
        SparkSubmitPlan plan = new SparkSubmitPlanner(harness.isolation(), settings, localizer, emrJars)
                .plan(withExamples(line), clusterDefaults(), weakestProperties(store), clusterJars(emrJars));
        plan.notes().forEach(step.logs()::controller);
        hive.noteFactory(plan);
        plan = plan.deployment().isOnYarn()
                ? new SparkYarn(harness, settings, jvms, step).reachedBy(plan)
                : new SparkHdfs(harness, step).reachedBy(plan);
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
        JavaCommand.Builder command = builder(
                arguments,
                plan.javaOptions(),
                environment,
                stdout,
                line.isPython() ? SparkJvms.pythonProperties() : Map.of());
        if (harness.isolation() == Isolation.FORKED) {
            command.jvmOptions(ForkedDriver.jvmOptions(plan)).classPath(ForkedDriver.classPath(plan, jvms.jars()));
        }
        return new Application(command.build(), plan.deployment());
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
            Map<String, String> ofLanguage)
            throws IOException {
        Map<String, String> systemProperties = new HashMap<>(jvms.systemProperties());
        systemProperties.putAll(ofLanguage);
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
    private Map<String, String> weakestProperties(ObjectStore store) throws IOException {
        Map<String, String> properties = SparkDefaults.properties(harness, settings, store, step.scratchDirectory());
        if (jvms.hasHive()) {
            properties.putAll(hive.properties());
        }
        for (Configuration configuration : step.configurations()) {
            String classification = configuration.classification();
            if (HADOOP_FILES.contains(classification)) {
                configuration.properties().forEach((name, value) -> {
                    if (classification.equals(HIVE_SITE) && MetastoreService.isSelectedBy(name)) {
                        step.logs().controller(hive.note(name, value));
                    } else {
                        properties.put("spark.hadoop." + name, value);
                    }
                });
            }
        }
        return properties;
    }

    /** The cluster's {@code spark-defaults}; other classifications of Spark are not honoured yet, and said so. */
    private Map<String, String> clusterDefaults() {
        Map<String, String> defaults = new TreeMap<>();
        for (Configuration configuration : step.configurations()) {
            String classification = configuration.classification();
            if (classification.equals("spark-defaults")) {
                defaults.putAll(configuration.properties());
            } else if (WITHOUT_EFFECT.contains(classification)) {
                step.logs()
                        .controller("The cluster's configuration classification " + classification
                                + " is not applied to Spark steps yet");
            }
        }
        return defaults;
    }

    /** The table formats that the cluster's configuration switches on. */
    private List<Path> clusterJars(EmrJars emrJars) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Configuration configuration : step.configurations()) {
            String format = configuration.classification().replaceFirst("-defaults$", "");
            if (Boolean.parseBoolean(configuration.properties().get(format + ".enabled"))) {
                found.addAll(emrJars.enabledBy(configuration.classification()));
            }
        }
        return found;
    }
}
