package org.apache.spark.examples;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;
import scala.Tuple3;

/** Sums up an access log of Apache's web server: bytes and number of the requests of each user. */
public final class LogQuery {

    /** Address, user, time, request, status, bytes, referrer, agent. */
    private static final Pattern COMBINED =
            Pattern.compile("([\\d.]+) \\S+ (\\S+) \\[[^\\]]+\\] \"(.+?)\" \\d{3} (\\d+|-) \"[^\"]+\" \"[^\"]+\".*");

    private static final String NOBODY = "\"-\"";

    private static final List<String> SAMPLE = List.of(
            "10.0.0.1 - \"ADA\" [18/Jan/2026:17:56:07 +0100] \"GET http://shop.example/1.jpg HTTP/1.1\" 200 315"
                    + " \"http://shop.example/\" \"Mozilla/5.0\"",
            "10.0.0.1 - \"ADA\" [18/Jan/2026:18:02:37 +0100] \"GET http://shop.example/1.jpg HTTP/1.1\" 304 306"
                    + " \"http://shop.example/\" \"Mozilla/5.0\"");

    private LogQuery() {}

    /**
     * @param args the file of the log; a sample if there is none
     */
    public static void main(String[] args) {
        run("Log Query", args);
    }

    static void run(String name, String[] args) {
        SparkSession spark = Example.session(name);
        JavaSparkContext context = Example.context(spark);
        JavaRDD<String> lines = args.length > 0 ? context.textFile(args[0]) : context.parallelize(SAMPLE);
        lines.mapToPair(LogQuery::entry)
                .reduceByKey((a, b) -> new Tuple2<>(a._1() + b._1(), a._2() + b._2()))
                .collect()
                .forEach(sum -> System.out.println(sum._1() + "\tbytes="
                        + sum._2()._1() + "\tn=" + sum._2()._2()));
        spark.stop();
    }

    /** Who has asked for what; its bytes, and that it is one. */
    private static Tuple2<Tuple3<String, String, String>, Tuple2<Long, Integer>> entry(String line) {
        Matcher entry = COMBINED.matcher(line);
        if (!entry.matches()) {
            return new Tuple2<>(new Tuple3<>(null, null, null), new Tuple2<>(0L, 1));
        }
        long bytes = entry.group(4).equals("-") ? 0 : Long.parseLong(entry.group(4));
        Tuple3<String, String, String> key = entry.group(2).equals(NOBODY)
                ? new Tuple3<>(null, null, null)
                : new Tuple3<>(entry.group(1), entry.group(2), entry.group(3));
        return new Tuple2<>(key, new Tuple2<>(bytes, 1));
    }
}
