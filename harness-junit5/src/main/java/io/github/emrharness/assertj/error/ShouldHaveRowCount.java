package io.github.emrharness.assertj.error;

import io.github.emrharness.Row;
import io.github.emrharness.RowSet;
import java.util.List;
import org.assertj.core.error.BasicErrorMessageFactory;
import org.assertj.core.error.ErrorMessageFactory;

/** A dataset, table or result has more or fewer rows than it should have. */
public final class ShouldHaveRowCount extends BasicErrorMessageFactory {

    private ShouldHaveRowCount(Object... arguments) {
        super("%nExpecting%n  %s%nto have rows:%n  %s%nbut had%n  %s%nThey are%n%s", arguments);
    }

    /** See the class. */
    public static ErrorMessageFactory shouldHaveRowCount(RowSet dataset, int expected, List<Row> rows) {
        return new ShouldHaveRowCount(dataset, expected, rows.size(), unquotedString(Texts.list(rows)));
    }
}
