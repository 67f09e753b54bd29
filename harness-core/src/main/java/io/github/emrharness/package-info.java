/** What a test holds: the harness, its handles and the values that they take and give. */
@NullMarked
package io.github.emrharness;

import org.jspecify.annotations.NullMarked;
