package io.github.emrharness.core.bootstrap;

import io.github.emrharness.core.model.BootstrapFailure;

/** What is told of a cluster on whose nodes a bootstrap action fails. The first action has the number 1. */
interface BootstrapFailures {

    BootstrapFailure nonZero(int number, String path, int exitCode);

    BootstrapFailure downloadFailed(int number, String path);

    BootstrapFailure fileNotFound(int number, String path);

    BootstrapFailure timedOut(int number);
}
