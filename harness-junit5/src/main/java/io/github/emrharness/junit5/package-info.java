/** {@code @EmrTest}: JUnit 5 tests with an EMR of their own. */
@NullMarked
package io.github.emrharness.junit5;

import org.jspecify.annotations.NullMarked;
