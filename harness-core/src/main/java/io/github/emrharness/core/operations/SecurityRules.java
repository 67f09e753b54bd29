package io.github.emrharness.core.operations;

import io.github.emrharness.core.account.ResourceRegistry;
import io.github.emrharness.core.account.SecurityConfiguration;
import io.github.emrharness.core.model.Release;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;

/**
 * What a cluster's security configuration allows and asks for: runtime roles of steps and Kerberos.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-steps-runtime-roles.html">Runtime roles</a>
 */
final class SecurityRules {

    private static final String ROLE_ARN =
            "^arn:(aws[a-zA-Z0-9-]*):iam::(\\d{12})?:(role((\\u002F)|(\\u002F[\\u0021-\\u007F]+\\u002F))[\\w+=,.@-]+)$";
    private static final int MIN_ARN = 20;
    private static final int MAX_ARN = 2048;

    private final ResourceRegistry<String, SecurityConfiguration> configurations;

    SecurityRules(ResourceRegistry<String, SecurityConfiguration> configurations) {
        this.configurations = configurations;
    }

    /** Checks a request for a cluster, and gives the configuration that the cluster keeps even when it is deleted. */
    Optional<SecurityConfiguration> check(RunJobFlowRequest request, Release release) {
        Optional<SecurityConfiguration> configuration = Optional.ofNullable(request.securityConfiguration())
                .map(name -> configurations
                        .find(name)
                        .orElseThrow(() ->
                                EmrServiceException.validation(SecurityConfigurationOperations.doesNotExist(name))));
        boolean runtimeRoles =
                configuration.map(SecurityConfiguration::runtimeRoles).orElse(false);
        if (runtimeRoles && !release.isAtLeast(6, 7)) {
            throw EmrServiceException.validation("Runtime roles (EnableApplicationScopedIAMRole in the security"
                    + " configuration '" + request.securityConfiguration() + "') need release 6.7.0 or later; this"
                    + " request has " + release.label() + ".");
        }
        boolean kerberos = configuration.map(SecurityConfiguration::kerberos).orElse(false);
        if (request.kerberosAttributes() != null && !kerberos) {
            throw EmrServiceException.validation("KerberosAttributes need a SecurityConfiguration with an"
                    + " AuthenticationConfiguration for Kerberos; "
                    + configuration
                            .map(given -> "'" + given.name() + "' has none.")
                            .orElse("this request names no security configuration."));
        }
        if (request.kerberosAttributes() == null && kerberos) {
            throw EmrServiceException.validation("The security configuration '" + request.securityConfiguration()
                    + "' asks for Kerberos; KerberosAttributes must be given.");
        }
        return configuration;
    }

    /** Checks the runtime role that steps are added with. */
    static void checkRuntimeRole(Optional<SecurityConfiguration> configuration, @Nullable String roleArn) {
        boolean runtimeRoles =
                configuration.map(SecurityConfiguration::runtimeRoles).orElse(false);
        // Both texts were seen from EMR in pull request 21 of awslabs/amazon-emr-cli (the end of the second is ours).
        if (runtimeRoles && roleArn == null) {
            throw EmrServiceException.validation("Runtime roles are required for this cluster. Please specify the role"
                    + " using the ExecutionRoleArn parameter.");
        }
        if (!runtimeRoles && roleArn != null) {
            throw EmrServiceException.validation("Runtime roles are not supported on this cluster. Please remove the"
                    + " ExecutionRoleArn parameter.");
        }
    }

    /** Checks the form of a role's ARN, if there is one. */
    static void checkForm(@Nullable String roleArn, String path, Constraints constraints) {
        constraints
                .minLength(roleArn, MIN_ARN, path)
                .maxLength(roleArn, MAX_ARN, path)
                .matches(roleArn, ROLE_ARN, path);
    }
}
