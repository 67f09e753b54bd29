/** The class path of the running test, and which of its jars belong to an engine. */
@NullMarked
package io.github.emrharness.jvm.classpath;

import org.jspecify.annotations.NullMarked;
