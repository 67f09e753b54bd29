/** What ends processes of the operating system when their JVM cannot do it any more. */
@NullMarked
package io.github.emrharness.jvm.guard;

import org.jspecify.annotations.NullMarked;
