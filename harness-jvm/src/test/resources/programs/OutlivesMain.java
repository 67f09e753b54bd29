/** Main ends first, then a non-daemon thread that starts another. */
public class OutlivesMain {
    public static void main(String[] args) throws Exception {
        Thread main = Thread.currentThread();
        new Thread(() -> {
            try {
                System.in.read();
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            System.out.println("first thread");
            new Thread(() -> System.out.println("second thread")).start();
        }).start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
        System.out.println("main ends");
    }
}
