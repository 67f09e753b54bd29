/** The messages of failed assertions, one class each. */
@NullMarked
package io.github.emrharness.assertj.error;

import org.jspecify.annotations.NullMarked;
