package org.apache.spark.examples;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads a text again and again, from HDFS or wherever it is, and tells how long that takes. */
public final class HdfsTest {

    private static final int ITERATIONS = 10;
    private static final int SHOWN = 10;

    private HdfsTest() {}

    /**
     * @param args the file or directory
     */
    public static void main(String[] args) {
        Example.needs(1, args, "HdfsTest <file>");
        SparkSession spark = Example.session("HdfsTest");
        JavaRDD<Row> file = spark.read().text(args[0]).javaRDD();
        JavaRDD<Integer> lengths = file.map(Row::length).cache();
        for (int i = 1; i <= ITERATIONS; i++) {
            long start = System.nanoTime();
            lengths.foreach(length -> {});
            System.out.println("Iteration " + i + " took " + (System.nanoTime() - start) / 1_000_000 + " ms");
        }
        String first = String.join(",", file.map(row -> row.toString()).take(1));
        System.out.println("File contents: " + first.substring(0, Math.min(SHOWN, first.length())));
        System.out.println("Returned length(s) of: " + (double) lengths.fold(0, Integer::sum));
        spark.stop();
    }
}
