package io.github.emrharness.assertj.error;

import io.github.emrharness.HiveTable;
import java.util.List;
import org.assertj.core.error.BasicErrorMessageFactory;
import org.assertj.core.error.ErrorMessageFactory;

/** A table has other partitions than it should have. */
public final class ShouldHavePartitions extends BasicErrorMessageFactory {

    private ShouldHavePartitions(String format, Object... arguments) {
        super(format, arguments);
    }

    /** Other partitions. */
    public static ErrorMessageFactory shouldHavePartitions(
            HiveTable table, List<String> expected, List<String> actual) {
        return new ShouldHavePartitions(
                "%nExpecting%n  %s%nto have the partitions%n  %s%nbut had%n  %s", table, expected, actual);
    }

    /** Other columns that it is partitioned by. */
    public static ErrorMessageFactory shouldBePartitionedBy(
            HiveTable table, List<String> expected, List<String> actual) {
        return new ShouldHavePartitions(
                "%nExpecting%n  %s%nto be partitioned by%n  %s%nbut it is by%n  %s", table, expected, actual);
    }
}
