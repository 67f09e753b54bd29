package io.github.emrharness.assertj;

import static io.github.emrharness.assertj.EmrAssertions.assertThat;
import static io.github.emrharness.assertj.EmrAssertions.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.Hive;
import io.github.emrharness.HiveTable;
import io.github.emrharness.ReadableTables;
import io.github.emrharness.spi.DatasetContent;
import io.github.emrharness.spi.DatasetContent.Column;
import io.github.emrharness.spi.HiveTableDescription;
import io.github.emrharness.spi.HiveTableDescription.Partition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HiveTableAssertTest {

    private final Hive hive = ReadableTables.of(
            Map.of(
                    "shop.sales",
                    new HiveTableDescription(
                            "MANAGED_TABLE",
                            List.of(new Column("store", "string")),
                            List.of(new Column("day", "string")),
                            "s3://b/sales",
                            "in",
                            "serde",
                            Map.of(),
                            List.of(
                                    new Partition("day=2", "s3://b/sales/day=2"),
                                    new Partition("day=1", "s3://b/sales/day=1")))),
            new DatasetContent(
                    List.of(new Column("store", "string"), new Column("day", "string")),
                    List.of(List.of("Lyon", "1"))));

    private final HiveTable sales = hive.table("shop.sales");

    @Test
    void what_is_true_passes() {
        assertThat(sales)
                .exists()
                .hasSchema("store string, day string")
                .hasColumns("store", "day")
                .isPartitionedBy("day")
                .hasPartitions("day=2", "day=1")
                .hasLocation("s3://b/sales/")
                .hasRowCount(1)
                .containsExactlyInAnyOrder(row("Lyon", 1 + ""));
        assertThat(hive.table("nothing")).doesNotExist();
        assertThat(hive.query("SELECT 1")).hasRowCount(1).contains(row("Lyon", "1"));
        assertThat(hive.jdbcUrl()).isEqualTo("jdbc:hive2://127.0.0.1:4711/default");
    }

    @Test
    void what_is_not_shows_what_is() {
        assertThatThrownBy(() -> assertThat(hive.table("nothing")).exists())
                .hasMessage(
                        "\nExpecting\n  table default.nothing\nto be in the metastore of its cluster, but it is not");
        assertThatThrownBy(() -> assertThat(sales).doesNotExist())
                .hasMessage("\nExpecting\n  table shop.sales\nnot to be in the metastore of its cluster, but it is");
        assertThatThrownBy(() -> assertThat(sales).hasPartitions("day=1"))
                .hasMessage("\nExpecting\n  table shop.sales\nto have the partitions\n  [\"day=1\"]\nbut had\n"
                        + "  [\"day=1\", \"day=2\"]");
        assertThatThrownBy(() -> assertThat(sales).isPartitionedBy())
                .hasMessage("\nExpecting\n  table shop.sales\nto be partitioned by\n  []\nbut it is by\n  [\"day\"]");
        assertThatThrownBy(() -> assertThat(sales).hasLocation("s3://b/other"))
                .hasMessage("\nExpecting\n  table shop.sales\nto lie at\n  \"s3://b/other\"\nbut it lies at\n"
                        + "  \"s3://b/sales\"");
        assertThatThrownBy(() -> assertThat(hive.query("SELECT 1")).isEmpty())
                .hasMessageContaining("result of [SELECT 1]");
    }

    @Test
    void mistakes_are_named() {
        assertThatThrownBy(() -> hive.table("a.b.c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The name of a table is <database>.<table> or <table>, but was [a.b.c].");
        assertThatThrownBy(() -> sales.partitionLocation("day=3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no partition [day=3] of table shop.sales; there are [day=1, day=2].");
        assertThatThrownBy(() -> ReadableTables.none().query("SELECT 1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("There is no Hive in this harness. Add the dependency"
                        + " io.github.emrharness:emr-harness-hive to the class path of the test.");
    }
}
