package io.github.emrharness.assertj;

import static io.github.emrharness.assertj.EmrAssertions.assertThat;
import static io.github.emrharness.assertj.EmrAssertions.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.emrharness.Dataset;
import io.github.emrharness.ReadableDatasets;
import io.github.emrharness.spi.DatasetContent.Column;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class DatasetAssertTest {

    private final Dataset sales = ReadableDatasets.of(
            List.of(new Column("store", "string"), new Column("total", "decimal(10,2)")),
            List.of(
                    List.of("Lyon", new BigDecimal("1280.50")),
                    List.of("Nice", new BigDecimal("3.00")),
                    List.of("Nice", new BigDecimal("3.00")),
                    Arrays.asList("Metz", null)));

    @Test
    void what_is_true_passes() {
        assertThat(sales)
                .hasRowCount(4)
                .hasColumns("store", "total")
                .hasSchema("store string,total  decimal(10,2)")
                .contains(row("Lyon", 1280.50), row("Nice", 3), row("Nice", 3L))
                .doesNotContain(row("Lyon", 1))
                .containsExactlyInAnyOrder(row("Nice", 3), row("Metz", null), row("Nice", 3), row("Lyon", 1280.5f));
        assertThat(sales).rows().first().isEqualTo(row("Lyon", 1280.5));
        assertThat(sales).column("store").containsExactly("Lyon", "Nice", "Nice", "Metz");
    }

    @Test
    void another_number_of_rows_shows_them() {
        assertThatThrownBy(() -> assertThat(sales).hasRowCount(3))
                .hasMessage(
                        """

                Expecting
                  csv dataset s3://b/out/
                to have rows:
                  3
                but had
                  4
                They are
                  row("Lyon", 1280.50)
                  row("Nice", 3.00)
                  row("Nice", 3.00)
                  row("Metz", null)""");
    }

    @Test
    void missing_rows_are_listed_as_often_as_they_are_missing() {
        assertThatThrownBy(
                        () -> assertThat(sales).contains(row("Nice", 3), row("Nice", 3), row("Nice", 3), row("X", 1)))
                .hasMessage(
                        """

                        Expecting
                          csv dataset s3://b/out/
                        to contain
                          row("Nice", 3)
                          row("Nice", 3)
                          row("Nice", 3)
                          row("X", 1)
                        but could not find
                          row("Nice", 3)
                          row("X", 1)
                        Its rows are
                          row("Lyon", 1280.50)
                          row("Nice", 3.00)
                          row("Nice", 3.00)
                          row("Metz", null)""");
    }

    @Test
    void rows_that_should_not_be_there_are_listed() {
        assertThatThrownBy(() -> assertThat(sales).doesNotContain(row("Lyon", 1280.5), row("X", 1)))
                .hasMessage(
                        """

                        Expecting
                          csv dataset s3://b/out/
                        not to contain
                          row("Lyon", 1280.5)""");
    }

    @Test
    void a_difference_is_shown_and_given_to_IDEs() {
        AssertionFailedError error = catchThrowableOfType(AssertionFailedError.class, () -> assertThat(sales)
                .containsExactlyInAnyOrder(row("Lyon", 1280.5), row("Nice", 3), row("Metz", 1)));
        assertThat(error)
                .hasMessage(
                        """

                Expecting
                  csv dataset s3://b/out/
                to contain exactly the given rows in any order, but of its 4 rows
                these were not expected
                  row("Nice", 3.00)
                  row("Metz", null)
                and these are missing
                  row("Metz", 1)""");
        assertThat(error.getExpected().getStringRepresentation())
                .isEqualTo("row(\"Lyon\", 1280.5)\nrow(\"Metz\", 1)\nrow(\"Nice\", 3)");
        assertThat(error.getActual().getStringRepresentation())
                .isEqualTo("row(\"Lyon\", 1280.50)\nrow(\"Metz\", null)\nrow(\"Nice\", 3.00)\nrow(\"Nice\", 3.00)");
    }

    @Test
    void other_columns_are_shown() {
        assertThatThrownBy(() -> assertThat(sales).hasColumns("total"))
                .hasMessage(
                        """

                Expecting
                  csv dataset s3://b/out/
                to have the columns
                  ["total"]
                but had
                  ["store", "total"]""");
        assertThatThrownBy(() -> assertThat(sales).hasSchema("store string, total double"))
                .hasMessage(
                        """

                Expecting
                  csv dataset s3://b/out/
                to have the schema
                  "store string, total double"
                but had
                  "store string, total decimal(10,2)\"""");
        assertThatThrownBy(() -> assertThat(sales).column("sum"))
                .hasMessage(
                        """

                Expecting
                  csv dataset s3://b/out/
                to have a column
                  "sum"
                but had
                  ["store", "total"]""");
    }
}
