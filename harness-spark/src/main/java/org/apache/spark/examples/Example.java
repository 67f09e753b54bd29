package org.apache.spark.examples;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** What the examples share. */
final class Example {

    private Example() {}

    static SparkSession session(String name) {
        return SparkSession.builder().appName(name).getOrCreate();
    }

    static JavaSparkContext context(SparkSession spark) {
        return JavaSparkContext.fromSparkContext(spark.sparkContext());
    }

    /** Ends the program if it has too few arguments, and says which there are. */
    static void needs(int count, String[] args, String usage) {
        if (args.length < count) {
            System.err.println("Usage: " + usage);
            System.exit(1);
        }
    }

    static int number(String[] args, int place, int otherwise) {
        return args.length > place ? Integer.parseInt(args[place]) : otherwise;
    }
}
