package example.lakehouse;

import static io.github.emrharness.assertj.EmrAssertions.assertThat;
import static io.github.emrharness.assertj.EmrAssertions.row;

import io.github.emrharness.Emr;
import io.github.emrharness.StepHandle;
import io.github.emrharness.StepSpec;
import io.github.emrharness.junit5.EmrTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@EmrTest
class LakehouseTest {

    @BeforeAll
    static void seed(Emr emr) {
        emr.s3().put("orders/1/orders.csv", """
                id,customer,amount,changed
                1,Ada,10.5,2026-11-01 08:00:00
                2,Bob,20.0,2026-11-01 09:00:00
                3,Ada,5.25,2026-11-01 10:00:00
                """);
        emr.s3().put("orders/2/orders.csv", """
                id,customer,amount,changed
                2,Bob,0,2026-11-02 08:00:00
                3,Ada,7.75,2026-11-02 09:00:00
                4,Eve,1.0,2026-11-02 10:00:00
                """);
    }

    @Test
    void iceberg(Emr emr) {
        StepSpec orders = StepSpec.spark(IcebergOrders.class)
                .including(Orders.class)
                .sparkOptions("--jars", "/usr/share/aws/iceberg/lib/iceberg-spark3-runtime.jar")
                .conf("spark.sql.extensions", "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions")
                .conf("spark.sql.catalog.lake", "org.apache.iceberg.spark.SparkCatalog")
                .conf("spark.sql.catalog.lake.type", "hadoop")
                .conf("spark.sql.catalog.lake.warehouse", "s3://{bucket}/iceberg");

        StepHandle first = emr.submit(orders.args("s3://{bucket}/orders/1/", "lake.shop.orders", "s3://{bucket}/out/iceberg/"));
        StepHandle second = emr.submit(orders.args("s3://{bucket}/orders/2/", "lake.shop.orders", "s3://{bucket}/out/iceberg/"));

        assertThat(first).completes();
        assertThat(second).completes().stdout().contains("The table has 2 snapshots");
        assertMerged(emr, "out/iceberg/");
    }

    @Test
    void delta(Emr emr) {
        StepSpec orders = StepSpec.spark(DeltaOrders.class)
                .including(Orders.class)
                .sparkOptions(
                        "--jars",
                        "/usr/share/aws/delta/lib/delta-spark.jar,/usr/share/aws/delta/lib/delta-storage.jar")
                .conf("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                .conf("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");

        StepHandle first = emr.submit(orders.args("s3://{bucket}/orders/1/", "s3://{bucket}/delta/orders", "s3://{bucket}/out/delta/"));
        StepHandle second = emr.submit(orders.args("s3://{bucket}/orders/2/", "s3://{bucket}/delta/orders", "s3://{bucket}/out/delta/"));

        assertThat(first).completes();
        assertThat(second).completes().stdout().contains("The table has 3 versions");
        assertMerged(emr, "out/delta/");
    }

    @Test
    void hudi(Emr emr) {
        StepSpec orders = StepSpec.spark(HudiOrders.class)
                .including(Orders.class)
                .sparkOptions("--jars", "/usr/lib/hudi/hudi-spark-bundle.jar")
                .conf("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                .conf("spark.sql.extensions", "org.apache.spark.sql.hudi.HoodieSparkSessionExtension");

        StepHandle first = emr.submit(orders.args("s3://{bucket}/orders/1/", "s3://{bucket}/hudi/orders", "s3://{bucket}/out/hudi/"));
        StepHandle second = emr.submit(orders.args("s3://{bucket}/orders/2/", "s3://{bucket}/hudi/orders", "s3://{bucket}/out/hudi/"));

        assertThat(first).completes();
        assertThat(second).completes();
        assertMerged(emr, "out/hudi/");
    }

    private static void assertMerged(Emr emr, String report) {
        assertThat(emr.dataset(report).parquet())
                .containsExactlyInAnyOrder(row(1, "Ada", 10.5), row(3, "Ada", 7.75), row(4, "Eve", 1.0));
    }
}
