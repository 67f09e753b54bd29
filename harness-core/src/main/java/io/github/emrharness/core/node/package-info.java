/** The master node of a cluster as programs see it: directories, environment, files that EMR puts there. */
@NullMarked
package io.github.emrharness.core.node;

import org.jspecify.annotations.NullMarked;
