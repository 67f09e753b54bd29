/**
 * {@code s3-dist-cp}, after the documentation of Amazon's tool, whose code is not published. These classes run in the class
 * loader of Hadoop: they see Hadoop and the JDK alone, and must not refer to any other class of the harness.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ReleaseGuide/UsingEMR_s3distcp.html">S3DistCp (s3-dist-cp)</a>
 */
@NullMarked
package io.github.emrharness.hadoop.tools.s3distcp;

import org.jspecify.annotations.NullMarked;
