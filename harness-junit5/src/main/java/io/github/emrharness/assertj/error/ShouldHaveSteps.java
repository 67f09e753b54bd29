package io.github.emrharness.assertj.error;

import java.util.List;
import org.assertj.core.error.BasicErrorMessageFactory;
import org.assertj.core.error.ErrorMessageFactory;

/** A cluster has other steps than it should have. */
public final class ShouldHaveSteps extends BasicErrorMessageFactory {

    private ShouldHaveSteps(Object... arguments) {
        super("%nExpecting cluster to have the steps%n%s%nbut had%n%s%n%s", arguments);
    }

    /** See the class; the report says what the cluster is. */
    public static ErrorMessageFactory shouldHaveSteps(List<String> expected, List<String> actual, String report) {
        return new ShouldHaveSteps(
                unquotedString(Texts.list(expected)),
                unquotedString(Texts.list(actual)),
                unquotedString(Texts.indent(report)));
    }
}
