package org.apache.spark.examples;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** Finds all pairs of vertices of a random graph between which there is a way: its transitive closure. */
public final class SparkTC {

    private static final int VERTICES = 100;
    private static final int EDGES = 200;
    private static final long SEED = 42;
    private static final int DEFAULT_SLICES = 2;

    private SparkTC() {}

    /**
     * @param args the number of slices; 2 by default
     */
    public static void main(String[] args) {
        run("SparkTC", args);
    }

    static void run(String name, String[] args) {
        SparkSession spark = Example.session(name);
        int slices = Example.number(args, 0, DEFAULT_SLICES);
        JavaPairRDD<Integer, Integer> ways = Example.context(spark)
                .parallelizePairs(new ArrayList<>(graph()), slices)
                .cache();
        // By their ends, to put them in front of the ways that begin there.
        JavaPairRDD<Integer, Integer> edges = ways.mapToPair(Tuple2::swap).cache();
        long before;
        long count = ways.count();
        do {
            before = count;
            ways = ways.union(ways.join(edges)
                            .mapToPair(
                                    way -> new Tuple2<>(way._2()._2(), way._2()._1())))
                    .distinct(slices)
                    .cache();
            count = ways.count();
        } while (count != before);
        System.out.println("TC has " + count + " edges.");
        spark.stop();
    }

    private static Set<Tuple2<Integer, Integer>> graph() {
        Random random = new Random(SEED);
        Set<Tuple2<Integer, Integer>> edges = new LinkedHashSet<>();
        while (edges.size() < EDGES) {
            int from = random.nextInt(VERTICES);
            int to = random.nextInt(VERTICES);
            if (from != to) {
                edges.add(new Tuple2<>(from, to));
            }
        }
        return edges;
    }
}
