/** Hadoop: the HDFS and YARN of the clusters. */
@NullMarked
package io.github.emrharness.hadoop;

import org.jspecify.annotations.NullMarked;
