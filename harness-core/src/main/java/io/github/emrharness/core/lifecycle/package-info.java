/** How things change over time: the clock, the tables of transitions and the order of steps. Knows no aggregate. */
@NullMarked
package io.github.emrharness.core.lifecycle;

import org.jspecify.annotations.NullMarked;
