/** Runs spark-submit steps on the Spark of the test's class path, in the JVM of the test or in a child. */
@NullMarked
package io.github.emrharness.spark;

import org.jspecify.annotations.NullMarked;
