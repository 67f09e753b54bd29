package io.github.emrharness.spark.tools;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Runs the main class of a container beside Spark's jars, which stay for the next one. Arguments: what the container has on its
 * class path besides, as a list of paths; the main class; its arguments.
 */
public final class ContainerMain {

    private ContainerMain() {}

    public static void main(String[] args) throws Throwable {
        ClassLoader own = new URLClassLoader(urls(args[0]), ContainerMain.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(own);
        SubmitMain.configureLogging();
        // That of a job before.
        URL.setURLStreamHandlerFactory(null);
        JobConfigs.track();
        PythonDriver.prepare();
        try {
            Class.forName(args[1], true, own).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(args, 2, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static URL[] urls(String classPath) throws MalformedURLException {
        String[] entries = classPath.isEmpty() ? new String[0] : classPath.split(File.pathSeparator);
        URL[] urls = new URL[entries.length];
        for (int i = 0; i < entries.length; i++) {
            urls[i] = Path.of(entries[i]).toUri().toURL();
        }
        return urls;
    }
}
