package io.github.emrharness.core.operations;

import static io.github.emrharness.core.operations.EmrFixture.minimal;
import static io.github.emrharness.core.operations.EmrFixture.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.emrharness.core.lifecycle.ManualHarnessClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.emr.model.AddJobFlowStepsRequest;
import software.amazon.awssdk.services.emr.model.AddJobFlowStepsResponse;
import software.amazon.awssdk.services.emr.model.CreateSecurityConfigurationRequest;
import software.amazon.awssdk.services.emr.model.CreateSecurityConfigurationResponse;
import software.amazon.awssdk.services.emr.model.DeleteSecurityConfigurationRequest;
import software.amazon.awssdk.services.emr.model.DescribeSecurityConfigurationRequest;
import software.amazon.awssdk.services.emr.model.DescribeSecurityConfigurationResponse;
import software.amazon.awssdk.services.emr.model.KerberosAttributes;
import software.amazon.awssdk.services.emr.model.ListSecurityConfigurationsRequest;
import software.amazon.awssdk.services.emr.model.ListSecurityConfigurationsResponse;
import software.amazon.awssdk.services.emr.model.SecurityConfigurationSummary;

class SecurityConfigurationsTest {

    private static final String A = "InvalidRequestException";
    private static final String B = "ValidationException";
    private static final String ROLE = "arn:aws:iam::123456789012:role/job";

    private static final String ENCRYPTION = "{\"EncryptionConfiguration\": {\"EnableInTransitEncryption\": false,"
            + " \"EnableAtRestEncryption\": true, \"AtRestEncryptionConfiguration\": {\"S3EncryptionConfiguration\":"
            + " {\"EncryptionMode\": \"SSE-S3\"}}}}";
    private static final String RUNTIME_ROLES =
            "{\"AuthorizationConfiguration\":{\"IAMConfiguration\":{\"EnableApplicationScopedIAMRole\":true}}}";
    private static final String KERBEROS = "{\"AuthenticationConfiguration\":{\"KerberosConfiguration\":{\"Provider\":"
            + "\"ClusterDedicatedKdc\",\"ClusterDedicatedKdcConfiguration\":{\"TicketLifetimeInHours\":24}}}}";

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
    void a_configuration_is_told_again_word_for_word() {
        CreateSecurityConfigurationResponse created = create("encrypted", ENCRYPTION);

        assertThat(created.name()).isEqualTo("encrypted");
        assertThat(created.creationDateTime()).isEqualTo(clock.now());
        DescribeSecurityConfigurationResponse told = describe("encrypted");
        assertThat(told.name()).isEqualTo("encrypted");
        assertThat(told.securityConfiguration()).isEqualTo(ENCRYPTION);
        assertThat(told.creationDateTime()).isEqualTo(clock.now());
    }

    @Test
    void names_are_unique_until_deleted() {
        create("one", ENCRYPTION);

        emr.assertRefused(request("one", KERBEROS), A, "SecurityConfiguration with name 'one' already exists.");
        assertThat(describe("one").securityConfiguration()).isEqualTo(ENCRYPTION);

        emr.service()
                .execute(
                        DeleteSecurityConfigurationRequest.builder().name("one").build());
        create("one", KERBEROS);
        assertThat(describe("one").securityConfiguration()).isEqualTo(KERBEROS);
    }

    @Test
    void an_unknown_configuration_does_not_exist() {
        String message = "Security configuration with name 'none' does not exist.";
        emr.assertRefused(
                DescribeSecurityConfigurationRequest.builder().name("none").build(), A, message);
        emr.assertRefused(
                DeleteSecurityConfigurationRequest.builder().name("none").build(), A, message);
        emr.assertRefused(minimal().securityConfiguration("none").build(), B, message);
    }

    @Test
    void configurations_are_listed_newest_first_in_pages_of_50() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            create("c" + i, ENCRYPTION);
            names.add(0, "c" + i);
        }

        ListSecurityConfigurationsResponse first = list(null);
        ListSecurityConfigurationsResponse second = list(first.marker());

        assertThat(first.securityConfigurations()).hasSize(50);
        assertThat(second.marker()).isNull();
        List<String> listed = new ArrayList<>();
        first.securityConfigurations().stream()
                .map(SecurityConfigurationSummary::name)
                .forEach(listed::add);
        second.securityConfigurations().stream()
                .map(SecurityConfigurationSummary::name)
                .forEach(listed::add);
        assertThat(listed).isEqualTo(names);
        emr.assertRefused(
                ListSecurityConfigurationsRequest.builder().marker("nonsense").build(), A, "Invalid marker.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    [] | it is not a JSON object
                    {} | it has none of the members [AuthenticationConfiguration, AuthorizationConfiguration, EncryptionConfiguration, InstanceMetadataServiceConfiguration]
                    {"Encryption": {}, "X": 1} | object has invalid properties: [Encryption, X]
                    {"EncryptionConfiguration": true} | EncryptionConfiguration is not a JSON object
                    {"EncryptionConfiguration": {"EnableAtRestEncryption": false}} | EncryptionConfiguration lacks EnableInTransitEncryption, which must be true or false
                    {"EncryptionConfiguration": {"EnableAtRestEncryption": "yes"}} | EnableAtRestEncryption is "yes", but must be true or false
                    {"EncryptionConfiguration": {"EnableAtRestEncryption": true}} | EnableAtRestEncryption is true, but there is no AtRestEncryptionConfiguration
                    {"EncryptionConfiguration": {"EnableAtRestEncryption": false, "EnableInTransitEncryption": true}} | EnableInTransitEncryption is true, but there is no InTransitEncryptionConfiguration
                    {"EncryptionConfiguration": {"AtRestEncryptionConfiguration": {"LocalDiskEncryptionKeyProvider": {}}}} | object has invalid properties: [LocalDiskEncryptionKeyProvider]
                    {"AuthorizationConfiguration": {"IAMConfiguration": {"EnableApplicationScopedIAMRole": 1}}} | EnableApplicationScopedIAMRole is 1, but must be true or false
                    """)
    void a_configuration_of_the_wrong_shape_is_refused(String json, String why) {
        emr.assertRefused(request("bad", json), A, "Invalid security configuration; " + why + ".");
        assertThat(list(null).securityConfigurations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": | Unexpected end-of-input within/between Object entries",
                "{} {} | there is more text behind the value",
                "` ` | the text is empty",
                "{\"a\":1,\"a\":2} | Duplicate field 'a'"
            })
    void text_that_is_not_json_is_refused(String text, String why) {
        emr.assertRefused(
                request("bad", text), A, "Invalid security configuration; it is not well-formed JSON: " + why + ".");
    }

    @Test
    void text_that_nests_without_end_is_refused() {
        assertThatExceptionOfType(EmrServiceException.class)
                .isThrownBy(() -> create("bad", "[".repeat(100_000)))
                .withMessageStartingWith("Invalid security configuration; it is not well-formed JSON: ")
                .withMessageContaining("1000");
    }

    @Test
    void a_cluster_keeps_the_configuration_that_is_deleted() {
        create("roles", RUNTIME_ROLES);
        String cluster = emr.run(request -> request.securityConfiguration("roles"));
        emr.service()
                .execute(DeleteSecurityConfigurationRequest.builder()
                        .name("roles")
                        .build());

        assertThat(emr.describe(cluster).securityConfiguration()).isEqualTo("roles");
        emr.assertRefused(
                AddJobFlowStepsRequest.builder()
                        .jobFlowId(cluster)
                        .steps(step("s"))
                        .build(),
                B,
                "Runtime roles are required for this cluster. Please specify the role using the ExecutionRoleArn"
                        + " parameter.");
    }

    @Test
    void runtime_roles_get_an_external_id_that_stays() {
        create("roles", RUNTIME_ROLES);

        String told = describe("roles").securityConfiguration();

        assertThat(told)
                .matches("\\{\"AuthorizationConfiguration\":\\{\"IAMConfiguration\":\\{"
                        + "\"EnableApplicationScopedIAMRole\":true,"
                        + "\"ApplicationScopedIAMRoleConfiguration\":\\{\"ExternalId\":\"[0-9a-f-]{36}\"}}}}");
        assertThat(describe("roles").securityConfiguration()).isEqualTo(told);
    }

    @Test
    void steps_run_under_the_role_that_was_given() {
        create("roles", RUNTIME_ROLES);
        String cluster = emr.run(request -> request.securityConfiguration("roles"));
        String id = emr.call(
                        AddJobFlowStepsRequest.builder()
                                .jobFlowId(cluster)
                                .executionRoleArn(ROLE)
                                .steps(step("s"))
                                .build(),
                        AddJobFlowStepsResponse.class)
                .stepIds()
                .get(0);

        assertThat(emr.describe(cluster, id).executionRoleArn()).isEqualTo(ROLE);
    }

    @Test
    void runtime_roles_need_a_configuration_that_allows_them() {
        create("encrypted", ENCRYPTION);
        String cluster = emr.run(request -> request.securityConfiguration("encrypted"));

        emr.assertRefused(
                AddJobFlowStepsRequest.builder()
                        .jobFlowId(cluster)
                        .executionRoleArn(ROLE)
                        .steps(step("s"))
                        .build(),
                B,
                "Runtime roles are not supported on this cluster. Please remove the ExecutionRoleArn parameter.");
    }

    @Test
    void runtime_roles_need_release_6_7() {
        create("roles", RUNTIME_ROLES);
        emr.assertRefused(
                minimal()
                        .releaseLabel("emr-6.6.0")
                        .securityConfiguration("roles")
                        .build(),
                B,
                "Runtime roles (EnableApplicationScopedIAMRole in the security configuration 'roles') need release"
                        + " 6.7.0 or later; this request has emr-6.6.0.");
    }

    @Test
    void a_runtime_role_is_the_arn_of_a_role() {
        emr.assertRefused(
                AddJobFlowStepsRequest.builder()
                        .jobFlowId(emr.run())
                        .executionRoleArn("arn:aws:iam::123456789012:user/me")
                        .steps(step("s"))
                        .build(),
                B,
                "1 validation error detected: Value 'arn:aws:iam::123456789012:user/me' at 'executionRoleArn'"
                        + " failed to satisfy constraint: Member must satisfy regular expression pattern:"
                        + " ^arn:(aws[a-zA-Z0-9-]*):iam::(\\d{12})?:(role((\\u002F)|(\\u002F[\\u0021-\\u007F]+\\u002F))"
                        + "[\\w+=,.@-]+)$");
    }

    @Test
    void kerberos_takes_both_the_configuration_and_the_attributes() {
        KerberosAttributes attributes = KerberosAttributes.builder()
                .realm("EC2.INTERNAL")
                .kdcAdminPassword("secret")
                .build();
        create("kerberos", KERBEROS);
        create("encrypted", ENCRYPTION);

        emr.assertRefused(
                minimal().kerberosAttributes(attributes).build(),
                B,
                "KerberosAttributes need a SecurityConfiguration with an AuthenticationConfiguration for Kerberos; this"
                        + " request names no security configuration.");
        emr.assertRefused(
                minimal()
                        .kerberosAttributes(attributes)
                        .securityConfiguration("encrypted")
                        .build(),
                B,
                "KerberosAttributes need a SecurityConfiguration with an AuthenticationConfiguration for Kerberos;"
                        + " 'encrypted' has none.");
        emr.assertRefused(
                minimal().securityConfiguration("kerberos").build(),
                B,
                "The security configuration 'kerberos' asks for Kerberos; KerberosAttributes must be given.");

        String cluster =
                emr.run(request -> request.securityConfiguration("kerberos").kerberosAttributes(attributes));
        assertThat(emr.describe(cluster).kerberosAttributes())
                .isEqualTo(KerberosAttributes.builder().realm("EC2.INTERNAL").build());
    }

    @Test
    void json_keeps_its_values() throws Exception {
        String text = "{\"a\":[1,2.50,null,true,\"x\\\"y\"],\"b\":{}}";
        assertThat(JsonTree.parse(text)).isInstanceOf(Map.class);
        assertThat(JsonTree.write(JsonTree.parse(text))).isEqualTo(text);
    }

    private CreateSecurityConfigurationResponse create(String name, String json) {
        return emr.call(request(name, json), CreateSecurityConfigurationResponse.class);
    }

    private static CreateSecurityConfigurationRequest request(String name, String json) {
        return CreateSecurityConfigurationRequest.builder()
                .name(name)
                .securityConfiguration(json)
                .build();
    }

    private DescribeSecurityConfigurationResponse describe(String name) {
        return emr.call(
                DescribeSecurityConfigurationRequest.builder().name(name).build(),
                DescribeSecurityConfigurationResponse.class);
    }

    private ListSecurityConfigurationsResponse list(String marker) {
        return emr.call(
                ListSecurityConfigurationsRequest.builder().marker(marker).build(),
                ListSecurityConfigurationsResponse.class);
    }
}
