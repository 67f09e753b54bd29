package io.github.emrharness.spark;

import io.github.emrharness.jvm.cache.CacheDirectory;
import io.github.emrharness.jvm.cache.CachedDirectory;
import io.github.emrharness.jvm.cache.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Python side of Spark, for a Python that does not have it. It is fetched once per user, with pip and so from where the
 * user's pip gets its packages, and kept in the cache without Spark's jars. It stands on the PYTHONPATH, as
 * {@code /usr/lib/spark/python} does on EMR, so that the user's Python keeps all other packages that it has.
 */
final class PySparkLibrary {

    private static final Duration PIP_TIME = Duration.ofMinutes(15);
    private static final Duration UNPACK_TIME = Duration.ofMinutes(5);
    private static final Pattern RELEASE = Pattern.compile("(\\d+\\.\\d+\\.\\d+).*");

    private final Path cache;
    private final boolean installs;
    private final AtomicReference<@Nullable CompletableFuture<Path>> fetched = new AtomicReference<>();

    /**
     * @param settings may name the cache directory
     * @param installs whether it may be fetched
     */
    PySparkLibrary(Map<String, String> settings, boolean installs) {
        this.cache = CacheDirectory.find(settings).resolve("python");
        this.installs = installs;
    }

    /** Where the examples are that {@code /usr/lib/spark/examples/src/main/python} has on EMR. */
    static Path examples(Path home) {
        return home.resolve("examples").resolve("src").resolve("main").resolve("python");
    }

    /** The entry for the PYTHONPATH. */
    static Path pythonPath(Path home) {
        return home.resolve("python");
    }

    /**
     * Gives its home, in the layout of {@code /usr/lib/spark}. Steps that come at the same time wait for the first.
     *
     * @param python the Python that lacks PySpark; its pip fetches it
     * @throws IOException if it is not there and cannot be fetched, or must not be
     */
    Path home(PythonInterpreter python, String sparkVersion) throws IOException {
        Matcher release = RELEASE.matcher(sparkVersion);
        String version = release.matches() ? release.group(1) : sparkVersion;
        Path ready = cache.resolve("pyspark-" + version);
        if (isComplete(ready)) {
            return ready;
        }
        if (!installs) {
            throw new IOException(lacks(python, version) + " and " + SparkSettings.PYTHON_INSTALL
                    + " is false, so that it is not fetched. " + remedy(python, version));
        }
        return fetchOnce(python, version);
    }

    private Path fetchOnce(PythonInterpreter python, String version) throws IOException {
        CompletableFuture<Path> mine = new CompletableFuture<>();
        CompletableFuture<Path> others = fetched.compareAndExchange(null, mine);
        if (others != null) {
            return await(others);
        }
        try {
            Path home = CachedDirectory.get(
                    cache, "pyspark-" + version, PySparkLibrary::isComplete, empty -> fetch(python, version, empty));
            mine.complete(home);
            return home;
        } catch (IOException | RuntimeException e) {
            // The next step tries again: the network may be back.
            fetched.set(null);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private static Path await(CompletableFuture<Path> home) throws IOException {
        try {
            return home.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IOException(cause == null ? e.getMessage() : cause.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while PySpark was fetched", e);
        }
    }

    private static void fetch(PythonInterpreter python, String version, Path home) throws IOException {
        Path download = Files.createDirectory(home.resolve("download"));
        try {
            String pip = python.executable().toString();
            new ChildProgram(List.of(
                            pip,
                            "-m",
                            "pip",
                            "download",
                            "--quiet",
                            "--no-input",
                            "--disable-pip-version-check",
                            "--no-deps",
                            "--dest",
                            download.toString(),
                            "pyspark==" + version))
                    .directory(download)
                    .run(PIP_TIME);
            new ChildProgram(List.of(
                            pip,
                            "-c",
                            PythonInterpreters.resource("unpack.py"),
                            onlyFile(download).toString(),
                            home.toString()))
                    .run(UNPACK_TIME);
        } catch (IOException e) {
            throw new IOException(
                    lacks(python, version) + " and it cannot be fetched: " + e.getMessage() + "\n"
                            + remedy(python, version),
                    e);
        }
        FileTree.delete(download);
    }

    private static Path onlyFile(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findFirst().orElseThrow(() -> new IOException("pip has downloaded nothing"));
        }
    }

    private static boolean isComplete(Path home) {
        Path python = pythonPath(home);
        return Files.isRegularFile(python.resolve("pyspark").resolve("version.py"))
                && Files.isRegularFile(python.resolve("py4j").resolve("version.py"));
    }

    private static String lacks(PythonInterpreter python, String version) {
        String has = python.pyspark().isEmpty() ? "has none" : "has " + python.pyspark();
        return "PySpark " + version + " is needed, " + python.executable() + " (Python " + python.version() + ") " + has
                + ",";
    }

    private static String remedy(PythonInterpreter python, String version) {
        return "Install it with: " + python.executable() + " -m pip install pyspark==" + version
                + ", or name a Python that has it with spark.pyspark.python or PYSPARK_PYTHON.";
    }
}
