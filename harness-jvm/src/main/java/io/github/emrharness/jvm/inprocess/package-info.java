/** Java programs as processes inside this JVM: isolated loaders whose classes meet a facade instead of {@code System}. */
@NullMarked
package io.github.emrharness.jvm.inprocess;

import org.jspecify.annotations.NullMarked;
