package io.github.emrharness.assertj;

import io.github.emrharness.ClusterHandle;
import io.github.emrharness.Dataset;
import io.github.emrharness.HdfsPath;
import io.github.emrharness.HiveResult;
import io.github.emrharness.HiveTable;
import io.github.emrharness.S3Prefix;
import io.github.emrharness.StepHandle;
import io.github.emrharness.YarnApplicationHandle;
import org.assertj.core.api.SoftAssertionsProvider;

/** The entry points of {@link EmrAssertions} for soft assertions, to be mixed into a class of your own. */
public interface EmrSoftAssertionsProvider extends SoftAssertionsProvider {

    /** Begins a soft assertion on a step. */
    default StepAssert assertThat(StepHandle actual) {
        return proxy(StepAssert.class, StepHandle.class, actual);
    }

    /** Begins a soft assertion on a cluster. */
    default ClusterAssert assertThat(ClusterHandle actual) {
        return proxy(ClusterAssert.class, ClusterHandle.class, actual);
    }

    /** Begins a soft assertion on objects on S3. */
    default S3PrefixAssert assertThat(S3Prefix actual) {
        return proxy(S3PrefixAssert.class, S3Prefix.class, actual);
    }

    /** Begins a soft assertion on a file or a directory in HDFS. */
    default HdfsPathAssert assertThat(HdfsPath actual) {
        return proxy(HdfsPathAssert.class, HdfsPath.class, actual);
    }

    /** Begins a soft assertion on a dataset. */
    default DatasetAssert assertThat(Dataset actual) {
        return proxy(DatasetAssert.class, Dataset.class, actual);
    }

    /** Begins a soft assertion on an application of YARN. */
    default YarnApplicationAssert assertThat(YarnApplicationHandle actual) {
        return proxy(YarnApplicationAssert.class, YarnApplicationHandle.class, actual);
    }

    /** Begins a soft assertion on a table of Hive. */
    default HiveTableAssert assertThat(HiveTable actual) {
        return proxy(HiveTableAssert.class, HiveTable.class, actual);
    }

    /** Begins a soft assertion on what a query of Hive gave. */
    default HiveResultAssert assertThat(HiveResult actual) {
        return proxy(HiveResultAssert.class, HiveResult.class, actual);
    }
}
