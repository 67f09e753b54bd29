/** What EMR's API has and the AWS SDK's model has not, in the form of the SDK's model. */
@NullMarked
package io.github.emrharness.core.api;

import org.jspecify.annotations.NullMarked;
