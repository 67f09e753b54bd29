/** The EMR API: one class per family of operations, request in, validation, call on the model, response out. */
@NullMarked
package io.github.emrharness.core.operations;

import org.jspecify.annotations.NullMarked;
