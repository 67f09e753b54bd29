/** The object store: Adobe S3Mock, kept apart from the class path of the tests. */
@NullMarked
package io.github.emrharness.s3;

import org.jspecify.annotations.NullMarked;
