package io.github.emrharness.assertj;

import io.github.emrharness.Dataset;
import io.github.emrharness.Row;

/**
 * Assertions on the rows and columns of a dataset. Rows have no order: an engine may write and read them in any. Numbers are
 * compared by value, see {@link Row}.
 */
public class DatasetAssert extends AbstractRowSetAssert<DatasetAssert, Dataset> {

    public DatasetAssert(Dataset actual) {
        super(actual, DatasetAssert.class);
    }
}
