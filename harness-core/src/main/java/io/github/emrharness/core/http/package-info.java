/** The endpoint: AWS JSON 1.1 over HTTP on the loopback address, in front of an {@code EmrService}. */
@NullMarked
package io.github.emrharness.core.http;

import org.jspecify.annotations.NullMarked;
