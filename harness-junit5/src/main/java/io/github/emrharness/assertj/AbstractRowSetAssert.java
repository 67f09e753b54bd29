package io.github.emrharness.assertj;

import static io.github.emrharness.assertj.error.ShouldContainRows.shouldContainRows;
import static io.github.emrharness.assertj.error.ShouldContainRows.shouldContainRowsOnly;
import static io.github.emrharness.assertj.error.ShouldContainRows.shouldNotContainRows;
import static io.github.emrharness.assertj.error.ShouldHaveColumns.shouldHaveColumn;
import static io.github.emrharness.assertj.error.ShouldHaveColumns.shouldHaveColumns;
import static io.github.emrharness.assertj.error.ShouldHaveColumns.shouldHaveSchema;
import static io.github.emrharness.assertj.error.ShouldHaveRowCount.shouldHaveRowCount;

import io.github.emrharness.Row;
import io.github.emrharness.RowSet;
import io.github.emrharness.spi.DatasetContent.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on rows and columns. Rows have no order: an engine may write and read them in any. Numbers are compared by value,
 * see {@link Row}.
 */
public abstract class AbstractRowSetAssert<SELF extends AbstractRowSetAssert<SELF, ACTUAL>, ACTUAL extends RowSet>
        extends AbstractEmrAssert<SELF, ACTUAL> {

    AbstractRowSetAssert(ACTUAL actual, Class<?> selfType) {
        super(actual, selfType);
    }

    /**
     * Verifies the number of rows.
     *
     * @throws AssertionError if there are more or fewer
     */
    public SELF hasRowCount(int count) {
        List<Row> rows = rowsNow();
        if (rows.size() != count) {
            throw failure(shouldHaveRowCount(actual, count, rows), rows.size(), count);
        }
        return myself;
    }

    /**
     * Verifies that there is no row.
     *
     * @throws AssertionError if there is one
     */
    public SELF isEmpty() {
        return hasRowCount(0);
    }

    /**
     * Verifies the names of all columns, in order.
     *
     * @throws AssertionError if there are others, or they are in another order
     */
    public SELF hasColumns(String... names) {
        isNotNull();
        List<String> wanted = List.of(names);
        List<String> found = actual.columns().stream().map(Column::name).toList();
        if (!found.equals(wanted)) {
            throw failure(shouldHaveColumns(actual, wanted, found), found, wanted);
        }
        return myself;
    }

    /**
     * Verifies names and types of all columns, in order.
     *
     * @param ddl as Spark and Hive write it, such as {@code "store string, total double"}
     * @throws AssertionError if the schema is another one
     */
    public SELF hasSchema(String ddl) {
        isNotNull();
        String found = actual.schema();
        if (!plain(found).equals(plain(ddl))) {
            throw failure(shouldHaveSchema(actual, ddl, found), found, ddl);
        }
        return myself;
    }

    /**
     * Verifies that each of these rows is there, as often as it is given.
     *
     * @throws AssertionError if one is missing
     */
    public SELF contains(Row... rows) {
        List<Row> found = rowsNow();
        List<Row> missing = without(List.of(rows), found);
        if (!missing.isEmpty()) {
            throw assertionError(shouldContainRows(actual, List.of(rows), missing, found));
        }
        return myself;
    }

    /**
     * Verifies that none of these rows is there.
     *
     * @throws AssertionError if one is
     */
    public SELF doesNotContain(Row... rows) {
        List<Row> present = List.of(rows).stream().filter(rowsNow()::contains).toList();
        if (!present.isEmpty()) {
            throw assertionError(shouldNotContainRows(actual, present));
        }
        return myself;
    }

    /**
     * Verifies that there are these rows and no others, in any order, each as often as it is given.
     *
     * @throws AssertionError if one is missing or unexpected
     */
    public SELF containsExactlyInAnyOrder(Row... rows) {
        List<Row> wanted = List.of(rows);
        List<Row> found = rowsNow();
        List<Row> missing = without(wanted, found);
        List<Row> unexpected = without(found, wanted);
        if (!missing.isEmpty() || !unexpected.isEmpty()) {
            throw failure(
                    shouldContainRowsOnly(actual, missing, unexpected, found.size()), sorted(found), sorted(wanted));
        }
        return myself;
    }

    /** Leads to the rows, in the order in which the engine gave them. */
    public final ListAssert<Row> rows() {
        return Assertions.assertThat(rowsNow()).as("rows of %s", actual);
    }

    /**
     * Leads to the values of one column.
     *
     * @throws AssertionError if there is no column of that name
     */
    @SuppressWarnings("NullAway") // AssertJ says nothing about null; its lists may hold it.
    public final ListAssert<@Nullable Object> column(String name) {
        isNotNull();
        List<String> names = actual.columns().stream().map(Column::name).toList();
        int index = names.indexOf(name);
        if (index < 0) {
            throw assertionError(shouldHaveColumn(actual, name, names));
        }
        List<@Nullable Object> values = new ArrayList<>();
        actual.rows().forEach(row -> values.add(row.values().get(index)));
        return Assertions.assertThat(values).as("column %s of %s", name, actual);
    }

    private List<Row> rowsNow() {
        isNotNull();
        return actual.rows();
    }

    /** What is left of the rows when each of the others has taken away one that equals it. */
    private static List<Row> without(List<Row> rows, List<Row> others) {
        var counts = others.stream().collect(Collectors.groupingBy(row -> row, Collectors.counting()));
        List<Row> left = new ArrayList<>();
        for (Row row : rows) {
            if (counts.merge(row, -1L, Long::sum) < 0) {
                left.add(row);
            }
        }
        return left;
    }

    private static String sorted(List<Row> rows) {
        return rows.stream().map(Row::toString).sorted().collect(Collectors.joining("\n"));
    }

    private static String plain(String ddl) {
        return ddl.strip().replaceAll("\\s*,\\s*", ", ").replaceAll("\\s+", " ");
    }
}
