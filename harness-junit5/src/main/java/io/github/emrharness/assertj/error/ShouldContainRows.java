package io.github.emrharness.assertj.error;

import io.github.emrharness.Row;
import io.github.emrharness.RowSet;
import java.util.List;
import org.assertj.core.error.BasicErrorMessageFactory;
import org.assertj.core.error.ErrorMessageFactory;

/** A dataset, table or result lacks rows, or has some that it should not have. */
public final class ShouldContainRows extends BasicErrorMessageFactory {

    private ShouldContainRows(String format, Object... arguments) {
        super(format, arguments);
    }

    /** Some are missing. */
    public static ErrorMessageFactory shouldContainRows(
            RowSet dataset, List<Row> expected, List<Row> missing, List<Row> actual) {
        return new ShouldContainRows(
                "%nExpecting%n  %s%nto contain%n%s%nbut could not find%n%s%nIts rows are%n%s",
                dataset, rows(expected), rows(missing), rows(actual));
    }

    /** Some are there. */
    public static ErrorMessageFactory shouldNotContainRows(RowSet dataset, List<Row> present) {
        return new ShouldContainRows("%nExpecting%n  %s%nnot to contain%n%s", dataset, rows(present));
    }

    /** Some are missing, some unexpected, or both. */
    public static ErrorMessageFactory shouldContainRowsOnly(
            RowSet dataset, List<Row> missing, List<Row> unexpected, int count) {
        return new ShouldContainRows(
                "%nExpecting%n  %s%nto contain exactly the given rows in any order, but of its %s rows%nthese were not"
                        + " expected%n%s%nand these are missing%n%s",
                dataset, count, rows(unexpected), rows(missing));
    }

    private static Object rows(List<Row> rows) {
        return unquotedString(Texts.list(rows));
    }
}
