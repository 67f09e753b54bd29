package io.github.emrharness.assertj;

import java.util.function.Consumer;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.SoftAssertionsProvider;

/**
 * Soft assertions on EMR beside AssertJ's own: all are checked, and {@code assertAll()} fails with all that went wrong.
 *
 * <p>The methods of an assertion that lead to another one, such as {@code stdout()}, fail at once; collect texts with
 * {@code softly.assertThat(step.stdout())} instead.
 */
public class EmrSoftAssertions extends SoftAssertions implements EmrSoftAssertionsProvider {

    /** Makes soft assertions, hands them over, and fails with all that went wrong. */
    public static void assertEmrSoftly(Consumer<EmrSoftAssertions> softly) {
        SoftAssertionsProvider.assertSoftly(EmrSoftAssertions.class, softly);
    }
}
