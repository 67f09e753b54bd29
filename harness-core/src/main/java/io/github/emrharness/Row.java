package io.github.emrharness;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A row of a {@link Dataset}. Rows are equal if their values are, and numbers are if they stand for the same number,
 * whatever their types: {@code row("Lyon", 3)} equals a row with a {@code bigint} or a {@code decimal(10,2)} of 3. An
 * array is a {@link List}, a struct a {@link Map} from the names of its fields to their values.
 */
public final class Row {

    private final List<@Nullable Object> values;
    private final List<@Nullable Object> comparable;

    private Row(List<? extends @Nullable Object> values) {
        this.values = Collections.unmodifiableList(new ArrayList<>(values));
        this.comparable = comparableAll(values);
    }

    /** A row of these values, in the order of the columns. */
    public static Row row(@Nullable Object... values) {
        return new Row(Arrays.asList(values));
    }

    static Row of(List<? extends @Nullable Object> values) {
        return new Row(values);
    }

    /** The values, in the order of the columns. */
    public List<@Nullable Object> values() {
        return values;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row row && comparable.equals(row.comparable);
    }

    @Override
    public int hashCode() {
        return comparable.hashCode();
    }

    @Override
    public String toString() {
        return values.stream().map(Row::say).collect(Collectors.joining(", ", "row(", ")"));
    }

    private static String say(@Nullable Object value) {
        if (value instanceof CharSequence text) {
            return "\"" + text + "\"";
        }
        if (value instanceof byte[] bytes) {
            return Arrays.toString(bytes);
        }
        return String.valueOf(value);
    }

    private static @Nullable Object comparable(@Nullable Object value) {
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof byte[] bytes) {
            return Arrays.toString(bytes);
        }
        if (value instanceof Object[] array) {
            return comparableAll(Arrays.asList(array));
        }
        if (value instanceof Collection<?> collection) {
            return comparableAll(collection);
        }
        if (value instanceof Map<?, ?> map) {
            Map<@Nullable Object, @Nullable Object> result = new LinkedHashMap<>();
            map.forEach((key, entry) -> result.put(comparable(key), comparable(entry)));
            return result;
        }
        return value;
    }

    private static List<@Nullable Object> comparableAll(Collection<? extends @Nullable Object> values) {
        List<@Nullable Object> all = new ArrayList<>();
        values.forEach(value -> all.add(comparable(value)));
        return all;
    }

    private static Object number(Number number) {
        if (number instanceof BigDecimal decimal) {
            return normal(decimal);
        }
        if (number instanceof BigInteger integer) {
            return normal(new BigDecimal(integer));
        }
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            // The decimal digits that one sees, so that the float 0.1 equals the double 0.1 and the decimal 0.1.
            return Double.isFinite(value) ? normal(new BigDecimal(number.toString())) : (Object) value;
        }
        return normal(BigDecimal.valueOf(number.longValue()));
    }

    private static BigDecimal normal(BigDecimal decimal) {
        return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
    }
}
