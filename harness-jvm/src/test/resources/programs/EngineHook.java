/** Registers a hook when its class is initialised, as Hadoop's ShutdownHookManager does. */
public class EngineHook {
    static int runs;

    static {
        Runtime.getRuntime().addShutdownHook(new Hook());
    }

    public static class Hook extends Thread {
        @Override
        public void run() {
            System.setProperty("engine.hook", "has run");
            marker.toFile().delete();
        }
    }

    static java.nio.file.Path marker;

    public static void main(String[] args) {
        marker = java.nio.file.Path.of(args[0]);
        System.out.println("run " + ++runs);
    }

    /** What a recycler calls in place of the hook. */
    public static void shutDown() {
        System.out.println("shut down " + runs);
    }
}
