package io.github.emrharness.assertj.error;

import io.github.emrharness.RowSet;
import java.util.List;
import org.assertj.core.error.BasicErrorMessageFactory;
import org.assertj.core.error.ErrorMessageFactory;

/** A dataset, table or result has other columns than it should have. */
public final class ShouldHaveColumns extends BasicErrorMessageFactory {

    private ShouldHaveColumns(String format, Object... arguments) {
        super(format, arguments);
    }

    /** Others, or in another order. */
    public static ErrorMessageFactory shouldHaveColumns(RowSet dataset, List<String> expected, List<String> actual) {
        return new ShouldHaveColumns(
                "%nExpecting%n  %s%nto have the columns%n  %s%nbut had%n  %s", dataset, expected, actual);
    }

    /** Other names or types, or in another order. */
    public static ErrorMessageFactory shouldHaveSchema(RowSet dataset, String expected, String actual) {
        return new ShouldHaveColumns(
                "%nExpecting%n  %s%nto have the schema%n  %s%nbut had%n  %s", dataset, expected, actual);
    }

    /** None of that name. */
    public static ErrorMessageFactory shouldHaveColumn(RowSet dataset, String expected, List<String> actual) {
        return new ShouldHaveColumns(
                "%nExpecting%n  %s%nto have a column%n  %s%nbut had%n  %s", dataset, expected, actual);
    }
}
