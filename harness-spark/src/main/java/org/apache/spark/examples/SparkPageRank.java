package org.apache.spark.examples;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** Ranks pages by the links to them: each shares its rank among those that it links to. */
public final class SparkPageRank {

    private static final int DEFAULT_ITERATIONS = 10;
    private static final double DAMPING = 0.85;

    private SparkPageRank() {}

    /**
     * @param args the file with lines of a page and one that it links to, and the number of iterations, by default 10
     */
    public static void main(String[] args) {
        Example.needs(1, args, "SparkPageRank <file> <iter>");
        run("SparkPageRank", args[0], Example.number(args, 1, DEFAULT_ITERATIONS), "%s has rank:  %s .");
    }

    static void run(String name, String file, int iterations, String form) {
        SparkSession spark = Example.session(name);
        JavaPairRDD<String, Iterable<String>> links = spark.read()
                .textFile(file)
                .javaRDD()
                .mapToPair(line -> {
                    String[] words = line.split("\\s+");
                    return new Tuple2<>(words[0], words[1]);
                })
                .distinct()
                .groupByKey()
                .cache();
        JavaPairRDD<String, Double> ranks = links.mapValues(link -> 1.0);
        for (int i = 0; i < iterations; i++) {
            ranks = links.join(ranks)
                    .values()
                    .flatMapToPair(page -> shares(page._1(), page._2()).iterator())
                    .reduceByKey(Double::sum)
                    .mapValues(sum -> 1 - DAMPING + DAMPING * sum);
        }
        ranks.collect().forEach(rank -> System.out.println(String.format(form, rank._1(), rank._2())));
        spark.stop();
    }

    private static List<Tuple2<String, Double>> shares(Iterable<String> links, double rank) {
        List<String> targets = new ArrayList<>();
        links.forEach(targets::add);
        return targets.stream()
                .map(target -> new Tuple2<>(target, rank / targets.size()))
                .toList();
    }
}
