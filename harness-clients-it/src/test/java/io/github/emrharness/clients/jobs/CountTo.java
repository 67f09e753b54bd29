package io.github.emrharness.clients.jobs;

import org.apache.spark.sql.SparkSession;

/** A Spark job with a shuffle: writes how often each remainder comes, as CSV, to where its argument says. */
public final class CountTo {

    private CountTo() {}

    public static void main(String[] args) {
        try (SparkSession spark = SparkSession.builder().appName("CountTo").getOrCreate()) {
            spark.range(1_000)
                    .selectExpr("id % 7 AS remainder")
                    .groupBy("remainder")
                    .count()
                    .coalesce(1)
                    .write()
                    .csv(args[0]);
        }
    }
}
