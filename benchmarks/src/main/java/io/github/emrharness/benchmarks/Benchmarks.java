package io.github.emrharness.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;

/** Measures everything and writes the report. */
public final class Benchmarks {

    private Benchmarks() {}

    /** Takes the file of the report and the number of rounds. */
    public static void main(String[] args) throws Exception {
        Path report = Path.of(args[0]);
        int rounds = Integer.parseInt(args[1]);

        SparkTimes spark = new SparkTimes();
        spark.measure(rounds);
        System.out.println("Many clusters");
        ManyClusters many = new ManyClusters();
        many.measure();

        String text = Report.write(spark, many, rounds);
        Files.createDirectories(report.getParent());
        Files.writeString(report, text);
        System.out.println(text);
        // Threads of the engines may take a moment to end; nothing is left to do.
        System.exit(0);
    }
}
