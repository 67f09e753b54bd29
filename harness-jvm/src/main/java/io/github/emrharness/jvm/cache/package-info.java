/** What is unpacked or made once for all JVMs of a user. */
@NullMarked
package io.github.emrharness.jvm.cache;

import org.jspecify.annotations.NullMarked;
