/** {@code emr-harness start}: the harness as a local endpoint, for the AWS CLI, boto3 and people. */
@NullMarked
package io.github.emrharness.cli;

import org.jspecify.annotations.NullMarked;
