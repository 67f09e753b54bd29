import java.util.concurrent.CountDownLatch;

/** Has a hook that never ends. */
public class HookOfStone {
    public static void main(String[] args) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            System.out.println("hook waits");
            while (true) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    // goes on
                }
            }
        }));
        System.out.println("ready");
        new CountDownLatch(1).await();
    }
}
