package io.github.emrharness.hadoop.tools;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process of a client of Hadoop: its configuration, which differs from cluster to cluster, and its class path. */
final class ClientProcess {

    private ClientProcess() {}

    /**
     * Begins the process: {@code HADOOP_CONF_DIR} and {@code HADOOP_CLASSPATH} come below the engine, whose own loader serves
     * all clusters.
     *
     * @param more of the class path, in front of {@code HADOOP_CLASSPATH}
     * @return the loader of the process, which is now the context class loader
     */
    static ClassLoader begin(List<Path> more) throws IOException {
        List<URL> urls = new ArrayList<>();
        String configuration = System.getenv("HADOOP_CONF_DIR");
        if (configuration != null) {
            add(Path.of(configuration), urls);
        }
        for (Path path : more) {
            add(path, urls);
        }
        addAll(System.getenv("HADOOP_CLASSPATH"), urls);
        ClassLoader loader = new ProcessLoader(urls.toArray(URL[]::new));
        Thread.currentThread().setContextClassLoader(loader);
        ClientLog.configure(loader);
        return loader;
    }

    /** Runs {@code main} of that class; what it throws goes on as its own. */
    static void run(ClassLoader loader, String mainClass, String[] arguments) throws Throwable {
        Method main = Class.forName(mainClass, true, loader).getMethod("main", String[].class);
        try {
            main.invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    /** A relative path begins in the directory of the process, which an in-process JVM cannot make that of the JDK. */
    static File inWorkingDirectory(String path) {
        File file = new File(path);
        return file.isAbsolute() ? file : new File(System.getProperty("user.dir"), path);
    }

    private static void addAll(@Nullable String classPath, List<URL> urls) throws IOException {
        if (classPath == null) {
            return;
        }
        for (String entry : classPath.split(File.pathSeparator)) {
            if (entry.endsWith("/*")) {
                Path directory = Path.of(entry.substring(0, entry.length() - 2));
                if (Files.isDirectory(directory)) {
                    try (Stream<Path> jars = Files.list(directory)) {
                        for (Path jar : jars.filter(file -> file.toString().endsWith(".jar"))
                                .sorted()
                                .toList()) {
                            add(jar, urls);
                        }
                    }
                }
            } else if (!entry.isEmpty()) {
                add(inWorkingDirectory(entry).toPath(), urls);
            }
        }
    }

    private static void add(Path path, List<URL> urls) throws MalformedURLException {
        urls.add(path.toUri().toURL());
    }

    /**
     * Knows a file of each name that Hadoop's classes want to read, be it empty: once one of them is loaded, the programs that
     * insist on these files insist on its as well.
     */
    private static final class ProcessLoader extends URLClassLoader {

        /** The shaded jars of Hadoop lack the last one; nobody needs the one before. */
        private static final Set<String> RESOURCES = Set.of(
                "core-site.xml",
                "hdfs-site.xml",
                "hdfs-rbf-site.xml",
                "mapred-site.xml",
                "yarn-site.xml",
                "resource-types.xml",
                "hdfs-rbf-default.xml");

        ProcessLoader(URL[] urls) {
            super(urls, ClientProcess.class.getClassLoader());
        }

        @Override
        public @Nullable URL findResource(String name) {
            URL found = super.findResource(name);
            return found == null && RESOURCES.contains(name)
                    ? ClientProcess.class.getResource("empty-site.xml")
                    : found;
        }
    }
}
