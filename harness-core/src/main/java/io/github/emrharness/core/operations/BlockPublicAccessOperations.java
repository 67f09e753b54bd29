package io.github.emrharness.core.operations;

import io.github.emrharness.core.lifecycle.HarnessClock;
import io.github.emrharness.core.model.Identifiers;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.emr.model.BlockPublicAccessConfiguration;
import software.amazon.awssdk.services.emr.model.BlockPublicAccessConfigurationMetadata;
import software.amazon.awssdk.services.emr.model.GetBlockPublicAccessConfigurationRequest;
import software.amazon.awssdk.services.emr.model.GetBlockPublicAccessConfigurationResponse;
import software.amazon.awssdk.services.emr.model.PortRange;
import software.amazon.awssdk.services.emr.model.PutBlockPublicAccessConfigurationRequest;
import software.amazon.awssdk.services.emr.model.PutBlockPublicAccessConfigurationResponse;

/**
 * The account's setting for block public access: kept and told. It never keeps a cluster from being made, since there are
 * no security groups here whose rules could be public.
 */
final class BlockPublicAccessOperations {

    private static final int MIN_PORT = -1;
    private static final int MAX_PORT = 65_535;

    /** What accounts have that never set it: blocked, except for SSH. */
    private static final BlockPublicAccessConfiguration DEFAULT = BlockPublicAccessConfiguration.builder()
            .blockPublicSecurityGroupRules(true)
            .permittedPublicSecurityGroupRuleRanges(
                    PortRange.builder().minRange(22).maxRange(22).build())
            .build();

    private final HarnessClock clock;
    private final String principal;
    private volatile Setting setting;

    BlockPublicAccessOperations(EmrServiceConfig config) {
        clock = config.clock();
        principal = Identifiers.rootArn(config.region(), config.accountId());
        setting = new Setting(DEFAULT, clock.now());
    }

    void addTo(OperationTable table) {
        table.simulated(GetBlockPublicAccessConfigurationRequest.class, request -> get());
        table.simulated(PutBlockPublicAccessConfigurationRequest.class, this::put);
    }

    GetBlockPublicAccessConfigurationResponse get() {
        Setting current = setting;
        return GetBlockPublicAccessConfigurationResponse.builder()
                .blockPublicAccessConfiguration(current.configuration())
                .blockPublicAccessConfigurationMetadata(BlockPublicAccessConfigurationMetadata.builder()
                        .creationDateTime(current.since())
                        .createdByArn(principal)
                        .build())
                .build();
    }

    /** Replaces the whole setting: ranges that are not given again are gone. */
    PutBlockPublicAccessConfigurationResponse put(PutBlockPublicAccessConfigurationRequest request) {
        BlockPublicAccessConfiguration given = request.blockPublicAccessConfiguration();
        Constraints constraints = new Constraints().notNull(given, "blockPublicAccessConfiguration");
        if (given != null) {
            checkForm(given, constraints);
        }
        constraints.check();
        List<PortRange> ranges = given.permittedPublicSecurityGroupRuleRanges().stream()
                .map(BlockPublicAccessOperations::range)
                .toList();
        setting = new Setting(
                given.toBuilder().permittedPublicSecurityGroupRuleRanges(ranges).build(), clock.now());
        return PutBlockPublicAccessConfigurationResponse.builder().build();
    }

    private static void checkForm(BlockPublicAccessConfiguration given, Constraints constraints) {
        constraints.notNull(
                given.blockPublicSecurityGroupRules(), "blockPublicAccessConfiguration.blockPublicSecurityGroupRules");
        List<PortRange> ranges = given.permittedPublicSecurityGroupRuleRanges();
        for (int i = 0; i < ranges.size(); i++) {
            String path =
                    "blockPublicAccessConfiguration.permittedPublicSecurityGroupRuleRanges." + (i + 1) + ".member.";
            constraints
                    .notNull(ranges.get(i).minRange(), path + "minRange")
                    .range(ranges.get(i).minRange(), MIN_PORT, MAX_PORT, path + "minRange")
                    .range(ranges.get(i).maxRange(), MIN_PORT, MAX_PORT, path + "maxRange");
        }
    }

    private static PortRange range(PortRange given) {
        if (given.maxRange() == null) {
            return given.toBuilder().maxRange(given.minRange()).build();
        }
        if (given.maxRange() < given.minRange()) {
            throw EmrServiceException.invalidRequest(
                    null,
                    "The port range " + given.minRange() + "-" + given.maxRange()
                            + " is not valid: MaxRange must not be less than MinRange.");
        }
        return given;
    }

    private record Setting(BlockPublicAccessConfiguration configuration, Instant since) {}
}
