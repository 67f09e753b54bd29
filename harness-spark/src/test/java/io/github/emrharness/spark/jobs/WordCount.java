package io.github.emrharness.spark.jobs;

import java.io.IOException;
import java.util.Arrays;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/** Counts the words of a text; arguments: input, output. */
public final class WordCount {

    private WordCount() {}

    /** Closing a session of Spark 4 may throw. */
    public static void main(String[] args) throws IOException {
        try (SparkSession spark = SparkSession.builder().getOrCreate()) {
            spark.read()
                    .textFile(args[0])
                    .flatMap(
                            (FlatMapFunction<String, String>)
                                    line -> Arrays.asList(line.split(" ")).iterator(),
                            Encoders.STRING())
                    .groupBy("value")
                    .count()
                    .write()
                    .parquet(args[1]);
            System.out.println("counted " + spark.read().parquet(args[1]).count() + " words");
        }
    }
}
