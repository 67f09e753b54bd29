package io.github.emrharness.spark;

import io.github.emrharness.jvm.JavaCommand;
import io.github.emrharness.jvm.JavaProcess;
import io.github.emrharness.spi.DatasetContent;
import io.github.emrharness.spi.DatasetContent.Column;
import io.github.emrharness.spi.DatasetLocation;
import io.github.emrharness.spi.DatasetReader;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.ObjectStore;
import io.github.emrharness.spi.StepStartException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads datasets with Spark's own readers, in the same JVMs as the steps. */
final class SparkDatasetReader implements DatasetReader {

    private static final String MAIN_CLASS = "io.github.emrharness.spark.tools.DatasetMain";
    private static final Set<String> FORMATS = Set.of("parquet", "orc", "csv", "json", "text");

    private final HarnessContext harness;
    private final SparkSettings settings;
    private final SparkJvms jvms;
    private final SparkWarmUp warmUp;

    SparkDatasetReader(HarnessContext harness, SparkSettings settings, SparkJvms jvms, SparkWarmUp warmUp) {
        this.harness = harness;
        this.settings = settings;
        this.jvms = jvms;
        this.warmUp = warmUp;
    }

    @Override
    public DatasetContent read(DatasetLocation location) throws IOException {
        if (!FORMATS.contains(location.format())) {
            throw new IOException("Cannot read " + location.uri() + ": the format must be one of "
                    + String.join(", ", FORMATS.stream().sorted().toList()) + ", but was " + location.format() + ".");
        }
        try {
            SparkRequirements.checkJava(Runtime.version());
        } catch (StepStartException e) {
            throw new IOException(e.getMessage(), e);
        }
        Path directory = Files.createTempDirectory(harness.directory("spark"), "dataset");
        try {
            Path result = directory.resolve("content");
            run(location, directory, result);
            return content(result);
        } finally {
            delete(directory);
        }
    }

    private void run(DatasetLocation location, Path directory, Path result) throws IOException {
        ObjectStore store = location.uri().startsWith("s3") ? harness.objectStore() : null;
        Map<String, String> properties = SparkDefaults.properties(harness, settings, store, directory);
        properties.put("spark.master", "local[" + settings.cores() + "]");
        properties.put("spark.app.name", "dataset");
        properties.put("spark.sql.datetime.java8API.enabled", "true");
        Path propertiesFile = directory.resolve("spark.properties");
        SparkProperties.write(properties, propertiesFile);
        List<String> arguments = new ArrayList<>(
                List.of(propertiesFile.toString(), result.toString(), location.format(), location.uri()));
        location.options().forEach((name, value) -> arguments.addAll(List.of(name, value)));
        ByteArrayOutputStream stderr = new ByteArrayOutputStream();
        JavaCommand command = jvms.command(MAIN_CLASS, "dataset " + location.uri())
                .arguments(arguments)
                .environment(SparkDefaults.environment(Map.of(), directory))
                .workingDirectory(directory)
                .stderr(stderr)
                .build();
        int code = exitCode(command, location);
        if (code != 0) {
            throw new IOException("Cannot read " + location.uri() + " as " + location.format() + ": "
                    + stderr.toString(StandardCharsets.UTF_8).strip());
        }
    }

    private int exitCode(JavaCommand command, DatasetLocation location) throws IOException {
        warmUp.stepComes();
        JavaProcess jvm = jvms.start(command);
        try {
            return jvm.onExit().get();
        } catch (InterruptedException e) {
            jvm.kill();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while reading " + location.uri(), e);
        } catch (ExecutionException e) {
            throw new IOException("Cannot read " + location.uri(), e.getCause());
        }
    }

    @SuppressWarnings("unchecked")
    private static DatasetContent content(Path file) throws IOException {
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
            List<String> names = (List<String>) in.readObject();
            List<String> types = (List<String>) in.readObject();
            List<List<@Nullable Object>> rows = (List<List<@Nullable Object>>) in.readObject();
            List<Column> columns = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                columns.add(new Column(names.get(i), types.get(i)));
            }
            return new DatasetContent(List.copyOf(columns), Collections.unmodifiableList(rows));
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Collections.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
