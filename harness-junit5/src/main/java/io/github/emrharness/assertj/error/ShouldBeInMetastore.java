package io.github.emrharness.assertj.error;

import io.github.emrharness.HiveTable;
import org.assertj.core.error.BasicErrorMessageFactory;
import org.assertj.core.error.ErrorMessageFactory;

/** A table is missing in the metastore, or is there. */
public final class ShouldBeInMetastore extends BasicErrorMessageFactory {

    private ShouldBeInMetastore(String format, Object... arguments) {
        super(format, arguments);
    }

    /** It is missing. */
    public static ErrorMessageFactory shouldBeInMetastore(HiveTable table) {
        return new ShouldBeInMetastore(
                "%nExpecting%n  %s%nto be in the metastore of its cluster, but it is not", table);
    }

    /** It is there. */
    public static ErrorMessageFactory shouldNotBeInMetastore(HiveTable table) {
        return new ShouldBeInMetastore(
                "%nExpecting%n  %s%nnot to be in the metastore of its cluster, but it is", table);
    }
}
