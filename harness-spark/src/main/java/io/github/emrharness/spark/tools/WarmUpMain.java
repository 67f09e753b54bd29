package io.github.emrharness.spark.tools;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Does a little of all that a first step would have to load, one stage after the other, until a step waits. Arguments: file
 * with Spark properties, directory to write to, file that exists once a step waits.
 */
public final class WarmUpMain {

    private WarmUpMain() {}

    public static void main(String[] args) throws IOException, ReflectiveOperationException {
        JobConfigs.track();
        Path stepWaits = Path.of(args[2]);
        if (Files.exists(stepWaits)) {
            return;
        }
        SparkSession.Builder builder = SparkSession.builder();
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(args[0]), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        properties.stringPropertyNames().forEach(name -> builder.config(name, properties.getProperty(name)));
        try (SparkSession spark = builder.getOrCreate()) {
            for (Runnable stage : stages(spark, args[1])) {
                if (Files.exists(stepWaits)) {
                    return;
                }
                stage.run();
            }
        }
    }

    static List<Runnable> stages(SparkSession spark, String directory) {
        String output = directory + "/numbers";
        return List.of(
                () -> numbers(spark).collectAsList(),
                () -> numbers(spark).write().parquet(output),
                () -> spark.read().parquet(output).collectAsList());
    }

    private static Dataset<Row> numbers(SparkSession spark) {
        return spark.range(10)
                .selectExpr("id % 2 as parity", "id")
                .groupBy("parity")
                .count();
    }
}
