package io.github.emrharness.core.operations;

import io.github.emrharness.core.account.ResourceRegistry;
import io.github.emrharness.core.account.SecurityConfiguration;
import io.github.emrharness.core.lifecycle.HarnessClock;
import java.util.UUID;
import software.amazon.awssdk.services.emr.model.CreateSecurityConfigurationRequest;
import software.amazon.awssdk.services.emr.model.CreateSecurityConfigurationResponse;
import software.amazon.awssdk.services.emr.model.DeleteSecurityConfigurationRequest;
import software.amazon.awssdk.services.emr.model.DeleteSecurityConfigurationResponse;
import software.amazon.awssdk.services.emr.model.DescribeSecurityConfigurationRequest;
import software.amazon.awssdk.services.emr.model.DescribeSecurityConfigurationResponse;
import software.amazon.awssdk.services.emr.model.ListSecurityConfigurationsRequest;
import software.amazon.awssdk.services.emr.model.ListSecurityConfigurationsResponse;
import software.amazon.awssdk.services.emr.model.SecurityConfigurationSummary;

/** Security configurations: kept and told; of what they ask for, only runtime roles are checked when steps are added. */
final class SecurityConfigurationOperations {

    private static final int MAX_NAME = 10_280;

    private final ResourceRegistry<String, SecurityConfiguration> configurations;
    private final HarnessClock clock;

    SecurityConfigurationOperations(
            ResourceRegistry<String, SecurityConfiguration> configurations, HarnessClock clock) {
        this.configurations = configurations;
        this.clock = clock;
    }

    void addTo(OperationTable table) {
        table.simulated(CreateSecurityConfigurationRequest.class, this::create);
        table.simulated(DescribeSecurityConfigurationRequest.class, this::describe);
        table.simulated(ListSecurityConfigurationsRequest.class, this::list);
        table.simulated(DeleteSecurityConfigurationRequest.class, this::delete);
    }

    CreateSecurityConfigurationResponse create(CreateSecurityConfigurationRequest request) {
        new Constraints()
                .notNull(request.name(), "name")
                .maxLength(request.name(), MAX_NAME, "name")
                .notNull(request.securityConfiguration(), "securityConfiguration")
                .check();
        SecurityConfigurationDocument document = SecurityConfigurationDocument.parse(request.securityConfiguration());
        SecurityConfiguration configuration = new SecurityConfiguration(
                request.name(),
                document.told(UUID.randomUUID().toString()),
                clock.now(),
                document.hasRuntimeRoles(),
                document.hasKerberos());
        if (!configurations.add(configuration.name(), configuration)) {
            throw EmrServiceException.invalidRequest(
                    null, "SecurityConfiguration with name '" + configuration.name() + "' already exists.");
        }
        return CreateSecurityConfigurationResponse.builder()
                .name(configuration.name())
                .creationDateTime(configuration.created())
                .build();
    }

    DescribeSecurityConfigurationResponse describe(DescribeSecurityConfigurationRequest request) {
        new Constraints().notNull(request.name(), "name").check();
        SecurityConfiguration configuration =
                configurations.find(request.name()).orElseThrow(() -> notFound(request.name()));
        return DescribeSecurityConfigurationResponse.builder()
                .name(configuration.name())
                .securityConfiguration(configuration.document())
                .creationDateTime(configuration.created())
                .build();
    }

    ListSecurityConfigurationsResponse list(ListSecurityConfigurationsRequest request) {
        Page<ResourceRegistry.Entry<String, SecurityConfiguration>> page = Page.of(
                configurations.createdBefore(Page.startOf(request.marker())),
                entry -> true,
                ResourceRegistry.Entry::number);
        return ListSecurityConfigurationsResponse.builder()
                .securityConfigurations(page.items().stream()
                        .map(entry -> SecurityConfigurationSummary.builder()
                                .name(entry.value().name())
                                .creationDateTime(entry.value().created())
                                .build())
                        .toList())
                .marker(page.marker())
                .build();
    }

    DeleteSecurityConfigurationResponse delete(DeleteSecurityConfigurationRequest request) {
        new Constraints().notNull(request.name(), "name").check();
        if (!configurations.remove(request.name())) {
            throw notFound(request.name());
        }
        return DeleteSecurityConfigurationResponse.builder().build();
    }

    private static EmrServiceException notFound(String name) {
        return EmrServiceException.invalidRequest("ResourceNotFound", doesNotExist(name));
    }

    static String doesNotExist(String name) {
        return "Security configuration with name '" + name + "' does not exist.";
    }
}
