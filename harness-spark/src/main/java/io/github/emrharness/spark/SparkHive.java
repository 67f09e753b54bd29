package io.github.emrharness.spark;

import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.MetastoreService;
import io.github.emrharness.spi.StepContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The tables of a step whose session has Hive support: those of the cluster's metastore where the harness has one. Else they
 * are the step's own, as on a cluster without Hive.
 */
final class SparkHive {

    private static final String HADOOP = "spark.hadoop.";
    private static final String DATABASE = HADOOP + "javax.jdo.option.ConnectionURL";
    private static final String FACTORY = "hive.metastore.client.factory.class";

    private final Optional<MetastoreService> metastore;
    private final StepContext step;

    SparkHive(HarnessContext harness, StepContext step) {
        this.metastore = harness.metastore();
        this.step = step;
    }

    /** Spark properties that lead a session with Hive support to its metastore. */
    Map<String, String> properties() throws IOException {
        Map<String, String> properties = new TreeMap<>(directories());
        if (metastore.isPresent()) {
            Map<String, String> client = metastore.get().properties(step.clusterId());
            client.forEach((name, value) -> properties.put(HADOOP + name, value));
            properties.put("spark.sql.warehouse.dir", client.get(MetastoreService.WAREHOUSE));
        } else {
            // By its full name: Derby takes a relative one as relative to the JVM of the test.
            Path database = step.scratchDirectory().resolve("metastore_db");
            properties.put(DATABASE, "jdbc:derby:;databaseName=" + database + ";create=true");
            // A pool of connections leaves threads that do not end.
            properties.put(HADOOP + "datanucleus.connectionPoolingType", "NONE");
        }
        return properties;
    }

    /** Else they are shared by all Hives of the machine, below {@code /tmp}. */
    private Map<String, String> directories() {
        Path own = step.scratchDirectory().resolve("hive");
        return Map.of(
                HADOOP + "hive.exec.scratchdir", own.resolve("scratch").toString(),
                HADOOP + "hive.exec.local.scratchdir", own.resolve("local").toString(),
                HADOOP + "hive.downloaded.resources.dir",
                        own.resolve("resources").toString(),
                HADOOP + "hive.querylog.location", own.resolve("log").toString());
    }

    /** System properties for the metastore that Spark brings along. */
    Map<String, String> systemProperties() {
        return Map.of(
                "derby.stream.error.file",
                step.scratchDirectory().resolve("derby.log").toString());
    }

    /** What the controller log tells of a property in the classification {@code spark-hive-site} that is not applied. */
    String note(String name, String value) {
        return instead() + ": " + name + "=" + value + " of spark-hive-site is not applied";
    }

    /** Says it where the step or {@code spark-defaults} ask for another catalog of tables, such as that of AWS Glue. */
    void noteFactory(SparkSubmitPlan plan) {
        Stream.concat(
                        plan.arguments().stream(),
                        plan.properties().entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()))
                .filter(setting ->
                        setting.startsWith(HADOOP + FACTORY + "=") || setting.startsWith("spark." + FACTORY + "="))
                .forEach(setting -> step.logs().controller(instead() + ": " + setting + " has no effect"));
    }

    private String instead() {
        return metastore.isPresent()
                ? "The harness has a metastore of its own for the cluster"
                : "Without io.github.emrharness:emr-harness-hive on the class path the step has a metastore of its own";
    }
}
