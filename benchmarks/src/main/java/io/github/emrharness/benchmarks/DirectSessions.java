package io.github.emrharness.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.SparkSession;

/** Runs the job on a new session, in this JVM, for each line that it reads; answers with the time in nanoseconds. */
public final class DirectSessions {

    static final String PREFIX = "took ";

    private DirectSessions() {}

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (in.readLine() != null) {
            long start = System.nanoTime();
            CountJob.run(SparkSession.builder()
                    .master("local[2]")
                    .appName("CountJob")
                    .config("spark.ui.enabled", "false")
                    .getOrCreate());
            System.out.println(PREFIX + (System.nanoTime() - start));
        }
    }
}
