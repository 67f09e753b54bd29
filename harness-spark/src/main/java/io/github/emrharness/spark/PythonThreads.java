package io.github.emrharness.spark;

import java.time.Duration;
import java.util.List;

/** Threads that a PySpark application leaves in an engine. */
final class PythonThreads {

    /** Those of Spark's factory of Python workers, which nobody ends, and of tasks, which look about every two seconds. */
    private static final String MONITOR = "Worker Monitor for ";

    /** What the others run: they wait for a process or a socket that is gone. */
    private static final List<String> PACKAGES =
            List.of("py4j.", "org.apache.spark.api.python.", "org.apache.spark.util.RedirectThread");

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private PythonThreads() {}

    /** Ends them; the processes of Python have ended already. */
    static void end(List<Thread> threads) throws InterruptedException {
        List<Thread> python = threads.stream()
                .filter(each -> each.getName().contains(MONITOR) || runsPython(each))
                .toList();
        python.stream().filter(each -> each.getName().contains(MONITOR)).forEach(Thread::interrupt);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (Thread each : python) {
            each.join(Math.max(1, Duration.ofNanos(deadline - System.nanoTime()).toMillis()));
        }
    }

    private static boolean runsPython(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (PACKAGES.stream().anyMatch(frame.getClassName()::startsWith)) {
                return true;
            }
        }
        return false;
    }
}
