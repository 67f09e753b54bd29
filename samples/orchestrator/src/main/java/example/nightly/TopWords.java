package example.nightly;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.SparkSession;

/** Picks the most frequent words: {@code TopWords <counts> <output>}. */
public final class TopWords {

    private TopWords() {}

    public static void main(String[] args) {
        SparkSession spark = SparkSession.builder().appName("TopWords").getOrCreate();
        spark.read()
                .parquet(args[0])
                .orderBy(col("count").desc(), col("word"))
                .limit(3)
                .coalesce(1)
                .write()
                .json(args[1]);
        spark.stop();
    }
}
