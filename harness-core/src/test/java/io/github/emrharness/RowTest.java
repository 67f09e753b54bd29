package io.github.emrharness;

import static io.github.emrharness.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowTest {

    @Test
    void numbers_are_equal_by_value_whatever_their_types() {
        assertThat(row(3, 1280.50, 0.1f, 0))
                .isEqualTo(row(3L, new BigDecimal("1280.500"), 0.1, new BigDecimal("0.00")))
                .hasSameHashCodeAs(row(BigInteger.valueOf(3), 1280.5f, new BigDecimal("0.10"), 0.0));
    }

    @Test
    void other_numbers_differ() {
        assertThat(row(3)).isNotEqualTo(row(4)).isNotEqualTo(row("3")).isNotEqualTo(row(3.0000001));
        assertThat(row(Double.NaN)).isEqualTo(row(Float.NaN)).isNotEqualTo(row(0));
        assertThat(row(Double.POSITIVE_INFINITY)).isNotEqualTo(row(Double.NEGATIVE_INFINITY));
    }

    @Test
    void nested_values_are_compared_in_the_same_way() {
        assertThat(row(List.of(1, 2), Map.of("k", 1), new byte[] {1}))
                .isEqualTo(row(new Object[] {1L, 2.0}, Map.of("k", 1.0), new byte[] {1}));
    }

    @Test
    void nulls_and_dates_are_values_too() {
        assertThat(row(null, LocalDate.EPOCH))
                .isEqualTo(row(null, LocalDate.EPOCH))
                .isNotEqualTo(row("", null));
        assertThat(row((Object) null).values()).isEqualTo(Arrays.asList((Object) null));
    }

    @Test
    void reads_like_the_call_that_makes_it() {
        assertThat(row("Lyon", 1280.50, null)).hasToString("row(\"Lyon\", 1280.5, null)");
    }
}
