/** Sets up the nodes of a cluster before its first step: bootstrap actions, then what its applications need. */
@NullMarked
package io.github.emrharness.core.bootstrap;

import org.jspecify.annotations.NullMarked;
