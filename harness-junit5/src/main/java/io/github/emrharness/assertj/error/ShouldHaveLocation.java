package io.github.emrharness.assertj.error;

import io.github.emrharness.HiveTable;
import org.assertj.core.error.BasicErrorMessageFactory;
import org.assertj.core.error.ErrorMessageFactory;

/** The data of a table lies somewhere else. */
public final class ShouldHaveLocation extends BasicErrorMessageFactory {

    private ShouldHaveLocation(String format, Object... arguments) {
        super(format, arguments);
    }

    /** It lies somewhere else. */
    public static ErrorMessageFactory shouldHaveLocation(HiveTable table, String expected, String actual) {
        return new ShouldHaveLocation(
                "%nExpecting%n  %s%nto lie at%n  %s%nbut it lies at%n  %s", table, expected, actual);
    }
}
