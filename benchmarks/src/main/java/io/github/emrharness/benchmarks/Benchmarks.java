package io.github.emrharness.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;

/** Measures everything and writes the report. */
public final class Benchmarks {

    private Benchmarks() {}

    /**
     * Takes the file of the report and the number of rounds; with {@code endpoint}, {@code hive} or {@code hadoop} it only
     * prints the rows of that.
     */
    public static void main(String[] args) throws Exception {
        Path report = Path.of(args[0]);
        int rounds = Integer.parseInt(args[1]);

        if (args.length > 2 && args[2].equals("endpoint")) {
            endpointOnly(rounds);
            return;
        }
        if (args.length > 2 && args[2].equals("hive")) {
            hiveOnly(rounds);
            return;
        }
        if (args.length > 2 && args[2].equals("hadoop")) {
            HadoopTimes hadoop = new HadoopTimes();
            hadoop.measure(rounds);
            System.out.print(Report.hadoop(hadoop));
            System.exit(0);
        }
        SparkTimes spark = new SparkTimes();
        spark.measure(rounds);
        System.out.println("Hive");
        HiveTimes hive = new HiveTimes();
        hive.measure(rounds);
        System.out.println("Many clusters");
        ManyClusters many = new ManyClusters();
        many.measure();
        System.out.println("DescribeCluster under load");
        DescribeUnderLoad load = new DescribeUnderLoad();
        load.measure(rounds);

        System.out.println("HDFS and YARN");
        HadoopTimes hadoop = new HadoopTimes();
        hadoop.measure(rounds);

        String text = Report.write(spark, hive, many, load, rounds) + Report.hadoop(hadoop);
        Files.createDirectories(report.getParent());
        Files.writeString(report, text);
        System.out.println(text);
        // Threads of the engines may take a moment to end; nothing is left to do.
        System.exit(0);
    }

    private static void hiveOnly(int rounds) throws Exception {
        HiveTimes hive = new HiveTimes();
        hive.measure(rounds);
        StringBuilder rows = new StringBuilder();
        Report.hive(rows, hive);
        System.out.print(rows);
        System.exit(0);
    }

    private static void endpointOnly(int rounds) throws Exception {
        DescribeUnderLoad load = new DescribeUnderLoad();
        load.measure(rounds);
        StringBuilder rows = new StringBuilder();
        Report.underLoad(rows, load);
        System.out.print(rows);
    }
}
