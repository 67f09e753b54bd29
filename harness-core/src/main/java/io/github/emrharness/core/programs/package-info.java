/**
 * The programs that EMR's master has and this machine has not, such as {@code hadoop} and {@code spark-submit}, for scripts
 * and jobs that call them by their names.
 */
@NullMarked
package io.github.emrharness.core.programs;

import org.jspecify.annotations.NullMarked;
