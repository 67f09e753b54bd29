/** Measures what docs/benchmarks.md says. */
@NullMarked
package io.github.emrharness.benchmarks;

import org.jspecify.annotations.NullMarked;
