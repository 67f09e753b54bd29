package io.github.emrharness.core.operations;

import io.github.emrharness.core.model.Identifiers;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;

/** Where EMR looks at the IAM roles of a new cluster: at the instance profile at once, at the others when it starts. */
final class RoleRules {

    private final EmrServiceConfig config;

    RoleRules(EmrServiceConfig config) {
        this.config = config;
    }

    void checkInstanceProfile(@Nullable String jobFlowRole) {
        if (jobFlowRole != null && !config.iamRoles().hasInstanceProfile(jobFlowRole)) {
            throw EmrServiceException.validation("Invalid InstanceProfile: " + jobFlowRole + ".");
        }
    }

    /**
     * Gives the reason for which the cluster ends in STARTING, if a role does not exist.
     *
     * @see <a href="https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-roles.html">IAM service roles used by
     *     Amazon EMR</a>
     */
    Optional<String> launchError(RunJobFlowRequest request) {
        return Stream.of(
                        Optional.ofNullable(request.serviceRole())
                                .filter(role -> !config.iamRoles().hasRole(role))
                                .map(role -> "Service role " + arn(role) + " is invalid"),
                        Optional.ofNullable(request.autoScalingRole())
                                .filter(role -> !config.iamRoles().hasRole(role))
                                .map(role -> "Auto Scaling role " + arn(role) + " is invalid"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private String arn(String role) {
        return role.startsWith("arn:") ? role : Identifiers.roleArn(config.region(), config.accountId(), role);
    }
}
