package io.github.emrharness.spark.jobs;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.function.ForeachFunction;
import org.apache.spark.sql.SparkSession;

/** Does what its first argument says. */
public final class Scenario {

    private Scenario() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "exit" -> System.exit(Integer.parseInt(args[1]));
            case "throw" -> throw new IllegalStateException("no data for today");
            case "leave-open" -> System.out.println("sum " + session().range(10).count());
            case "leak-thread" -> {
                Thread leaked = new Thread(Scenario::waitForEver, "leaked by the job");
                leaked.setDaemon(true);
                leaked.start();
            }
            case "exit-with-context" -> {
                session();
                System.exit(7);
            }
            case "hang" -> {
                session();
                System.out.println("hangs");
                waitForEver();
            }
            case "fail-task" ->
                session().range(4).foreach((ForeachFunction<Long>) n -> {
                    throw new IllegalArgumentException("cannot take " + n);
                });
            case "sum" -> {
                System.out.println("sum " + session().range(10).count());
                printConf();
            }
            case "print-conf" -> {
                printConf();
                System.out.println("job.property=" + System.getProperty("job.property"));
                System.out.println(
                        "jvm options=" + ManagementFactory.getRuntimeMXBean().getInputArguments());
                System.out.println("STEP_VARIABLE=" + System.getenv("STEP_VARIABLE"));
            }
            case "library" -> Class.forName(args[1]);
            case "files" -> {
                session();
                System.out.println("file says " + Files.readString(Path.of(SparkFiles.get(args[1]))));
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void printConf() {
        Map<String, String> sorted = new TreeMap<>();
        for (var entry : session().sparkContext().getConf().getAll()) {
            sorted.put(entry._1(), entry._2());
        }
        sorted.forEach((name, value) -> System.out.println(name + "=" + value));
    }

    private static SparkSession session() {
        return SparkSession.builder().getOrCreate();
    }

    private static void waitForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
