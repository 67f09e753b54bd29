package io.github.emrharness.spark.tools;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.spark.sql.SparkSession;

/**
 * Does a little of all that a first step would have to load. Arguments: file with Spark properties, directory to write to.
 */
public final class WarmUpMain {

    private WarmUpMain() {}

    public static void main(String[] args) throws IOException {
        SparkSession.Builder builder = SparkSession.builder();
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(args[0]), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        properties.stringPropertyNames().forEach(name -> builder.config(name, properties.getProperty(name)));
        try (SparkSession spark = builder.getOrCreate()) {
            String output = args[1] + "/numbers";
            spark.range(10)
                    .selectExpr("id % 2 as parity", "id")
                    .groupBy("parity")
                    .count()
                    .write()
                    .parquet(output);
            spark.read().parquet(output).collectAsList();
        }
    }
}
