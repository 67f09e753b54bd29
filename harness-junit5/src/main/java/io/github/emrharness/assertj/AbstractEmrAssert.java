package io.github.emrharness.assertj;

import java.time.Duration;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.error.ErrorMessageFactory;

/** What the assertions of this package have in common. */
abstract class AbstractEmrAssert<SELF extends AbstractEmrAssert<SELF, ACTUAL>, ACTUAL>
        extends AbstractAssert<SELF, ACTUAL> {

    AbstractEmrAssert(ACTUAL actual, Class<?> selfType) {
        super(actual, selfType);
    }

    /** An error that shows the difference between two texts, in IDEs side by side. */
    AssertionError failure(ErrorMessageFactory message, Object found, Object wanted) {
        return failureWithActualExpected(found, wanted, "%s", message.create());
    }

    static void requirePositive(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("A deadline must be longer than zero, but was " + timeout + ".");
        }
    }
}
