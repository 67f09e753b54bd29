package io.github.emrharness.hive.tools;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a main class in a child JVM as Hive wants it: Hive casts the loader of its classes to a {@code URLClassLoader}, which
 * that of a JVM's class path is no more. Arguments: a file with the class path, an entry a line; the main class; its arguments.
 */
public final class ForkedMain {

    private ForkedMain() {}

    public static void main(String[] args) throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (String entry : Files.readAllLines(Path.of(args[0]))) {
            classPath.add(Path.of(entry).toUri().toURL());
        }
        // Open until the JVM ends.
        @SuppressWarnings("resource")
        URLClassLoader loader = new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        loader.loadClass(args[1]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(args, 2, args.length));
    }
}
