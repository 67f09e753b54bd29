package org.apache.spark.examples;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** Counts the words of a text. */
public final class JavaWordCount {

    private JavaWordCount() {}

    /**
     * @param args the file or directory
     */
    public static void main(String[] args) {
        Example.needs(1, args, "JavaWordCount <file>");
        SparkSession spark = Example.session("JavaWordCount");
        spark.read()
                .textFile(args[0])
                .javaRDD()
                .flatMap(line -> List.of(line.split(" ")).iterator())
                .mapToPair(word -> new Tuple2<>(word, 1))
                .reduceByKey(Integer::sum)
                .collect()
                .forEach(count -> System.out.println(count._1() + ": " + count._2()));
        spark.stop();
    }
}
