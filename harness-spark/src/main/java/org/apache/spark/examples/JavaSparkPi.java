package org.apache.spark.examples;

/** Estimates Pi, by the name of Spark's example in Java. */
public final class JavaSparkPi {

    private JavaSparkPi() {}

    /**
     * @param args the number of slices; 2 by default
     */
    public static void main(String[] args) {
        SparkPi.run("JavaSparkPi", args);
    }
}
