package io.github.emrharness.spark;

import io.github.emrharness.jvm.classpath.Artifacts;
import io.github.emrharness.spi.HadoopService;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.StepContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The cluster's YARN, for the steps that run on it. */
final class SparkYarn {

    private static final Logger LOG = LoggerFactory.getLogger(SparkYarn.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String HADOOP = "spark.hadoop.";
    private static final String TAGS = "spark.yarn.tags";
    private static final String SHUFFLE_SERVICE = "spark.shuffle.service.enabled";
    private static final String INSTANCES = "spark.executor.instances";
    private static final String DYNAMIC_ALLOCATION = "spark.dynamicAllocation.enabled";
    private static final String INITIAL_EXECUTORS = "spark.dynamicAllocation.initialExecutors";
    private static final String MIN_EXECUTORS = "spark.dynamicAllocation.minExecutors";
    private static final String MAX_EXECUTORS = "spark.dynamicAllocation.maxExecutors";
    private static final String SHUFFLE_TRACKING = "spark.dynamicAllocation.shuffleTracking.enabled";
    /** What else stands there Spark itself refuses. */
    private static final Predicate<String> COUNT = Pattern.compile("\\d{1,9}").asMatchPredicate();

    private static final List<String> CONTAINER_ENVIRONMENTS =
            List.of("spark.yarn.appMasterEnv.", "spark.executorEnv.");

    private final HarnessContext harness;
    private final SparkSettings settings;
    private final SparkJvms jvms;
    private final YarnContainers containers;
    private final StepContext step;

    SparkYarn(
            HarnessContext harness,
            SparkSettings settings,
            SparkJvms jvms,
            YarnContainers containers,
            StepContext step) {
        this.harness = harness;
        this.settings = settings;
        this.jvms = jvms;
        this.containers = containers;
        this.step = step;
    }

    /**
     * Adds what a step needs to run on YARN; starts the YARN of the cluster if need be, and waits for it.
     *
     * @param systemProperties of every Spark of the step
     * @throws IOException if the class path of the test lacks a part of it, or YARN does not start
     */
    SparkSubmitPlan reachedBy(SparkSubmitPlan plan, Map<String, String> systemProperties) throws IOException {
        HadoopService service = harness.hadoop()
                .orElseThrow(() -> new IOException("The step cannot run on YARN: the artefact "
                        + "io.github.emrharness:emr-harness-hadoop, which brings YARN, is not on the class path of the "
                        + "test."));
        checkClient();
        Map<String, String> weak = new TreeMap<>(defaults());
        Map<String, String> yarn = service.yarn(step.clusterId());
        yarn.forEach((name, value) -> weak.put(HADOOP + name, value));
        if (new SparkClassifications(step).maximizesResources()) {
            harness.cluster(step.clusterId())
                    .ifPresent(cluster -> weak.putAll(MaximizedResources.onYarn(
                            cluster,
                            yarn,
                            plan.deployment(),
                            Runtime.getRuntime().availableProcessors())));
        }
        weak.putAll(environment());
        if (Boolean.parseBoolean(plan.conf().get(DYNAMIC_ALLOCATION))) {
            weak.remove(INSTANCES);
        } else if (!plan.conf().containsKey(DYNAMIC_ALLOCATION)) {
            weak.putAll(dynamicAllocation(plan, weak));
        }
        weak.keySet().removeAll(plan.conf().keySet());
        SparkSubmitPlan reached = plan.with(weak).with(tags(plan));
        if (Boolean.parseBoolean(plan.conf().get(SHUFFLE_SERVICE))) {
            step.logs()
                    .controller("The node managers of the harness have no shuffle service: " + SHUFFLE_SERVICE
                            + " became false");
            reached = reached.with(Map.of(SHUFFLE_SERVICE, "false"));
        }
        return reached.with(containers.properties(reached, step, systemProperties));
    }

    /** Spark's client of YARN knows the insides of its Spark. */
    private void checkClient() throws IOException {
        String spark = jvms.sparkVersion();
        String artifact = jvms.artifact("spark-yarn");
        String add = "Add org.apache.spark:" + artifact + ":" + spark + " to the tests.";
        Optional<String> found = jvms.jars().stream()
                .flatMap(jar -> Artifacts.find(jar, artifact::equals).stream())
                .map(Artifacts.Artifact::version)
                .findFirst();
        if (found.isEmpty()) {
            throw new IOException("The step cannot run on YARN: there is no " + artifact
                    + "-<version>.jar on the test's class path. " + add);
        }
        if (!found.get().equals(spark)) {
            throw new IOException("The step cannot run on YARN: the test's class path has Spark " + spark + ", but "
                    + artifact + " " + found.get() + ". " + add);
        }
    }

    /** What makes applications fast that live for seconds: Spark's own values are for those that live for hours. */
    private Map<String, String> defaults() {
        Map<String, String> properties = new TreeMap<>();
        properties.put(INSTANCES, "1");
        properties.put("spark.executor.cores", String.valueOf(settings.cores()));
        properties.put("spark.yarn.scheduler.heartbeat.interval-ms", "200");
        properties.put("spark.yarn.scheduler.initial-allocation.interval", "20ms");
        properties.put("spark.yarn.report.interval", "100ms");
        properties.put("spark.yarn.clientLaunchMonitorInterval", "50ms");
        properties.put(HADOOP + "yarn.client.application-client-protocol.poll-interval-ms", "20");
        properties.put("spark.yarn.populateHadoopClasspath", "false");
        return properties;
    }

    /**
     * On as on EMR, but with no more executors than are asked for: more of them would be more work for the same machine.
     *
     * @see <a href="https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-spark-configure.html">Configure Spark</a>
     */
    private static Map<String, String> dynamicAllocation(SparkSubmitPlan plan, Map<String, String> weak) {
        int executors = Stream.of(INSTANCES, INITIAL_EXECUTORS, MIN_EXECUTORS)
                .map(name -> plan.conf().getOrDefault(name, weak.getOrDefault(name, "1")))
                .filter(COUNT)
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(1);
        return Map.of(
                DYNAMIC_ALLOCATION, "true",
                MAX_EXECUTORS, String.valueOf(Math.max(1, executors)),
                // What stands in for the shuffle service; Spark's own default from 3.4 on.
                SHUFFLE_TRACKING, "true");
    }

    /** On EMR a container has its keys from the node that it runs on. */
    private Map<String, String> environment() {
        Map<String, String> variables = new TreeMap<>();
        step.environment().forEach((name, value) -> {
            if (name.startsWith("AWS_")) {
                variables.put(name, value);
            }
        });
        // Else Spark asks the name service for the name of this machine, which may take seconds.
        variables.put("SPARK_LOCAL_IP", "127.0.0.1");
        return inContainers(variables);
    }

    /** Properties that give all containers of an application these variables. */
    static Map<String, String> inContainers(Map<String, String> variables) {
        Map<String, String> properties = new TreeMap<>();
        for (String prefix : CONTAINER_ENVIRONMENTS) {
            variables.forEach((name, value) -> properties.put(prefix + name, value));
        }
        return properties;
    }

    /** By the id of the step its application is found again. */
    private Map<String, String> tags(SparkSubmitPlan plan) {
        String given = plan.conf().get(TAGS);
        return Map.of(TAGS, given == null ? step.stepId() : given + "," + step.stepId());
    }

    /**
     * To be called when the JVM of a step has ended. With a driver there the application ends, too, which takes YARN a moment;
     * it goes on, as on EMR, if the step was cancelled and its driver runs in a container.
     *
     * @param cancelled whether the JVM was told to end
     * @see <a href="https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-cancel-steps.html">Considerations for
     *     cancelling steps</a>
     */
    void ended(Deployment deployment, boolean cancelled) {
        if (deployment.hasDriverInStep()) {
            endApplication(cancelled ? Duration.ZERO : PATIENCE);
        } else if (cancelled) {
            step.logs()
                    .controller("The application of the step is not cancelled with it, as on EMR: its driver runs in a "
                            + "container of YARN. 'yarn application -kill' ends it.");
        }
        containers.stepEnded();
    }

    private void endApplication(Duration atMost) {
        Optional<HadoopService> service = harness.hadoop();
        if (service.isPresent()) {
            try {
                service.get().endApplications(step.clusterId(), step.stepId(), atMost);
            } catch (IOException e) {
                LOG.debug("The application of {} cannot be ended", step.stepId(), e);
            }
        }
    }
}
