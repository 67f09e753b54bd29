package io.github.emrharness.assertj.error;

import java.time.Duration;
import org.assertj.core.error.BasicErrorMessageFactory;
import org.assertj.core.error.ErrorMessageFactory;

/** A step or a cluster is in another state than it should be. */
public final class ShouldHaveState extends BasicErrorMessageFactory {

    private ShouldHaveState(String format, Object... arguments) {
        super(format, arguments);
    }

    /**
     * It is in another state, for good or at the moment of the question.
     *
     * @param what {@code step}, {@code cluster} or {@code application}
     * @param report what it is
     */
    public static ErrorMessageFactory shouldHaveState(String what, Object expected, String report) {
        return new ShouldHaveState(
                "%nExpecting %s to be%n  %s%nbut was%n%s",
                unquotedString(what), unquotedString(expected.toString()), unquotedString(Texts.indent(report)));
    }

    /**
     * It did not get there in time.
     *
     * @param what {@code step}, {@code cluster} or {@code application}
     * @param report what it is now
     */
    public static ErrorMessageFactory shouldReachState(String what, Object expected, String report, Duration waited) {
        return new ShouldHaveState(
                "%nExpecting %s to be%n  %s%nwithin %s but still was%n%s",
                unquotedString(what),
                unquotedString(expected.toString()),
                unquotedString(Texts.seconds(waited)),
                unquotedString(Texts.indent(report)));
    }
}
