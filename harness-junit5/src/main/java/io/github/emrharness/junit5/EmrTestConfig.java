package io.github.emrharness.junit5;

import io.github.emrharness.ClusterSpec;
import io.github.emrharness.EmrHarnessConfig;

/**
 * The settings of a test class once annotation, configuration parameters and defaults are joined.
 *
 * @param harness what the endpoint, S3 and the engines are made with; the key under which they are shared
 * @param cluster what a cluster is made with, without its name
 */
record EmrTestConfig(EmrHarnessConfig harness, ClusterSpec cluster, Sharing sharing, KeepArtifacts keepArtifacts) {}
