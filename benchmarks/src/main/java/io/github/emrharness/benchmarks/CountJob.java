package io.github.emrharness.benchmarks;

import org.apache.spark.sql.SparkSession;

/** The job that is measured everywhere: a small query with a shuffle, as jobs under test are. */
public final class CountJob {

    private CountJob() {}

    public static void main(String[] args) {
        run(SparkSession.builder().appName("CountJob").getOrCreate());
    }

    static void run(SparkSession spark) {
        long groups = spark.range(100_000)
                .selectExpr("id % 7 AS k")
                .groupBy("k")
                .count()
                .count();
        if (groups != 7) {
            throw new IllegalStateException("The query is wrong: " + groups);
        }
        spark.stop();
    }
}
