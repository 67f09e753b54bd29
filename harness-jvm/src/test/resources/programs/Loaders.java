import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ServiceLoader;

/** Looks at its class loaders, resources and services. */
public class Loaders {
    public static void main(String[] args) throws Exception {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        System.out.println("context loader is mine: " + (context == Loaders.class.getClassLoader()));
        Thread thread = new Thread(() -> System.out.println("in a thread: " + (Thread.currentThread().getContextClassLoader() == context)));
        thread.start();
        thread.join();
        try (InputStream in = Loaders.class.getResourceAsStream("/greeting.txt")) {
            System.out.println("resource: " + (in == null ? null : new String(in.readAllBytes(), "UTF-8")));
        }
        System.out.println("resources: " + java.util.Collections.list(context.getResources("greeting.txt")).size());
        for (Runnable service : ServiceLoader.load(Runnable.class)) {
            service.run();
        }
        System.out.println("code source: " + new java.io.File(Loaders.class.getProtectionDomain().getCodeSource().getLocation().toURI()).getName());
        packaged.Versioned.main(args);
        for (String other : new String[] {"org.junit.jupiter.api.Test", "io.github.emrharness.jvm.JavaLauncher"}) {
            try {
                Class.forName(other);
                System.out.println("visible: " + other);
            } catch (ClassNotFoundException e) {
                System.out.println("not visible: " + other);
            }
        }
    }
}
