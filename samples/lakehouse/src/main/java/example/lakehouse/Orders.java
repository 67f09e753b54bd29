package example.lakehouse;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What the three jobs have in common: they read changed orders and report the table as it is after them. */
final class Orders {

    private Orders() {}

    static Dataset<Row> changes(SparkSession spark, String input) {
        return spark.read()
                .schema("id INT, customer STRING, amount DOUBLE, changed TIMESTAMP")
                .option("header", true)
                .option("mode", "FAILFAST")
                .csv(input);
    }

    static void report(Dataset<Row> table, String output) {
        table.select("id", "customer", "amount")
                .orderBy("id")
                .coalesce(1)
                .write()
                .mode("overwrite")
                .parquet(output);
    }
}
