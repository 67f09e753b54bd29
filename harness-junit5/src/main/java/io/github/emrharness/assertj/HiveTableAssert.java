package io.github.emrharness.assertj;

import static io.github.emrharness.assertj.error.ShouldBeInMetastore.shouldBeInMetastore;
import static io.github.emrharness.assertj.error.ShouldBeInMetastore.shouldNotBeInMetastore;
import static io.github.emrharness.assertj.error.ShouldHaveLocation.shouldHaveLocation;
import static io.github.emrharness.assertj.error.ShouldHavePartitions.shouldBePartitionedBy;
import static io.github.emrharness.assertj.error.ShouldHavePartitions.shouldHavePartitions;

import io.github.emrharness.HiveTable;
import io.github.emrharness.Row;
import io.github.emrharness.spi.DatasetContent.Column;
import java.util.List;
import java.util.stream.Stream;

/**
 * Assertions on a table or view of Hive: what the metastore knows of it, and its rows. Rows have no order; numbers are
 * compared by value, see {@link Row}. All but {@link #doesNotExist()} fail if there is no such table.
 */
public class HiveTableAssert extends AbstractRowSetAssert<HiveTableAssert, HiveTable> {

    public HiveTableAssert(HiveTable actual) {
        super(actual, HiveTableAssert.class);
    }

    /**
     * Verifies that the metastore has it.
     *
     * @throws AssertionError if it has not
     */
    public HiveTableAssert exists() {
        isNotNull();
        if (!actual.exists()) {
            throw assertionError(shouldBeInMetastore(actual));
        }
        return this;
    }

    /**
     * Verifies that the metastore does not have it.
     *
     * @throws AssertionError if it has
     */
    public HiveTableAssert doesNotExist() {
        isNotNull();
        if (actual.exists()) {
            throw assertionError(shouldNotBeInMetastore(actual));
        }
        return this;
    }

    /**
     * Verifies where its data lies. A slash at the end makes no difference.
     *
     * @param location such as {@code s3://bucket/prefix}
     * @throws AssertionError if it lies somewhere else
     */
    public HiveTableAssert hasLocation(String location) {
        exists();
        String found = actual.location();
        if (!withoutSlash(found).equals(withoutSlash(location))) {
            throw failure(shouldHaveLocation(actual, location, found), found, location);
        }
        return this;
    }

    /**
     * Verifies the names of the columns that it is partitioned by, in order; none for a table without partitions.
     *
     * @throws AssertionError if they are others
     */
    public HiveTableAssert isPartitionedBy(String... names) {
        exists();
        List<String> wanted = List.of(names);
        List<String> found =
                actual.partitionColumns().stream().map(Column::name).toList();
        if (!found.equals(wanted)) {
            throw failure(shouldBePartitionedBy(actual, wanted, found), found, wanted);
        }
        return this;
    }

    /**
     * Verifies that there are these partitions and no others, in any order.
     *
     * @param names such as {@code day=2026-01-01/hour=3}
     * @throws AssertionError if one is missing or unexpected
     */
    public HiveTableAssert hasPartitions(String... names) {
        exists();
        List<String> wanted = Stream.of(names).sorted().toList();
        List<String> found = actual.partitions();
        if (!found.equals(wanted)) {
            throw failure(shouldHavePartitions(actual, wanted, found), found, wanted);
        }
        return this;
    }

    private static String withoutSlash(String location) {
        return location.endsWith("/") ? location.substring(0, location.length() - 1) : location;
    }
}
