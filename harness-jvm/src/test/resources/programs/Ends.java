import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;

/** Ends in one of many ways. */
public class Ends {
    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "return" -> System.out.println("returned");
            case "throw" -> throw new IllegalStateException("no luck", new RuntimeException("the cause"));
            case "exit" -> {
                try {
                    System.exit(3);
                } finally {
                    System.out.println("never printed");
                }
            }
            case "runtime exit" -> Runtime.getRuntime().exit(4);
            case "halt" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
                Runtime.getRuntime().halt(5);
            }
            case "exit by reference" -> {
                IntConsumer exit = System::exit;
                exit.accept(6);
            }
            case "exit by bound reference" -> {
                IntConsumer exit = Runtime.getRuntime()::exit;
                exit.accept(7);
            }
            case "exit in another thread" -> {
                new Thread(() -> System.exit(8)).start();
                new CountDownLatch(1).await();
            }
            case "halt in another thread" -> {
                new Thread(() -> Runtime.getRuntime().halt(9)).start();
                new CountDownLatch(1).await();
            }
            case "exit in a daemon" -> {
                Thread daemon = new Thread(() -> System.exit(10));
                daemon.setDaemon(true);
                daemon.start();
                new CountDownLatch(1).await();
            }
            case "exit, swallowed" -> {
                try {
                    System.exit(11);
                } catch (Throwable swallowed) {
                    System.out.println("never printed");
                }
                System.exit(12);
            }
            case "exit in a pool" -> java.util.concurrent.Executors.newFixedThreadPool(1).submit(() -> System.exit(13));
            case "big code" -> System.exit(259);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }
}
