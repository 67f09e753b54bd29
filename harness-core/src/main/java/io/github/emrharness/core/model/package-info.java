/** What EMR knows: clusters, steps, groups; aggregates that guard their own state. */
@NullMarked
package io.github.emrharness.core.model;

import org.jspecify.annotations.NullMarked;
