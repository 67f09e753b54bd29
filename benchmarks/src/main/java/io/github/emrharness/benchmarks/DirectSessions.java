package io.github.emrharness.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.SparkSession;

/**
 * Runs the job on a new session, in this JVM, for each line that it reads; answers with the time in nanoseconds. The job is
 * {@link CountJob}, or {@link Aggregation} if there are arguments: where its table is, and properties of Spark.
 */
public final class DirectSessions {

    static final String PREFIX = "took ";

    private DirectSessions() {}

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (in.readLine() != null) {
            long start = System.nanoTime();
            SparkSession.Builder builder =
                    SparkSession.builder().master("local[2]").appName("direct").config("spark.ui.enabled", "false");
            for (int i = 1; i < args.length; i++) {
                int equalsSign = args[i].indexOf('=');
                builder.config(args[i].substring(0, equalsSign), args[i].substring(equalsSign + 1));
            }
            if (args.length == 0) {
                CountJob.run(builder.getOrCreate());
            } else {
                SparkSession spark = builder.getOrCreate();
                Aggregation.sum(spark, args[0]);
                spark.stop();
            }
            System.out.println(PREFIX + (System.nanoTime() - start));
        }
    }
}
