package io.github.emrharness.assertj;

import io.github.emrharness.HiveResult;
import io.github.emrharness.Row;

/**
 * Assertions on what a query of Hive gave. Rows have no order unless {@link #rows()} is asked. Numbers are compared by value,
 * see {@link Row}.
 */
public class HiveResultAssert extends AbstractRowSetAssert<HiveResultAssert, HiveResult> {

    public HiveResultAssert(HiveResult actual) {
        super(actual, HiveResultAssert.class);
    }
}
