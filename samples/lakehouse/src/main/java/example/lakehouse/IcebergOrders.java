package example.lakehouse;

import org.apache.spark.sql.SparkSession;

/** Merges changed orders into an Iceberg table, which is named by its catalog. */
public final class IcebergOrders {

    private IcebergOrders() {}

    public static void main(String[] args) {
        String input = args[0];
        String table = args[1];
        String report = args[2];
        SparkSession spark = SparkSession.builder().appName("IcebergOrders").getOrCreate();

        spark.sql("CREATE TABLE IF NOT EXISTS " + table
                + " (id INT, customer STRING, amount DOUBLE, changed TIMESTAMP) USING iceberg PARTITIONED BY (customer)");
        Orders.changes(spark, input).createOrReplaceTempView("changes");
        spark.sql("MERGE INTO " + table + " t USING changes c ON t.id = c.id"
                + " WHEN MATCHED AND c.amount = 0 THEN DELETE"
                + " WHEN MATCHED THEN UPDATE SET *"
                + " WHEN NOT MATCHED THEN INSERT *");
        Orders.report(spark.table(table), report);

        long snapshots = spark.table(table + ".snapshots").count();
        System.out.println("The table has " + snapshots + " snapshots");
        spark.stop();
    }
}
