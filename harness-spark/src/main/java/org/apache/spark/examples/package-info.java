/**
 * What stands for the examples of a Spark distribution, under the names that EMR's documentation uses. Only jobs see it:
 * as {@code /usr/lib/spark/examples/jars/spark-examples.jar}.
 */
@NullMarked
package org.apache.spark.examples;

import org.jspecify.annotations.NullMarked;
