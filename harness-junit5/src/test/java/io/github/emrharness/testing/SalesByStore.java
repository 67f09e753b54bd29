package io.github.emrharness.testing;

import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** A job as a user would write it: sums up the sales of each store. */
public final class SalesByStore {

    private SalesByStore() {}

    public static void main(String[] args) {
        try (SparkSession spark = SparkSession.builder().appName("sales").getOrCreate()) {
            var totals = spark.read()
                    .option("header", "true")
                    .option("inferSchema", "true")
                    .csv(args[0])
                    .groupBy("store")
                    .agg(sum("amount").as("total"));
            totals.write().mode(SaveMode.Overwrite).format(args[2]).save(args[1]);
            System.out.println("stores: " + totals.count());
        }
    }
}
