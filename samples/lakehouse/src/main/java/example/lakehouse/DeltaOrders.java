package example.lakehouse;

import org.apache.spark.sql.SparkSession;

/** Merges changed orders into a Delta table, which is named by its place. */
public final class DeltaOrders {

    private DeltaOrders() {}

    public static void main(String[] args) {
        String input = args[0];
        String table = args[1];
        String report = args[2];
        SparkSession spark = SparkSession.builder().appName("DeltaOrders").getOrCreate();

        String orders = "delta.`" + table + "`";
        spark.sql("CREATE TABLE IF NOT EXISTS " + orders
                + " (id INT, customer STRING, amount DOUBLE, changed TIMESTAMP) USING delta PARTITIONED BY (customer)");
        Orders.changes(spark, input).createOrReplaceTempView("changes");
        spark.sql("MERGE INTO " + orders + " t USING changes c ON t.id = c.id"
                + " WHEN MATCHED AND c.amount = 0 THEN DELETE"
                + " WHEN MATCHED THEN UPDATE SET *"
                + " WHEN NOT MATCHED THEN INSERT *");
        Orders.report(spark.sql("SELECT * FROM " + orders), report);

        long versions = spark.sql("DESCRIBE HISTORY " + orders).count();
        System.out.println("The table has " + versions + " versions");
        spark.stop();
    }
}
