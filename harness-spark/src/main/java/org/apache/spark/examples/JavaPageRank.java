package org.apache.spark.examples;

/** Ranks pages, by the name of Spark's example in Java. */
public final class JavaPageRank {

    private JavaPageRank() {}

    /**
     * @param args the file with lines of a page and one that it links to, and the number of iterations
     */
    public static void main(String[] args) {
        Example.needs(2, args, "JavaPageRank <file> <number_of_iterations>");
        SparkPageRank.run("JavaPageRank", args[0], Integer.parseInt(args[1]), "%s has rank: %s.");
    }
}
