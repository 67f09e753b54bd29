package org.apache.spark.examples;

/** The transitive closure of a random graph, by the name of Spark's example in Java. */
public final class JavaTC {

    private JavaTC() {}

    /**
     * @param args the number of slices; 2 by default
     */
    public static void main(String[] args) {
        SparkTC.run("JavaTC", args);
    }
}
