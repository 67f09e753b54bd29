import java.util.concurrent.CountDownLatch;

/** Waits until it is interrupted or ended. */
public class Waits {
    public static void main(String[] args) throws Exception {
        System.out.println("ready");
        new CountDownLatch(1).await();
    }
}
