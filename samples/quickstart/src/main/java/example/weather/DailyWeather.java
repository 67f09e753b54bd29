package example.weather;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Turns daily weather in CSV into Parquet by year, and sums the years up. */
public final class DailyWeather {

    private static final String SCHEMA =
            "date DATE, precipitation DOUBLE, temp_max DOUBLE, temp_min DOUBLE, wind DOUBLE, weather STRING";

    private DailyWeather() {}

    public static void main(String[] args) {
        if (args.length != 2) {
            System.err.println("Usage: DailyWeather <input> <output>");
            System.exit(2);
        }
        String input = args[0];
        String output = args[1];
        SparkSession spark = SparkSession.builder().appName("DailyWeather").getOrCreate();

        Dataset<Row> days = spark.read()
                .schema(SCHEMA)
                .option("header", true)
                .option("dateFormat", "yyyy/MM/dd")
                .option("mode", "FAILFAST")
                .csv(input)
                .withColumn("year", year(col("date")));
        days.write().mode("overwrite").partitionBy("year").parquet(output + "daily/");

        Dataset<Row> years = spark.read()
                .parquet(output + "daily/")
                .groupBy("year")
                .agg(
                        count(lit(1)).as("days"),
                        sum(when(col("precipitation").gt(0), 1).otherwise(0)).as("wet_days"),
                        round(sum("precipitation"), 1).as("precipitation"),
                        max("temp_max").as("warmest"),
                        min("temp_min").as("coldest"))
                .orderBy("year");
        years.coalesce(1).write().mode("overwrite").option("header", true).csv(output + "yearly/");

        System.out.println("Summed up " + years.count() + " years");
        spark.stop();
    }
}
