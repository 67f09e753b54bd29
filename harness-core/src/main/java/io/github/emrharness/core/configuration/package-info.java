/** Configuration classifications, and the files of the master node that they write. */
@NullMarked
package io.github.emrharness.core.configuration;

import org.jspecify.annotations.NullMarked;
