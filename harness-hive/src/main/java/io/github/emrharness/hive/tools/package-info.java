/** What runs beside Hive, in the JVM of its process: sees Hive, and nothing of the harness. */
@NullMarked
package io.github.emrharness.hive.tools;

import org.jspecify.annotations.NullMarked;
