package io.github.emrharness.spark.tools;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.spark.deploy.SparkSubmit$;
import scala.Function1;
import scala.runtime.BoxedUnit;

/**
 * What a Python driver needs in a JVM that ends at once, or runs one after the other.
 *
 * <p>Spark's {@code PythonRunner} ends with the Python process, while the thread that copies its output may still be at it: a
 * traceback could get lost.
 */
final class PythonDriver {

    /** The name that {@code PythonRunner} gives to that thread. */
    private static final String THREAD = "redirect output";

    /** A process that the driver has left behind may hold the output open. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private PythonDriver() {}

    /** Lets {@code SparkSubmit} wait before it exits with the code of a Python driver, and Py4J be silent. */
    static void prepare() {
        // Py4J says so once, when its class is initialised; each process has java.util.logging of its own.
        Logger.getLogger("py4j").setLevel(Level.OFF);
        Function1<Object, BoxedUnit> exit = code -> {
            awaitOutput();
            System.exit((Integer) code);
            return BoxedUnit.UNIT;
        };
        SparkSubmit$.MODULE$.exitFn_$eq(exit);
    }

    static void awaitOutput() {
        for (Thread thread : copying()) {
            try {
                thread.join(PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Of this process only, which has a thread group of its own. */
    private static List<Thread> copying() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        Thread[] threads = new Thread[group.activeCount() + 16];
        int count = group.enumerate(threads);
        return Arrays.stream(threads, 0, count)
                .filter(thread -> thread.getName().equals(THREAD))
                .toList();
    }
}
