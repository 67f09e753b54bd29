package example.nightly;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.split;

import org.apache.spark.sql.SparkSession;

/** Counts the words of texts: {@code CountWords <input> <output>}. */
public final class CountWords {

    private CountWords() {}

    public static void main(String[] args) {
        SparkSession spark = SparkSession.builder().appName("CountWords").getOrCreate();
        spark.read()
                .text(args[0])
                .select(explode(split(lower(col("value")), "\\W+")).as("word"))
                .where(col("word").notEqual(""))
                .groupBy("word")
                .count()
                .write()
                .parquet(args[1]);
        spark.stop();
    }
}
