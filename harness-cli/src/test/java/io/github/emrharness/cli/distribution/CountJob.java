package io.github.emrharness.cli.distribution;

import org.apache.spark.sql.SparkSession;

/** A job as a user has it. */
public final class CountJob {

    private CountJob() {}

    public static void main(String[] arguments) {
        try (SparkSession spark = SparkSession.builder().appName("count").getOrCreate()) {
            spark.range(10).selectExpr("sum(id) as total").write().csv(arguments[0]);
        }
    }
}
