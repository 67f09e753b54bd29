package io.github.emrharness.hive.tools;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.metastore.HiveMetaStoreClient;
import org.apache.hadoop.hive.metastore.Warehouse;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.NoSuchObjectException;
import org.apache.hadoop.hive.metastore.api.Partition;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;
import org.apache.hadoop.hive.metastore.api.Table;
import org.jspecify.annotations.Nullable;

/**
 * Asks the metastore for a table and writes what it tells, as maps and lists of strings, to a file. Arguments: the file to
 * write, the database, the table. Without such a table it writes nothing.
 */
public final class TableMain {

    private static final short ALL = -1;

    private TableMain() {}

    @SuppressWarnings("Finally")
    public static void main(String[] args) throws Exception {
        Configurations.useThoseOfThisProcess();
        int code = 1;
        try {
            describe(Path.of(args[0]), args[1], args[2]);
            code = 0;
        } catch (Exception | Error e) {
            e.printStackTrace();
        } finally {
            System.exit(code);
        }
    }

    private static void describe(Path file, String database, String name) throws Exception {
        HiveMetaStoreClient client = new HiveMetaStoreClient(new HiveConf(TableMain.class));
        try {
            Table table = client.getTable(database, name);
            StorageDescriptor storage = table.getSd();
            LinkedHashMap<String, String> partitions = new LinkedHashMap<>();
            if (!table.getPartitionKeys().isEmpty()) {
                for (Partition each : client.listPartitions(database, name, ALL)) {
                    partitions.put(
                            Warehouse.makePartName(table.getPartitionKeys(), each.getValues()),
                            each.getSd().getLocation());
                }
            }
            LinkedHashMap<String, String> facts = new LinkedHashMap<>();
            facts.put("type", table.getTableType());
            facts.put("location", text(storage.getLocation()));
            facts.put("inputFormat", text(storage.getInputFormat()));
            facts.put(
                    "serializationLibrary",
                    storage.getSerdeInfo() == null
                            ? ""
                            : text(storage.getSerdeInfo().getSerializationLib()));
            write(
                    file,
                    List.of(
                            facts,
                            columns(storage.getCols()),
                            columns(table.getPartitionKeys()),
                            new LinkedHashMap<>(table.getParameters()),
                            partitions));
        } catch (NoSuchObjectException e) {
            // There is nothing to write.
        } finally {
            client.close();
        }
    }

    private static ArrayList<String[]> columns(List<FieldSchema> columns) {
        ArrayList<String[]> pairs = new ArrayList<>();
        columns.forEach(column -> pairs.add(new String[] {column.getName(), column.getType()}));
        return pairs;
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }

    private static void write(Path file, List<Object> parts) throws IOException {
        try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file))) {
            for (Object part : parts) {
                out.writeObject(part);
            }
        }
    }
}
