/** Runs a step: its directory, environment and logs, the runner that claims it, the upload, and what went wrong. */
@NullMarked
package io.github.emrharness.core.steps;

import org.jspecify.annotations.NullMarked;
