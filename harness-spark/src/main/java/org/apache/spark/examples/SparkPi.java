package org.apache.spark.examples;

import java.util.concurrent.ThreadLocalRandom;
import org.apache.spark.sql.SparkSession;

/** Estimates Pi by throwing darts: the example that every tutorial of EMR begins with. */
public final class SparkPi {

    private static final long DARTS_PER_SLICE = 100_000;
    private static final int DEFAULT_SLICES = 2;

    private SparkPi() {}

    /**
     * @param args the number of slices; 2 by default
     */
    public static void main(String[] args) {
        run("Spark Pi", args);
    }

    static void run(String name, String[] args) {
        SparkSession spark = Example.session(name);
        int slices = Example.number(args, 0, DEFAULT_SLICES);
        long darts = DARTS_PER_SLICE * slices;
        long inside = spark.range(0, darts, 1, slices)
                .javaRDD()
                .filter(dart -> isInside(coordinate(), coordinate()))
                .count();
        System.out.println("Pi is roughly " + 4.0 * inside / darts);
        spark.stop();
    }

    private static double coordinate() {
        return ThreadLocalRandom.current().nextDouble(-1, 1);
    }

    private static boolean isInside(double x, double y) {
        return x * x + y * y <= 1;
    }
}
