import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** Runs another program in a loader of its own: below this one, or beside it if told so. */
public class Below {
    public static void main(String[] args) throws Exception {
        URL[] urls = {Path.of(args[1]).toUri().toURL()};
        ClassLoader parent = args[0].equals("below") ? Below.class.getClassLoader() : ClassLoader.getPlatformClassLoader();
        try (URLClassLoader loader = new URLClassLoader(urls, parent) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                synchronized (getClassLoadingLock(name)) {
                    if (!name.equals("Ends")) {
                        return super.loadClass(name, resolve);
                    }
                    Class<?> known = findLoadedClass(name);
                    return known == null ? findClass(name) : known;
                }
            }
        }) {
            Class<?> other = loader.loadClass("Ends");
            System.out.println("own loader: " + (other.getClassLoader() == loader));
            other.getMethod("main", String[].class).invoke(null, (Object) new String[] {args[2]});
        }
    }
}
