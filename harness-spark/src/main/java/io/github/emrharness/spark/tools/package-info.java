/**
 * What runs beside Spark in the engine's class loader. These classes see the engine and the JDK alone: they must not
 * refer to any other class of the harness.
 */
@NullMarked
package io.github.emrharness.spark.tools;

import org.jspecify.annotations.NullMarked;
