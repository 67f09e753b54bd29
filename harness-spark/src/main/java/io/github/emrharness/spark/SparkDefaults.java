package io.github.emrharness.spark;

import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.ObjectStore;
import io.github.emrharness.spi.S3aProperties;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the harness sets for every Spark, weaker than anything that a step or a cluster says. */
final class SparkDefaults {

    private SparkDefaults() {}

    /**
     * Gives Spark properties.
     *
     * @param store the S3 to use, null for none
     * @param directory where Spark may write
     */
    static Map<String, String> properties(
            HarnessContext harness, SparkSettings settings, @Nullable ObjectStore store, Path directory) {
        Map<String, String> properties = new TreeMap<>();
        properties.put("spark.driver.host", "127.0.0.1");
        properties.put("spark.driver.bindAddress", "127.0.0.1");
        properties.put("spark.ui.enabled", "false");
        properties.put(
                "spark.sql.warehouse.dir",
                directory.resolve("spark-warehouse").toUri().toString());
        properties.put(
                "spark.hadoop.hadoop.tmp.dir", directory.resolve("hadoop").toString());
        if (store != null) {
            S3aProperties.of(
                            store.endpoint(),
                            harness.region(),
                            harness.accessKeyId(),
                            harness.secretAccessKey(),
                            directory.resolve("s3a"))
                    .forEach((name, value) -> properties.put("spark.hadoop." + name, value));
        }
        properties.putAll(settings.conf());
        return properties;
    }

    /** Adds to the environment of a process what Spark wants to find there. */
    static Map<String, String> environment(Map<String, String> given, Path directory) {
        Map<String, String> environment = new HashMap<>(given);
        environment.putIfAbsent("HADOOP_USER_NAME", "hadoop");
        // Else Spark asks the name service for the name of this machine, which may take seconds.
        environment.put("SPARK_LOCAL_IP", "127.0.0.1");
        environment.put("SPARK_LOCAL_DIRS", directory.resolve("tmp").toString());
        return environment;
    }
}
