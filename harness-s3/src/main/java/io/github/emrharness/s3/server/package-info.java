/**
 * What runs beside S3Mock. Only {@link io.github.emrharness.s3.IsolatedLoader} loads this package: its classes see
 * S3Mock, Spring and Tomcat, and nothing of the tests.
 */
@NullMarked
package io.github.emrharness.s3.server;

import org.jspecify.annotations.NullMarked;
