package io.github.emrharness.testing;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Copies lines of text with Hadoop's output format. Arguments: input, output. */
public final class CopyLines {

    private CopyLines() {}

    public static void main(String[] args) {
        try (JavaSparkContext spark = new JavaSparkContext(new SparkConf())) {
            spark.textFile(args[0]).saveAsTextFile(args[1]);
        }
    }
}
