package example.lakehouse;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.SparkSession;

/** Upserts changed orders into a Hudi table, and deletes those whose amount is 0. */
public final class HudiOrders {

    private HudiOrders() {}

    public static void main(String[] args) {
        String input = args[0];
        String table = args[1];
        String report = args[2];
        SparkSession spark = SparkSession.builder().appName("HudiOrders").getOrCreate();

        Orders.changes(spark, input)
                .withColumn("_hoodie_is_deleted", col("amount").equalTo(0))
                .write()
                .format("hudi")
                .option("hoodie.table.name", "orders")
                .option("hoodie.datasource.write.recordkey.field", "id")
                .option("hoodie.datasource.write.partitionpath.field", "customer")
                .option("hoodie.datasource.write.precombine.field", "changed")
                .option("hoodie.index.type", "GLOBAL_SIMPLE")
                .mode("append")
                .save(table);
        Orders.report(spark.read().format("hudi").load(table), report);
        spark.stop();
    }
}
