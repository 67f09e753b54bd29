package io.github.emrharness.assertj.error;

import org.assertj.core.error.BasicErrorMessageFactory;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** The FailureDetails of a step are not as they should be. */
public final class ShouldHaveFailure extends BasicErrorMessageFactory {

    private ShouldHaveFailure(String format, @Nullable Object... arguments) {
        super(format, arguments);
    }

    /** Another reason, or none; the report says what the step is. */
    public static ErrorMessageFactory shouldHaveFailureReason(String expected, @Nullable String actual, String report) {
        return new ShouldHaveFailure(
                "%nExpecting step to have failure reason%n  %s%nbut was%n  %s%n%s",
                expected, actual, unquotedString(Texts.indent(report)));
    }

    /** A message without the text, or none; the report says what the step is. */
    public static ErrorMessageFactory shouldHaveFailureMessage(
            String expected, @Nullable String actual, String report) {
        return new ShouldHaveFailure(
                "%nExpecting step to have a failure message that contains%n  %s%nbut was%n  %s%n%s",
                expected, actual, unquotedString(Texts.indent(report)));
    }
}
