/** Runs Hive steps on Hive 3.1.3, which comes nested in the jar of this room and is loaded in loaders of its own. */
@NullMarked
package io.github.emrharness.hive;

import org.jspecify.annotations.NullMarked;
