package io.github.emrharness.assertj.error;

import java.util.OptionalInt;
import org.assertj.core.error.BasicErrorMessageFactory;
import org.assertj.core.error.ErrorMessageFactory;

/** The process of a step has another exit code than it should have. */
public final class ShouldHaveExitCode extends BasicErrorMessageFactory {

    private ShouldHaveExitCode(Object... arguments) {
        super("%nExpecting step to have exit code%n  %s%nbut was%n  %s%n%s", arguments);
    }

    /** See the class; the report says what the step is. */
    public static ErrorMessageFactory shouldHaveExitCode(int expected, OptionalInt actual, String report) {
        String found = actual.isPresent() ? Integer.toString(actual.getAsInt()) : "none: its process never started";
        return new ShouldHaveExitCode(expected, unquotedString(found), unquotedString(Texts.indent(report)));
    }
}
