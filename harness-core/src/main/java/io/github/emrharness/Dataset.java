package io.github.emrharness;

import io.github.emrharness.spi.DatasetContent;
import io.github.emrharness.spi.DatasetContent.Column;
import io.github.emrharness.spi.DatasetLocation;
import io.github.emrharness.spi.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Rows and columns on S3, read by the engine (Spark) when they are first asked for, and kept: a dataset does not change
 * any more once it was read. Take a new one from {@link Emr#dataset} to read again.
 *
 * <p>The format is guessed from the names of the files (Spark writes {@code .parquet}, {@code .orc}, {@code .csv},
 * {@code .json} and {@code .txt}) unless it is named. CSV is read with {@code inferSchema}; say {@link #header()} if the
 * files have one.
 */
public final class Dataset implements RowSet {

    private final S3Prefix location;
    private final Datasets datasets;
    private final Optional<String> format;
    private final Map<String, String> options;
    private final Lazy<DatasetContent> content = new Lazy<>(this::read);

    Dataset(S3Prefix location, Datasets datasets, Optional<String> format, Map<String, String> options) {
        this.location = location;
        this.datasets = datasets;
        this.format = format;
        this.options = options;
    }

    /** The same, read as Parquet. */
    public Dataset parquet() {
        return as("parquet");
    }

    /** The same, read as ORC. */
    public Dataset orc() {
        return as("orc");
    }

    /** The same, read as CSV. */
    public Dataset csv() {
        return as("csv");
    }

    /** The same, read as JSON lines. */
    public Dataset json() {
        return as("json");
    }

    /** The same, read as lines of text: one column {@code value}. */
    public Dataset text() {
        return as("text");
    }

    /** Says that the CSV files begin with the names of the columns. */
    public Dataset header() {
        return option("header", "true");
    }

    /** Sets an option of Spark's reader for the format. */
    public Dataset option(String name, String value) {
        Map<String, String> more = new HashMap<>(options);
        more.put(name, value);
        return new Dataset(location, datasets, format, Map.copyOf(more));
    }

    /** Where the dataset is, {@code s3://bucket/prefix}. */
    public String uri() {
        return location.uri();
    }

    /**
     * The columns, in order.
     *
     * @throws UncheckedIOException if there is nothing to read or it cannot be read
     */
    @Override
    public List<Column> columns() {
        return content.get().columns();
    }

    @Override
    public List<Row> rows() {
        return content.get().rows().stream().map(Row::of).toList();
    }

    @Override
    public String toString() {
        return format.map(known -> known + " ").orElse("") + "dataset " + uri();
    }

    private Dataset as(String newFormat) {
        return new Dataset(location, datasets, Optional.of(newFormat), options);
    }

    private DatasetContent read() {
        String actual = format.orElseGet(this::guess);
        Map<String, String> all = new HashMap<>();
        if (actual.equals("csv")) {
            all.put("inferSchema", "true");
        }
        all.putAll(options);
        try {
            return datasets.reader().read(new DatasetLocation(uri(), actual, all));
        } catch (IOException e) {
            String message = e.getMessage();
            throw new UncheckedIOException(message != null ? message : e.toString(), e);
        }
    }

    private String guess() {
        List<StoredObject> files = location.dataObjects();
        TreeSet<String> formats = files.stream()
                .map(file -> formatOf(file.key()))
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(TreeSet::new));
        if (formats.size() == 1) {
            return formats.first();
        }
        String there = files.isEmpty() ? "there is nothing" : "there is: " + NearMiss.say(files, "");
        throw new IllegalStateException("The format of " + uri() + " cannot be guessed from the names of its files; "
                + there + ". "
                + (files.isEmpty()
                        ? "Has the step written to another place?"
                        : "Name the format, as in dataset(...).csv()."));
    }

    private static Optional<String> formatOf(String key) {
        String name = key.substring(key.lastIndexOf('/') + 1);
        for (String part : List.of(name.split("\\."))) {
            switch (part) {
                case "parquet", "orc", "csv", "json" -> {
                    return Optional.of(part);
                }
                case "txt" -> {
                    return Optional.of("text");
                }
                default -> {}
            }
        }
        return Optional.empty();
    }
}
