package io.github.emrharness.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Runs on YARN. The first argument says what it does. */
public final class YarnJob {

    private static final Pattern PROCESSES = Pattern.compile("driver (\\d+), executor (\\d+)\n");

    private YarnJob() {}

    /** Closing a session of Spark 4 may throw. */
    public static void main(String[] args) throws IOException {
        try (SparkSession spark = SparkSession.builder().getOrCreate()) {
            JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
            switch (args[0]) {
                case "copy" -> copy(context, args[1], args[2], args[3]);
                case "throw" -> throw new IllegalStateException("no data for today");
                case "hang" -> hang(context, Integer.parseInt(args[1]));
                default -> throw new IllegalArgumentException(args[0]);
            }
        }
    }

    /** Copies words from S3 to HDFS and back to S3, and tells which processes did it. */
    private static void copy(JavaSparkContext context, String input, String hdfs, String output) {
        context.textFile(input, 1)
                .flatMap(line -> List.of(line.split(" ")).iterator())
                .distinct(1)
                .saveAsTextFile(hdfs);
        context.textFile(hdfs, 1).saveAsTextFile(output);
        List<Long> executor = context.parallelize(List.of(1), 1)
                .map(one -> ProcessHandle.current().pid())
                .collect();
        System.out.println("driver " + ProcessHandle.current().pid() + ", executor " + executor.get(0));
    }

    /** The ids of driver and executor in what {@code copy}, or a shell that prints the same, has printed. */
    static MatchResult processes(String stdout) {
        return PROCESSES
                .matcher(stdout)
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError("No processes in: " + stdout));
    }

    /** A task that does not end; whoever listens at the port learns that it runs, and that it has ended. */
    private static void hang(JavaSparkContext context, int port) {
        context.parallelize(List.of(port), 1).foreach(YarnJob::awaitEnd);
    }

    private static void awaitEnd(int port) throws IOException {
        // A plain socket's read does not end by an interrupt, which is all that ends a thread of a shared JVM.
        try (SocketChannel socket = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            socket.write(ByteBuffer.wrap(new byte[] {'+'}));
            System.out.println("the other side has ended: " + socket.read(ByteBuffer.allocate(1)));
        }
    }
}
