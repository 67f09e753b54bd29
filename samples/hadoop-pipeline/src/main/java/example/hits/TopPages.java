package example.hits;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.SparkSession;

/** Writes the three pages with the most hits: {@code TopPages <hits> <output>}. */
public final class TopPages {

    private TopPages() {}

    public static void main(String[] args) {
        SparkSession spark = SparkSession.builder().appName("TopPages").getOrCreate();
        spark.read()
                .schema("page STRING, hits LONG")
                .option("sep", "\t")
                .csv(args[0])
                .orderBy(col("hits").desc(), col("page"))
                .limit(3)
                .write()
                .json(args[1]);
        spark.stop();
    }
}
