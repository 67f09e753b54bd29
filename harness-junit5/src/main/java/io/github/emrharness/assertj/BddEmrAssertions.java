package io.github.emrharness.assertj;

import io.github.emrharness.ClusterHandle;
import io.github.emrharness.Dataset;
import io.github.emrharness.HdfsPath;
import io.github.emrharness.HiveResult;
import io.github.emrharness.HiveTable;
import io.github.emrharness.S3Prefix;
import io.github.emrharness.StepHandle;
import io.github.emrharness.YarnApplicationHandle;

/** The entry points of {@link EmrAssertions} in the words of behaviour-driven development. */
public final class BddEmrAssertions {

    private BddEmrAssertions() {}

    /** Begins an assertion on a step. */
    public static StepAssert then(StepHandle actual) {
        return EmrAssertions.assertThat(actual);
    }

    /** Begins an assertion on a cluster. */
    public static ClusterAssert then(ClusterHandle actual) {
        return EmrAssertions.assertThat(actual);
    }

    /** Begins an assertion on objects on S3. */
    public static S3PrefixAssert then(S3Prefix actual) {
        return EmrAssertions.assertThat(actual);
    }

    /** Begins an assertion on a file or a directory in HDFS. */
    public static HdfsPathAssert then(HdfsPath actual) {
        return EmrAssertions.assertThat(actual);
    }

    /** Begins an assertion on a dataset. */
    public static DatasetAssert then(Dataset actual) {
        return EmrAssertions.assertThat(actual);
    }

    /** Begins an assertion on an application of YARN. */
    public static YarnApplicationAssert then(YarnApplicationHandle actual) {
        return EmrAssertions.assertThat(actual);
    }

    /** Begins an assertion on a table of Hive. */
    public static HiveTableAssert then(HiveTable actual) {
        return EmrAssertions.assertThat(actual);
    }

    /** Begins an assertion on what a query of Hive gave. */
    public static HiveResultAssert then(HiveResult actual) {
        return EmrAssertions.assertThat(actual);
    }
}
