import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/** Leaves pools of daemon threads that do not end by themselves. */
public class LeavesPools {
    private static final ScheduledExecutorService TIMER = Executors.newScheduledThreadPool(1, LeavesPools::daemon);
    private static final ExecutorService WORKERS = Executors.newFixedThreadPool(2, LeavesPools::daemon);

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "left by a pool");
        thread.setDaemon(true);
        return thread;
    }

    public static void main(String[] args) throws Exception {
        TIMER.submit(() -> {}).get();
        WORKERS.submit(() -> {}).get();
        WORKERS.submit(() -> {}).get();
    }
}
