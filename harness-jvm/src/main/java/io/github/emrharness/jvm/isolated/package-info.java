/** JVMs of either launcher, as the user has chosen. */
@NullMarked
package io.github.emrharness.jvm.isolated;

import org.jspecify.annotations.NullMarked;
