/** Java programs as children of this JVM. */
@NullMarked
package io.github.emrharness.jvm.forked;

import org.jspecify.annotations.NullMarked;
