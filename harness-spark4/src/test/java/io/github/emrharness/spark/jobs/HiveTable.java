package io.github.emrharness.spark.jobs;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;

/** Makes a table in the format of Hive, and prints what is in it. */
public final class HiveTable {

    private HiveTable() {}

    public static void main(String[] args) throws IOException {
        try (SparkSession spark = SparkSession.builder().enableHiveSupport().getOrCreate()) {
            spark.sql("CREATE TABLE sales STORED AS ORC AS SELECT 'Lyon' AS store, 2 AS amount");
            System.out.println(spark.sql("SELECT * FROM sales").collectAsList());
        }
    }
}
