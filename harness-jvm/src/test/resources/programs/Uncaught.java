/** Exceptions that nobody catches. */
public class Uncaught {
    public static void main(String[] args) throws Exception {
        if (args[0].equals("handler")) {
            Thread.setDefaultUncaughtExceptionHandler((thread, thrown) ->
                    System.out.println("handler: " + thread.getName() + " " + thrown.getMessage()));
            System.out.println(Thread.getDefaultUncaughtExceptionHandler() != null);
        }
        Thread thread = new Thread(() -> {
            throw new IllegalStateException("in a thread");
        }, "worker");
        thread.start();
        thread.join();
        if (args[0].equals("handler")) {
            throw new IllegalStateException("in main");
        }
        if (args[0].equals("print")) {
            new IllegalStateException("printed").printStackTrace();
        }
    }
}
