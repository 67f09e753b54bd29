import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs another program in loaders below its own, drops them, and tells how many of them stay. */
public class DropsLoaders {
    public static void main(String[] args) throws Exception {
        ReferenceQueue<ClassLoader> queue = new ReferenceQueue<>();
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            loaders.add(new WeakReference<>(useOnce(Path.of(args[0])), queue));
        }
        int left = loaders.size();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (left > 0 && System.nanoTime() < deadline) {
            System.gc();
            if (queue.remove(100) != null) {
                left--;
            }
        }
        System.out.println("loaders left: " + left);
    }

    private static ClassLoader useOnce(Path classes) throws Exception {
        URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, DropsLoaders.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                return name.equals("Counts") ? findClass(name) : super.loadClass(name, resolve);
            }
        };
        loader.loadClass("Counts").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        loader.close();
        return loader;
    }
}
