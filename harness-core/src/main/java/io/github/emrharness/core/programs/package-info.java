/**
 * Programs of this JVM that other processes start as they start any: those that EMR's master has and this machine has not,
 * such as {@code hadoop} and {@code spark-submit}, for scripts and jobs that call them by their names, and those that engines
 * offer.
 */
@NullMarked
package io.github.emrharness.core.programs;

import org.jspecify.annotations.NullMarked;
