/** Runs a Java main class as if it were a process, in this JVM or in a child. Knows nothing of EMR. */
@NullMarked
package io.github.emrharness.jvm;

import org.jspecify.annotations.NullMarked;
