package io.github.emrharness.spark.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/** Sums sales by store; arguments: CSV input, Parquet output, and optionally the store at which it fails. */
public final class SalesByStore {

    private SalesByStore() {}

    public static void main(String[] args) {
        SparkSession spark = SparkSession.builder().appName("sales").getOrCreate();
        Dataset<Row> sales = spark.read()
                .option("header", "true")
                .schema("store string, amount decimal(10,2)")
                .csv(args[0]);
        if (args.length > 2) {
            String failing = args[2];
            spark.udf()
                    .register(
                            "checked",
                            (UDF1<String, String>) store -> {
                                if (store.equals(failing)) {
                                    throw new IllegalStateException("cannot take " + store);
                                }
                                return store;
                            },
                            DataTypes.StringType);
            sales.repartition(4, col("store"))
                    .selectExpr("checked(store) as store", "amount")
                    .write()
                    .parquet(args[1]);
        } else {
            sales.groupBy("store")
                    .agg(sum("amount").as("amount"))
                    .write()
                    .mode(SaveMode.Overwrite)
                    .parquet(args[1]);
        }
        spark.stop();
    }
}
