/** Runs programs of this machine: the commands, scripts and plain jars of steps, and bootstrap actions. */
@NullMarked
package io.github.emrharness.core.commands;

import org.jspecify.annotations.NullMarked;
