/**
 * What stands directly below a program's main method, here and in a child. No API: it depends on nothing but the JDK, since
 * it is copied to the class path of children.
 */
@NullMarked
package io.github.emrharness.jvm.launch;

import org.jspecify.annotations.NullMarked;
