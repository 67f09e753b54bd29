package io.github.emrharness.benchmarks;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Sums up a table that is large for a test. Arguments: {@code generate} or {@code sum}, and where the table is. */
public final class Aggregation {

    /** About a gigabyte as Parquet, since random numbers cannot be made smaller. */
    static final long ROWS = 80_000_000;

    private static final int FILES = 8;
    private static final int GROUPS = 1000;

    private Aggregation() {}

    public static void main(String[] args) {
        SparkSession spark = SparkSession.builder().appName("Aggregation").getOrCreate();
        if (args[0].equals("generate")) {
            generate(spark, args[1]);
        } else {
            sum(spark, args[1]);
        }
        spark.stop();
    }

    private static void generate(SparkSession spark, String location) {
        spark.range(0, ROWS, 1, FILES)
                .selectExpr(
                        "CAST(rand(1) * 2147483647 AS INT) AS item", "rand(2) AS price", "id % " + GROUPS + " AS store")
                .write()
                .mode("overwrite")
                .parquet(location);
    }

    static void sum(SparkSession spark, String location) {
        List<Row> sums = spark.read()
                .parquet(location)
                .groupBy("store")
                .agg(
                        org.apache.spark.sql.functions.sum("price"),
                        org.apache.spark.sql.functions.max("item"),
                        org.apache.spark.sql.functions.count("*"))
                .collectAsList();
        long rows = sums.stream().mapToLong(row -> row.getLong(3)).sum();
        if (sums.size() != GROUPS || rows != ROWS) {
            throw new IllegalStateException("The sums are wrong: " + sums.size() + " groups of " + rows + " rows");
        }
    }
}
