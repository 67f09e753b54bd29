package io.github.emrharness.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Measures everything and writes the report. */
public final class Benchmarks {

    private Benchmarks() {}

    /**
     * Takes the file of the report, the number of rounds and the part: {@code all}, or {@code start}, {@code endpoint},
     * {@code hive}, {@code spark} or {@code hadoop}, whose rows are only printed.
     */
    public static void main(String[] args) throws Exception {
        Path report = Path.of(args[0]);
        int rounds = Integer.parseInt(args[1]);

        if (!args[2].equals("all")) {
            System.out.print(part(args[2], rounds));
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

        // Part by part: a later one that fails takes nothing with it.
        Files.createDirectories(report.getParent());
        Files.writeString(report, Report.write(spark, hive, many, load, rounds));

        System.out.println("The ways of Spark");
        StringBuilder ways = new StringBuilder();
        ways(ways, rounds);
        Files.writeString(report, ways, StandardOpenOption.APPEND);

        System.out.println("HDFS and YARN");
        Files.writeString(report, hadoop(rounds), StandardOpenOption.APPEND);
        System.out.println(Files.readString(report));
        // Threads of the engines may take a moment to end; nothing is left to do.
        System.exit(0);
    }

    private static String part(String name, int rounds) throws Exception {
        StringBuilder rows = new StringBuilder();
        switch (name) {
            case "endpoint" -> {
                DescribeUnderLoad load = new DescribeUnderLoad();
                load.measure(rounds);
                Report.underLoad(rows, load);
            }
            case "start" -> {
                SparkTimes spark = new SparkTimes();
                spark.measure(rounds);
                Report.spark(rows, spark);
            }
            case "hive" -> {
                HiveTimes hive = new HiveTimes();
                hive.measure(rounds);
                Report.hive(rows, hive);
            }
            case "spark" -> ways(rows, rounds);
            case "hadoop" -> rows.append(hadoop(rounds));
            default -> throw new IllegalArgumentException("Not a part of the benchmarks: " + name);
        }
        return rows.toString();
    }

    private static void ways(StringBuilder rows, int rounds) throws Exception {
        SparkWays ways = new SparkWays();
        ways.measure(rounds);
        AggregationTimes aggregation = new AggregationTimes();
        aggregation.measure(rounds);
        Report.ways(rows, ways, aggregation);
    }

    private static String hadoop(int rounds) throws Exception {
        HadoopTimes hadoop = new HadoopTimes();
        hadoop.measure(rounds);
        StreamingTimes streaming = new StreamingTimes();
        streaming.measure(rounds);
        return Report.hadoop(hadoop, streaming);
    }
}
