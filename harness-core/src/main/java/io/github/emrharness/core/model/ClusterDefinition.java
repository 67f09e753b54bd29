package io.github.emrharness.core.model;

import io.github.emrharness.core.account.SecurityConfiguration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.emr.model.Application;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;

/**
 * A cluster as it was asked for.
 *
 * @param request the validated request, without its steps
 * @param applications as the API tells them again
 * @param securityConfiguration as it was when the cluster was made, whether or not it is deleted since
 */
public record ClusterDefinition(
        String clusterId,
        String clusterArn,
        RunJobFlowRequest request,
        Release release,
        List<Application> applications,
        Optional<SecurityConfiguration> securityConfiguration) {

    public ClusterDefinition {
        applications = List.copyOf(applications);
    }

    public String name() {
        return request.name();
    }

    /** Tells whether its instances come in fleets, not in groups. */
    public boolean usesInstanceFleets() {
        return !request.instances().instanceFleets().isEmpty();
    }

    public Optional<String> logUri() {
        return Optional.ofNullable(request.logUri());
    }
}
