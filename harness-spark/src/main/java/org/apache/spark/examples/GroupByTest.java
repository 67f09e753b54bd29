package org.apache.spark.examples;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** Groups random pairs by their key, which moves all of them through a shuffle; prints how many keys there are. */
public final class GroupByTest {

    private GroupByTest() {}

    /**
     * @param args the number of mappers, of pairs for each, the bytes of a value, the number of reducers; by default 2, 1000,
     *     1000, and as many as mappers
     */
    public static void main(String[] args) {
        int mappers = Example.number(args, 0, 2);
        int pairs = Example.number(args, 1, 1000);
        int bytes = Example.number(args, 2, 1000);
        int reducers = Example.number(args, 3, mappers);
        SparkSession spark = Example.session("GroupBy Test");
        JavaPairRDD<Integer, byte[]> all = Example.context(spark)
                .parallelize(Collections.nCopies(mappers, 0), mappers)
                .flatMapToPair(mapper -> pairs(pairs, bytes).iterator())
                .cache();
        all.count();
        System.out.println(all.groupByKey(reducers).count());
        spark.stop();
    }

    private static List<Tuple2<Integer, byte[]>> pairs(int count, int bytes) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        List<Tuple2<Integer, byte[]>> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] value = new byte[bytes];
            random.nextBytes(value);
            pairs.add(new Tuple2<>(random.nextInt(Integer.MAX_VALUE), value));
        }
        return pairs;
    }
}
