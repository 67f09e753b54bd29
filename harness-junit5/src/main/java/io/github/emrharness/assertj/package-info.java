/** AssertJ assertions on steps, clusters, objects on S3 and datasets. */
@NullMarked
package io.github.emrharness.assertj;

import org.jspecify.annotations.NullMarked;
