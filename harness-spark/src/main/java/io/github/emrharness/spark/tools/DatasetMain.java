package io.github.emrharness.spark.tools;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Reader;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/**
 * Reads a dataset and writes it, as serialized lists of types of the JDK, to a file. Arguments: file with Spark
 * properties, file to write, format, address, then options of the reader as name and value.
 *
 * <p>The file gets an {@code ArrayList} of column names, one of their types, and one of rows.
 */
public final class DatasetMain {

    /** Exit code for a dataset that cannot be read; the reason is on stderr. */
    public static final int UNREADABLE = 2;

    private DatasetMain() {}

    public static void main(String[] args) throws IOException, ReflectiveOperationException {
        JobConfigs.track();
        SparkSession.Builder builder = SparkSession.builder();
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(args[0]), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        properties.stringPropertyNames().forEach(name -> builder.config(name, properties.getProperty(name)));
        try (SparkSession spark = builder.getOrCreate()) {
            DataFrameReader reader = spark.read().format(args[2]);
            for (int i = 4; i < args.length; i += 2) {
                reader.option(args[i], args[i + 1]);
            }
            Dataset<Row> dataset = reader.load(args[3]);
            write(dataset, Path.of(args[1]));
        } catch (Exception e) {
            // Spark's Scala throws checked exceptions that it does not declare.
            System.err.println(reason(e));
            System.exit(UNREADABLE);
        }
    }

    private static void write(Dataset<Row> dataset, Path file) throws IOException {
        ArrayList<String> names = new ArrayList<>();
        ArrayList<String> types = new ArrayList<>();
        for (StructField field : dataset.schema().fields()) {
            names.add(field.name());
            types.add(field.dataType().catalogString());
        }
        ArrayList<Serializable> rows = new ArrayList<>();
        for (Row row : dataset.collectAsList()) {
            ArrayList<@Nullable Object> values = new ArrayList<>(row.size());
            for (int i = 0; i < row.size(); i++) {
                values.add(toJdk(row.get(i)));
            }
            rows.add(values);
        }
        try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file))) {
            out.writeObject(names);
            out.writeObject(types);
            out.writeObject(rows);
        }
    }

    private static @Nullable Object toJdk(@Nullable Object value) {
        if (value instanceof Row row) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            String[] names = row.schema().fieldNames();
            for (int i = 0; i < names.length; i++) {
                fields.put(names[i], toJdk(row.get(i)));
            }
            return fields;
        }
        if (value instanceof scala.collection.Seq<?> elements) {
            List<@Nullable Object> list = new ArrayList<>();
            JavaConverters.seqAsJavaList(elements).forEach(e -> list.add(toJdk(e)));
            return list;
        }
        if (value instanceof scala.collection.Map<?, ?> entries) {
            Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
            JavaConverters.mapAsJavaMap(entries).forEach((k, v) -> map.put(toJdk(k), toJdk(v)));
            return map;
        }
        return value;
    }

    /** The innermost cause says what is wrong with a file; Spark's own analysis needs no cause. */
    private static String reason(Throwable e) {
        Throwable cause = e;
        while (!(cause instanceof AnalysisException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return cause.getClass().getName() + ": " + (message == null ? "" : message);
    }
}
