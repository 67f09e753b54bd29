/** What runs beside Hadoop, in the JVM of its process: sees Hadoop, and nothing of the harness. */
@NullMarked
package io.github.emrharness.hadoop.tools;

import org.jspecify.annotations.NullMarked;
