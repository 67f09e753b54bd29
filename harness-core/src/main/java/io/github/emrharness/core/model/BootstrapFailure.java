package io.github.emrharness.core.model;

import java.util.List;
import software.amazon.awssdk.services.emr.model.ErrorDetail;

/**
 * Why the nodes of a cluster could not be set up; ends the cluster with the code {@code BOOTSTRAP_FAILURE}.
 *
 * @param message in EMR's words
 * @param details what DescribeCluster tells besides
 */
public record BootstrapFailure(String message, List<ErrorDetail> details) {

    public BootstrapFailure {
        details = List.copyOf(details);
    }
}
