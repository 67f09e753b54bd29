package io.github.emrharness.spark;

import io.github.emrharness.spi.MetastoreService;
import io.github.emrharness.spi.StepContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.emr.model.Configuration;

/**
 * What the cluster's configuration classifications say to the Spark of a step. What cannot be applied here is told in the step's
 * controller log.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-spark-configure.html">Configure Spark</a>
 */
final class SparkClassifications {

    private static final String HIVE_SITE = "spark-hive-site";
    private static final String HADOOP = "spark.hadoop.";

    /** Their properties are Hadoop's, and reach it under names that begin with {@code spark.hadoop.}. */
    private static final Set<String> HADOOP_FILES =
            Set.of("core-site", "hdfs-site", "yarn-site", "mapred-site", HIVE_SITE);

    private static final Map<String, String> WITHOUT_EFFECT = Map.of(
            "spark-log4j",
                    "it configures the Log4j 1 of Spark 3.2 and before, and this Spark has Log4j 2 (spark-log4j2)",
            "emrfs-site", "S3 is Hadoop's S3A here, as on EMR from 7.10.0 on (core-site has its properties)");

    private final StepContext step;

    SparkClassifications(StepContext step) {
        this.step = step;
    }

    /** The cluster's {@code spark-defaults}. */
    Map<String, String> defaults() {
        return named("spark-defaults");
    }

    /** What Spark would read in other files of the cluster: those of Hadoop, Hive and its own metrics. */
    Map<String, String> ofOtherFiles(SparkHive hive) throws IOException {
        Map<String, String> properties = new TreeMap<>();
        for (Configuration configuration : step.configurations()) {
            String classification = configuration.classification();
            if (HADOOP_FILES.contains(classification)) {
                configuration.properties().forEach((name, value) -> {
                    if (classification.equals(HIVE_SITE) && MetastoreService.isSelectedBy(name)) {
                        step.logs().controller(hive.note(name, value));
                    } else {
                        properties.put(HADOOP + name, value);
                    }
                });
            }
        }
        Map<String, String> metrics = named("spark-metrics");
        if (!metrics.isEmpty()) {
            Path file = step.scratchDirectory().resolve("metrics.properties");
            SparkProperties.write(metrics, file);
            properties.put("spark.metrics.conf", file.toString());
        }
        return properties;
    }

    /**
     * The configuration of Log4j for the step, if the cluster has a say in it: the harness's with the properties of
     * {@code spark-log4j2}, which win.
     *
     * @param harness the harness's file
     */
    Optional<Path> log4j(Path harness) throws IOException {
        Map<String, String> given = named("spark-log4j2");
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> all = new TreeMap<>(SparkProperties.read(harness));
        all.putAll(given);
        Path file = step.scratchDirectory().resolve("log4j2.properties");
        SparkProperties.write(all, file);
        return Optional.of(file);
    }

    /**
     * Whether an application may take what the cluster has.
     *
     * @see MaximizedResources
     */
    boolean maximizesResources() {
        return Boolean.parseBoolean(named("spark").get("maximizeResourceAllocation"));
    }

    /** The table formats that are switched on. */
    List<Path> jars(EmrJars emrJars) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Configuration configuration : step.configurations()) {
            String format = configuration.classification().replaceFirst("-defaults$", "");
            if (Boolean.parseBoolean(configuration.properties().get(format + ".enabled"))) {
                found.addAll(emrJars.enabledBy(configuration.classification()));
            }
        }
        return found;
    }

    void noteWhatIsNotApplied() {
        for (Configuration configuration : step.configurations()) {
            String reason = WITHOUT_EFFECT.get(configuration.classification());
            if (reason != null) {
                step.logs()
                        .controller("The cluster's configuration classification " + configuration.classification()
                                + " is not applied to Spark steps: " + reason);
            }
        }
    }

    private Map<String, String> named(String classification) {
        Map<String, String> properties = new HashMap<>();
        step.configurations().stream()
                .filter(each -> classification.equals(each.classification()))
                .forEach(each -> properties.putAll(each.properties()));
        return properties;
    }
}
