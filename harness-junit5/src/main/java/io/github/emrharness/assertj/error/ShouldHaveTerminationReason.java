package io.github.emrharness.assertj.error;

import org.assertj.core.error.BasicErrorMessageFactory;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReasonCode;

/** A cluster has ended for another reason than it should have. */
public final class ShouldHaveTerminationReason extends BasicErrorMessageFactory {

    private ShouldHaveTerminationReason(@Nullable Object... arguments) {
        super("%nExpecting cluster to have ended because of%n  %s%nbut was%n  %s%n%s", arguments);
    }

    /** See the class; the report says what the cluster is. */
    public static ErrorMessageFactory shouldHaveTerminationReason(
            ClusterStateChangeReasonCode expected, @Nullable ClusterStateChangeReasonCode actual, String report) {
        return new ShouldHaveTerminationReason(expected, actual, unquotedString(Texts.indent(report)));
    }
}
