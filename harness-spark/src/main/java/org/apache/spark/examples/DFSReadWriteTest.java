package org.apache.spark.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Writes a local file to a distributed file system, reads it from there, and compares the words of both. */
public final class DFSReadWriteTest {

    private static final String BLANKS = "[ \t]+";

    private DFSReadWriteTest() {}

    /**
     * @param args the local file, and a directory, in which {@code dfs_read_write_test} is made
     */
    public static void main(String[] args) throws IOException {
        Example.needs(2, args, "DFSReadWriteTest <localFile> <dfsDir>");
        List<String> lines = Files.readAllLines(Path.of(args[0]));
        System.out.println("Performing local word count");
        long local = lines.stream().flatMap(DFSReadWriteTest::words).count();

        System.out.println("Creating SparkSession");
        SparkSession spark = Example.session("DFS Read Write Test");
        JavaSparkContext context = Example.context(spark);

        System.out.println("Writing local file to DFS");
        String directory = args[1] + "/dfs_read_write_test";
        context.parallelize(lines).saveAsTextFile(directory);

        System.out.println("Reading file from DFS and running Word Count");
        long distributed = context.textFile(directory)
                .flatMap(line -> words(line).iterator())
                .count();
        spark.stop();
        System.out.println(
                local == distributed
                        ? "Success! Local Word Count " + local + " and DFS Word Count " + distributed + " agree."
                        : "Failure! Local Word Count " + local + " and DFS Word Count " + distributed + " disagree.");
    }

    private static Stream<String> words(String line) {
        return Stream.of(line.split(BLANKS)).filter(word -> !word.isEmpty());
    }
}
