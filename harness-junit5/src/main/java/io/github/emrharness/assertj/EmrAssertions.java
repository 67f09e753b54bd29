package io.github.emrharness.assertj;

import io.github.emrharness.ClusterHandle;
import io.github.emrharness.Dataset;
import io.github.emrharness.HdfsPath;
import io.github.emrharness.HiveResult;
import io.github.emrharness.HiveTable;
import io.github.emrharness.Row;
import io.github.emrharness.S3Prefix;
import io.github.emrharness.StepHandle;
import io.github.emrharness.YarnApplicationHandle;
import org.jspecify.annotations.Nullable;

/**
 * The entry points of the assertions on EMR. They can be imported statically beside those of AssertJ:
 *
 * <pre>{@code
 * import static io.github.emrharness.assertj.EmrAssertions.*;
 * import static org.assertj.core.api.Assertions.*;
 * }</pre>
 */
public final class EmrAssertions {

    private EmrAssertions() {}

    /** Begins an assertion on a step. */
    public static StepAssert assertThat(StepHandle actual) {
        return new StepAssert(actual);
    }

    /** Begins an assertion on a cluster. */
    public static ClusterAssert assertThat(ClusterHandle actual) {
        return new ClusterAssert(actual);
    }

    /** Begins an assertion on objects on S3. */
    public static S3PrefixAssert assertThat(S3Prefix actual) {
        return new S3PrefixAssert(actual);
    }

    /** Begins an assertion on a file or a directory in HDFS. */
    public static HdfsPathAssert assertThat(HdfsPath actual) {
        return new HdfsPathAssert(actual);
    }

    /** Begins an assertion on a dataset. */
    public static DatasetAssert assertThat(Dataset actual) {
        return new DatasetAssert(actual);
    }

    /** Begins an assertion on an application of YARN. */
    public static YarnApplicationAssert assertThat(YarnApplicationHandle actual) {
        return new YarnApplicationAssert(actual);
    }

    /** Begins an assertion on a table of Hive. */
    public static HiveTableAssert assertThat(HiveTable actual) {
        return new HiveTableAssert(actual);
    }

    /** Begins an assertion on what a query of Hive gave. */
    public static HiveResultAssert assertThat(HiveResult actual) {
        return new HiveResultAssert(actual);
    }

    /** A row to compare with, see {@link Row#row}. */
    @SuppressWarnings(
            "NullAway") // It does not see that the elements of Row.row may be null when it reads the class file.
    public static Row row(@Nullable Object... values) {
        return Row.row(values);
    }
}
