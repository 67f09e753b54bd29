package io.github.emrharness.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** Writes docs/benchmarks.md. */
final class Report {

    private Report() {}

    /** The part about HDFS and YARN. */
    static String hadoop(HadoopTimes times, StreamingTimes streaming) {
        StringBuilder text = new StringBuilder(
                """

                ## HDFS and YARN

                From the question for both to their being usable, for a cluster with two core nodes.

                | what | time | goal | met |
                | --- | --- | --- | --- |
                """);
        double later = times.later.medianSeconds();
        line(text, "| the first cluster of a JVM, all classes cold | %s | - | - |", times.cold.describe());
        line(text, "| each later cluster | %s | 1 s | %s |", times.later.describe(), met(later <= 1));
        line(
                text,
                "%nA streaming job that counts the words of a file of %d MB with `awk`, from files to files of this machine; by hand:"
                        + "%n`java ... org.apache.hadoop.util.RunJar` with LocalJobRunner.%n",
                StreamingTimes.MEGABYTES);
        text.append("| what | time | ratio to the job by hand |\n| --- | --- | --- |\n");
        double byHand = streaming.byHand.medianSeconds();
        line(text, "| by hand, LocalJobRunner | %s | 1 |", streaming.byHand.describe());
        line(
                text,
                "| a step, LocalJobRunner in the JVM of the test | %s | %.2f |",
                streaming.local.describe(),
                streaming.local.medianSeconds() / byHand);
        line(
                text,
                "| a step, on the cluster's YARN | %s | %.2f |",
                streaming.yarn.describe(),
                streaming.yarn.medianSeconds() / byHand);
        return text.toString();
    }

    static String write(SparkTimes spark, HiveTimes hive, ManyClusters many, DescribeUnderLoad load, int rounds) {
        double warmToForked = spark.forked.medianSeconds() / spark.warm.medianSeconds();
        double coldToForked = spark.cold.medianSeconds() / spark.forked.medianSeconds();
        double cluster = spark.firstCluster.medianSeconds();
        double clusterPage = many.clusterPages().medianSeconds() * 1000;
        double stepPage = many.stepPages().medianSeconds() * 1000;
        StringBuilder text = new StringBuilder();
        text.append(
                """
                # Benchmarks

                Written by `./mvnw -q -Pbenchmarks verify`, which measures everything anew. Trust the ratios: the times are those of one
                machine on one day.

                """);
        line(text, "* Date: %s", LocalDate.now(ZoneOffset.UTC));
        line(
                text,
                "* Machine: %d processors%s, %s %s, Java %s, load average %.1f at the end",
                Runtime.getRuntime().availableProcessors(),
                memory(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        line(
                text,
                "* %d rounds; each runs all ways of the job, one after the other. Medians, in brackets the range.",
                rounds);
        text.append(
                """

                The job is a small query with a shuffle (`CountJob`). "Forked" is `java ... org.apache.spark.deploy.SparkSubmit --master
                local[2]` with the same Spark and Hadoop jars, from the start of the process to its end.

                | what | time | against | time | ratio | goal | met |
                | --- | --- | --- | --- | --- | --- | --- |
                """);
        spark(text, spark);
        line(
                text,
                "| %,d clusters, %,d steps: ListClusters, a page over HTTP | %.2f ms (99%%: %.2f ms) | - | - | - | under 5 ms | %s |",
                ManyClusters.CLUSTERS,
                ManyClusters.CLUSTERS * ManyClusters.STEPS,
                clusterPage,
                many.clusterPages().percentileSeconds(99) * 1000,
                met(clusterPage < 5));
        line(
                text,
                "| the same: ListSteps, a page over HTTP | %.2f ms (99%%: %.2f ms) | - | - | - | under 5 ms | %s |",
                stepPage,
                many.stepPages().percentileSeconds(99) * 1000,
                met(stepPage < 5));
        line(
                text,
                "| heap for each cluster that has ended | %,d B of the first thousand | - | %,d B of the second | - | flat | %s |",
                many.bytesPerCluster(),
                many.bytesPerLaterCluster(),
                "see below");
        underLoad(text, load);
        hive(text, hive);
        text.append(
                """

                EMR lists clusters that have ended, so the harness keeps what the API tells of them until it is closed: that is the heap
                that remains. Flat means that the second thousand costs no more than the first, and that nothing else stays (threads, files,
                buffers).

                The Hive script makes two external tables, joins them and writes the sums (one job: a join in memory, a group by and a sort).
                Of a first step most is the loading of some 17,000 classes and their compilation. S3, the metastore (a child JVM with
                DataNucleus and Derby) and the Hive of the test's JVM start beside each other from the moment that the cluster is
                asked for, and with two cores wait for a core most of the time. A later step's time goes to the session with its
                connection to the metastore, the compilation of the statements, and the job itself. On S3 each listing and each
                rename is a request, a few milliseconds each.

                Not measured here: DescribeCluster against moto's server; Hive steps against HiveRunner. Its artefact
                `com.klarna:hiverunner` (6.1.0 tried) could not be resolved where the benchmarks were written, and it would not run on the
                JDK of this table: it has an unchanged Hive on the class path of the test, which casts the loader of its classes to a
                `URLClassLoader`, and that it is on no JDK after 8.
                """);
        if (warmToForked < 15) {
            line(
                    text,
                    "%nThe warm step misses its goal against the forked one by %.0f %%. The query on a new session takes %.2f s of it"
                            + " without%nthe harness, so little is left to gain there.",
                    (15 / warmToForked - 1) * 100,
                    spark.direct.medianSeconds());
        }
        if (coldToForked > 1.2) {
            line(
                    text,
                    "%nThe cold step misses its goal by %.0f %%. Its JVM loads some 30,000 classes (JUnit, the SDK, S3Mock and Spark), a"
                            + " forked `spark-submit` half as many;%nabout half of the processor time goes to the JIT compiler.",
                    (coldToForked / 1.2 - 1) * 100);
        }
        if (cluster >= 0.3) {
            line(
                    text,
                    "%nThe first cluster misses its goal by %.1f s: that is the loading of some 3,000 classes of the SDK, Netty and the"
                            + " harness by a JVM that has%nloaded none of them yet, while HDFS and YARN start beside it, as for each cluster"
                            + " that names no application. Later clusters of the same JVM do not pay for it.",
                    cluster - 0.3);
        }
        return text.toString();
    }

    /** The rows about Spark steps and the first cluster. */
    static void spark(StringBuilder text, SparkTimes spark) {
        double warmToForked = spark.forked.medianSeconds() / spark.warm.medianSeconds();
        double warmToDirect = spark.warm.medianSeconds() / spark.direct.medianSeconds();
        double coldToForked = spark.cold.medianSeconds() / spark.forked.medianSeconds();
        line(
                text,
                "| warm Spark step, submit to COMPLETED | %s | forked `spark-submit` | %s | 1/%.1f | 1/15 or less | %s |",
                spark.warm.describe(),
                spark.forked.describe(),
                warmToForked,
                met(warmToForked >= 15));
        line(
                text,
                "| warm Spark step | %s | the same job on a new SparkSession in a warm JVM | %s | %.2f | 1.5 or less | %s |",
                spark.warm.describe(),
                spark.direct.describe(),
                warmToDirect,
                met(warmToDirect <= 1.5));
        line(
                text,
                "| cold: JVM start to first Spark step COMPLETED through `@EmrTest` with S3 | %s | forked `spark-submit` | %s"
                        + " | %.2f | 1.2 or less | %s |",
                spark.cold.describe(),
                spark.forked.describe(),
                coldToForked,
                met(coldToForked <= 1.2));
        line(
                text,
                "| cluster to WAITING when nothing needs an engine, in a new JVM, after JUnit calls us | %s | - | - | - |"
                        + " under 0.3 s | %s |",
                spark.firstCluster.describe(),
                met(spark.firstCluster.medianSeconds() < 0.3));
    }

    /** The rows about Hive steps. */
    static void hive(StringBuilder text, HiveTimes hive) {
        hive(
                text,
                "cold: JVM start to first Hive step COMPLETED through `@EmrTest`, local files, Tez",
                hive.coldLocal,
                8);
        hive(text, "the same on S3", hive.coldS3, 10);
        hive(text, "warm Hive step, submit to COMPLETED, local files, Tez", hive.warmLocalTez, 1);
        hive(text, "the same on MapReduce", hive.warmLocalMr, 1);
        hive(text, "warm Hive step on S3, Tez", hive.warmS3Tez, 1.5);
        hive(text, "the same on MapReduce", hive.warmS3Mr, 1.5);
    }

    private static void hive(StringBuilder text, String what, Times times, double goal) {
        line(
                text,
                "| %s | %s | - | - | - | under %s s | %s |",
                what,
                times.describe(),
                goal,
                met(times.medianSeconds() < goal));
    }

    /** The part about the ways to run Spark. */
    static void ways(StringBuilder text, SparkWays ways, AggregationTimes aggregation) {
        text.append(
                """

                ## The ways to run Spark

                The small query as above; in Python with a sum over an RDD besides. On YARN: client mode, one executor, containers in the
                JVM of the test or forked. The aggregation is over a table of Parquet on S3, in a step and in a new session of a warm JVM
                that reads the same objects.

                | what | time | against | time | ratio | goal | met |
                | --- | --- | --- | --- | --- | --- | --- |
                """);
        row(text, "warm PySpark step", ways.pythonWarm, "forked `spark-submit x.py`", ways.pythonForked, "-", "-");
        row(
                text,
                "cold: JVM start to first PySpark step COMPLETED through `@EmrTest`",
                ways.pythonCold,
                "forked `spark-submit x.py`",
                ways.pythonForked,
                "-",
                "-");
        row(
                text,
                "warm step on YARN",
                ways.yarnInProcess,
                "the same with forked containers",
                ways.yarnForked,
                "5 s or less",
                met(ways.yarnInProcess.medianSeconds() <= 5));
        double aggregated = aggregation.step.medianSeconds() / aggregation.direct.medianSeconds();
        row(
                text,
                String.format(
                        Locale.ROOT,
                        "aggregation of %,d rows, %.2f GB, in a step",
                        Aggregation.ROWS,
                        aggregation.bytes / 1e9),
                aggregation.step,
                "by hand in local mode",
                aggregation.direct,
                "1.05 or less",
                met(aggregated <= 1.05));
        row(
                text,
                SparkWays.AT_ONCE + " steps at once",
                ways.atOnce,
                "one after the other",
                ways.oneAfterTheOther,
                "-",
                "-");
    }

    private static void row(
            StringBuilder text, String what, Times times, String against, Times others, String goal, String met) {
        line(
                text,
                "| %s | %s | %s | %s | %.2f | %s | %s |",
                what,
                times.describe(),
                against,
                others.describe(),
                times.medianSeconds() / others.medianSeconds(),
                goal,
                met);
    }

    /** The rows about DescribeCluster next to an echo. */
    static void underLoad(StringBuilder text, DescribeUnderLoad load) {
        line(
                text,
                "| DescribeCluster, %d clients at once, signed | %,d requests/s | an HTTP echo of the same size on the same"
                        + " Netty | %,d requests/s | 1/%.1f | - | - |",
                DescribeUnderLoad.CLIENTS,
                load.describePerSecond(),
                load.echoPerSecond(),
                (double) load.echoPerSecond() / load.describePerSecond());
        line(
                text,
                "| the same: 99%% of the answers within | %.2f ms | the same echo | %.2f ms | %.1f | - | - |",
                load.describe().percentileSeconds(99) * 1000,
                load.echo().percentileSeconds(99) * 1000,
                load.describe().percentileSeconds(99) / load.echo().percentileSeconds(99));
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String met(boolean met) {
        return met ? "yes" : "**no**";
    }

    private static String memory() {
        try {
            return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                    .filter(line -> line.startsWith("MemTotal:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .map(kilobytes -> String.format(Locale.ROOT, ", %.1f GB", Long.parseLong(kilobytes) / 1e6))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
