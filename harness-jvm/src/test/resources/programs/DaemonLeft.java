import java.util.concurrent.CountDownLatch;

/** Main ends while a daemon thread waits. */
public class DaemonLeft {
    public static void main(String[] args) {
        Thread daemon = new Thread(() -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                System.out.println("never printed");
            }
        });
        daemon.setDaemon(true);
        daemon.start();
        System.out.println("main ends");
    }
}
