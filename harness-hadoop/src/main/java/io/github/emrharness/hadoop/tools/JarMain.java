package io.github.emrharness.hadoop.tools;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.util.RunJar;
import org.apache.hadoop.util.ShutdownHookManager;
import org.jspecify.annotations.Nullable;

/**
 * The main class of {@code hadoop jar}: does what Hadoop's {@link RunJar} does, but with this engine's loader above that of
 * the jar. {@code RunJar} itself would take the loader of the JVM, in which there is the test and no Hadoop.
 */
public final class JarMain {

    private static final String USAGE = "RunJar jarFile [mainClass] args...";

    /** {@link RunJar}'s {@code SHUTDOWN_HOOK_PRIORITY}. */
    private static final int PRIORITY = 10;

    private JarMain() {}

    public static void main(String[] args) throws Throwable {
        if (args.length == 0) {
            System.err.println(USAGE);
            System.exit(-1);
        }
        File file = ClientProcess.inWorkingDirectory(args[0]);
        if (!file.isFile()) {
            System.err.println("JAR does not exist or is not a normal file: " + file.getCanonicalPath());
            System.exit(-1);
        }
        int next = 1;
        String mainClass = mainClass(file);
        if (mainClass == null) {
            if (args.length < 2) {
                System.err.println(USAGE);
                System.exit(-1);
            }
            mainClass = args[next++].replaceAll("/", ".");
        }
        ClientProcess.begin(List.of());
        File directory = unpack(file);
        ClassLoader loader = ClientProcess.begin(classPath(file, directory));
        ClientProcess.run(loader, mainClass, Arrays.copyOfRange(args, next, args.length));
    }

    private static @Nullable String mainClass(File file) throws IOException {
        try (JarFile jar = new JarFile(file)) {
            Manifest manifest = jar.getManifest();
            String value =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
            return value == null ? null : value.trim().replaceAll("/", ".");
        } catch (IOException e) {
            throw new IOException("Error opening job jar: " + file, e);
        }
    }

    private static File unpack(File file) throws IOException {
        Path parent = Path.of(new Configuration().get("hadoop.tmp.dir"));
        try {
            Files.createDirectories(parent);
            File directory = Files.createTempDirectory(parent, "hadoop-unjar").toFile();
            ShutdownHookManager.get().addShutdownHook(() -> FileUtil.fullyDelete(directory), PRIORITY);
            RunJar.unJar(file, directory, RunJar.MATCH_ANY);
            return directory;
        } catch (IOException e) {
            System.err.println("Error creating temp dir in java.io.tmpdir " + parent + " due to " + e.getMessage());
            System.exit(-1);
            throw e;
        }
    }

    private static List<Path> classPath(File jar, File unpacked) throws IOException {
        Path directory = unpacked.toPath();
        List<Path> classPath = new ArrayList<>(List.of(directory, jar.toPath(), directory.resolve("classes")));
        Path libraries = directory.resolve("lib");
        if (Files.isDirectory(libraries)) {
            try (Stream<Path> files = Files.list(libraries)) {
                files.sorted().forEach(classPath::add);
            }
        }
        return classPath;
    }
}
