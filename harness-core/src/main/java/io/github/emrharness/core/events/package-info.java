/** Every change of state is an event; handles, logs and reports listen here. */
@NullMarked
package io.github.emrharness.core.events;

import org.jspecify.annotations.NullMarked;
