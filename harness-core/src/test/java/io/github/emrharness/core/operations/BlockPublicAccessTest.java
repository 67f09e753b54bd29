package io.github.emrharness.core.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.core.lifecycle.ManualHarnessClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.BlockPublicAccessConfiguration;
import software.amazon.awssdk.services.emr.model.GetBlockPublicAccessConfigurationRequest;
import software.amazon.awssdk.services.emr.model.GetBlockPublicAccessConfigurationResponse;
import software.amazon.awssdk.services.emr.model.PortRange;
import software.amazon.awssdk.services.emr.model.PutBlockPublicAccessConfigurationRequest;

class BlockPublicAccessTest {

    private static final String A = "InvalidRequestException";
    private static final String B = "ValidationException";

    private final ManualHarnessClock clock = new ManualHarnessClock(Instant.parse("2026-11-22T12:00:00Z"));
    private EmrFixture emr;

    @BeforeEach
    void start(@TempDir Path directory) {
        emr = new EmrFixture(directory, settings -> settings.clock(clock));
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    @Test
    void at_first_all_ports_but_that_of_ssh_are_blocked() {
        GetBlockPublicAccessConfigurationResponse told = get();

        assertThat(told.blockPublicAccessConfiguration()).isEqualTo(configuration(true, range(22, 22)));
        assertThat(told.blockPublicAccessConfigurationMetadata().creationDateTime())
                .isEqualTo(clock.now());
        assertThat(told.blockPublicAccessConfigurationMetadata().createdByArn())
                .isEqualTo("arn:aws:iam::123456789012:root");
    }

    @Test
    void a_new_setting_replaces_the_whole_old_one() {
        clock.advance(Duration.ofMinutes(5));
        put(configuration(true, range(80, 90), range(443, null), range(-1, -1)));

        assertThat(get().blockPublicAccessConfiguration())
                .isEqualTo(configuration(true, range(80, 90), range(443, 443), range(-1, -1)));
        assertThat(get().blockPublicAccessConfigurationMetadata().creationDateTime())
                .isEqualTo(clock.now());

        put(BlockPublicAccessConfiguration.builder()
                .blockPublicSecurityGroupRules(false)
                .build());

        assertThat(get().blockPublicAccessConfiguration()).isEqualTo(configuration(false));
    }

    @Test
    void bad_settings_are_refused_and_change_nothing() {
        emr.assertRefused(
                request(BlockPublicAccessConfiguration.builder().build()),
                B,
                "1 validation error detected: Value null at"
                        + " 'blockPublicAccessConfiguration.blockPublicSecurityGroupRules' failed to satisfy constraint:"
                        + " Member must not be null");
        emr.assertRefused(
                request(configuration(true, range(22, 22), range(-2, 65_536))),
                B,
                "2 validation errors detected: Value '-2' at"
                        + " 'blockPublicAccessConfiguration.permittedPublicSecurityGroupRuleRanges.2.member.minRange'"
                        + " failed to satisfy constraint: Member must have value greater than or equal to -1; Value"
                        + " '65536' at"
                        + " 'blockPublicAccessConfiguration.permittedPublicSecurityGroupRuleRanges.2.member.maxRange'"
                        + " failed to satisfy constraint: Member must have value less than or equal to 65535");
        emr.assertRefused(
                request(configuration(true, range(90, 80))),
                A,
                "The port range 90-80 is not valid: MaxRange must not be less than MinRange.");
        assertThat(get().blockPublicAccessConfiguration()).isEqualTo(configuration(true, range(22, 22)));
    }

    private GetBlockPublicAccessConfigurationResponse get() {
        return emr.call(
                GetBlockPublicAccessConfigurationRequest.builder().build(),
                GetBlockPublicAccessConfigurationResponse.class);
    }

    private void put(BlockPublicAccessConfiguration configuration) {
        emr.service().execute(request(configuration));
    }

    private static PutBlockPublicAccessConfigurationRequest request(BlockPublicAccessConfiguration configuration) {
        return PutBlockPublicAccessConfigurationRequest.builder()
                .blockPublicAccessConfiguration(configuration)
                .build();
    }

    private static BlockPublicAccessConfiguration configuration(boolean block, PortRange... ranges) {
        return BlockPublicAccessConfiguration.builder()
                .blockPublicSecurityGroupRules(block)
                .permittedPublicSecurityGroupRuleRanges(List.of(ranges))
                .build();
    }

    private static PortRange range(Integer min, Integer max) {
        return PortRange.builder().minRange(min).maxRange(max).build();
    }
}
