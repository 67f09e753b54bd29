package io.github.emrharness.benchmarks;

import io.github.emrharness.Emr;
import io.github.emrharness.StepHandle;
import io.github.emrharness.StepSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The script that Hive is measured with. */
final class HiveScript {

    private static final String ORDERS = "1,tea,3.50\n2,nut,0.80\n3,tea,3.75\n4,nut,0.75\n";
    private static final String ITEMS = "tea,drinks\nnut,food\n";

    private static final String SCRIPT =
            """
            CREATE DATABASE IF NOT EXISTS shop; USE shop;
            DROP TABLE IF EXISTS orders; DROP TABLE IF EXISTS items;
            CREATE EXTERNAL TABLE orders (id INT, item STRING, price DECIMAL(10,2))
            ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION '${PLACE}/orders';
            CREATE EXTERNAL TABLE items (item STRING, kind STRING)
            ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION '${PLACE}/items';
            INSERT OVERWRITE DIRECTORY '${PLACE}/out' ROW FORMAT DELIMITED FIELDS TERMINATED BY ','
            SELECT i.kind, SUM(o.price) FROM orders o JOIN items i ON o.item = i.item GROUP BY i.kind ORDER BY i.kind;
            """;

    private HiveScript() {}

    /**
     * Submits a step that reads and writes below that place, where it puts the input first.
     *
     * @param place a directory, or a location of the cluster's bucket
     */
    static StepHandle submit(Emr emr, String engine, String place) {
        put(emr, place + "/orders/orders.csv", ORDERS);
        put(emr, place + "/items/items.csv", ITEMS);
        put(emr, place + "/script.q", SCRIPT);
        return emr.submit(StepSpec.command("hive-script", "--run-hive-script", "--args")
                .args(
                        "-f",
                        place + "/script.q",
                        "-d",
                        "PLACE=" + place,
                        "--hiveconf",
                        "hive.execution.engine=" + engine));
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void put(Emr emr, String location, String content) {
        if (location.startsWith("s3://")) {
            emr.s3().put(location.substring(emr.s3().uri("").length()), content);
            return;
        }
        try {
            Path file = Path.of(location);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
