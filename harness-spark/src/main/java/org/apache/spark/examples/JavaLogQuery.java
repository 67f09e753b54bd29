package org.apache.spark.examples;

/** Sums up an access log, by the name of Spark's example in Java. */
public final class JavaLogQuery {

    private JavaLogQuery() {}

    /**
     * @param args the file of the log; a sample if there is none
     */
    public static void main(String[] args) {
        LogQuery.run("JavaLogQuery", args);
    }
}
