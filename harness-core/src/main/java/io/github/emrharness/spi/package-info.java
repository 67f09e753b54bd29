/**
 * The ports of the harness: what an engine (Spark, Hadoop, Hive), an object store or any other back end implements.
 * Providers are found with {@link java.util.ServiceLoader}; leaving out an artefact leaves out its engine.
 */
@NullMarked
package io.github.emrharness.spi;

import org.jspecify.annotations.NullMarked;
