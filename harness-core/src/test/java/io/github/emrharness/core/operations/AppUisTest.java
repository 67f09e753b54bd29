package io.github.emrharness.core.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.core.lifecycle.ManualHarnessClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.CreatePersistentAppUiRequest;
import software.amazon.awssdk.services.emr.model.CreatePersistentAppUiResponse;
import software.amazon.awssdk.services.emr.model.CreateSecurityConfigurationRequest;
import software.amazon.awssdk.services.emr.model.DescribePersistentAppUiRequest;
import software.amazon.awssdk.services.emr.model.DescribePersistentAppUiResponse;
import software.amazon.awssdk.services.emr.model.GetClusterSessionCredentialsRequest;
import software.amazon.awssdk.services.emr.model.GetClusterSessionCredentialsResponse;
import software.amazon.awssdk.services.emr.model.GetOnClusterAppUiPresignedUrlRequest;
import software.amazon.awssdk.services.emr.model.GetOnClusterAppUiPresignedUrlResponse;
import software.amazon.awssdk.services.emr.model.GetPersistentAppUiPresignedUrlRequest;
import software.amazon.awssdk.services.emr.model.GetPersistentAppUiPresignedUrlResponse;
import software.amazon.awssdk.services.emr.model.OnClusterAppUIType;
import software.amazon.awssdk.services.emr.model.PersistentAppUI;
import software.amazon.awssdk.services.emr.model.PersistentAppUIType;
import software.amazon.awssdk.services.emr.model.ProfilerType;

class AppUisTest {

    private static final String A = "InvalidRequestException";
    private static final String B = "ValidationException";
    private static final String ROLE = "arn:aws:iam::123456789012:role/job";
    private static final String TOKEN = "\\?authToken=[0-9a-f-]{36}";

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
    void a_persistent_interface_is_attached_to_its_cluster() {
        String cluster = emr.run();

        CreatePersistentAppUiResponse created = create(cluster, null);

        assertThat(created.persistentAppUIId()).matches("p-[0-9A-Z]{13}");
        assertThat(created.runtimeRoleEnabledCluster()).isFalse();
        assertThat(describe(created.persistentAppUIId()))
                .isEqualTo(PersistentAppUI.builder()
                        .persistentAppUIId(created.persistentAppUIId())
                        .persistentAppUITypeList(
                                PersistentAppUIType.SHS, PersistentAppUIType.TEZ, PersistentAppUIType.YTS)
                        .persistentAppUIStatus("ATTACHED")
                        .creationTime(clock.now())
                        .lastModifiedTime(clock.now())
                        .tags(List.of())
                        .build());
        assertThat(persistentUrl(created.persistentAppUIId(), PersistentAppUIType.TEZ, null))
                .matches("https://" + created.persistentAppUIId().toLowerCase(Locale.ROOT)
                        + "\\.emrappui-prod\\.us-east-1\\.amazonaws\\.com/tez" + TOKEN);
        assertThat(persistentUrl(created.persistentAppUIId(), null, "application_1_1"))
                .matches("https://p-[0-9a-z]{13}\\.emrappui-prod\\.us-east-1\\.amazonaws\\.com/shs/history/"
                        + "application_1_1" + TOKEN);
    }

    @Test
    void a_profiler_type_leaves_one_interface() {
        String id = create(emr.run(), ProfilerType.TEZUI).persistentAppUIId();

        assertThat(describe(id).persistentAppUITypeList()).containsExactly(PersistentAppUIType.TEZ);
        emr.assertRefused(
                GetPersistentAppUiPresignedUrlRequest.builder()
                        .persistentAppUIId(id)
                        .persistentAppUIType(PersistentAppUIType.SHS)
                        .build(),
                A,
                "The persistent application user interface '" + id + "' has no SHS, only [TEZ].");
    }

    @Test
    void what_a_persistent_interface_is_for_must_be_a_cluster_of_emr() {
        String none = "arn:aws:elasticmapreduce:us-east-1:123456789012:cluster/j-NONE";
        emr.assertRefused(
                CreatePersistentAppUiRequest.builder().targetResourceArn(none).build(),
                A,
                "Cluster id 'j-NONE' is not valid.");
        String cluster = emr.run();
        String elsewhere = "arn:aws:elasticmapreduce:eu-west-1:123456789012:cluster/" + cluster;
        emr.assertRefused(
                CreatePersistentAppUiRequest.builder()
                        .targetResourceArn(elsewhere)
                        .build(),
                A,
                "The TargetResourceArn '" + elsewhere + "' is not valid: that of cluster '" + cluster
                        + "' is arn:aws:elasticmapreduce:us-east-1:123456789012:cluster/" + cluster + ".");
        emr.assertRefused(
                CreatePersistentAppUiRequest.builder().targetResourceArn("j-1").build(),
                B,
                "1 validation error detected: Value 'j-1' at 'targetResourceArn' failed to satisfy constraint: Member"
                        + " must have length greater than or equal to 20");
        emr.assertRefused(
                CreatePersistentAppUiRequest.builder()
                        .targetResourceArn(none)
                        .emrContainersConfig(config -> config.jobRunId("1"))
                        .build(),
                "NotImplementedException",
                "EMRContainersConfig of CreatePersistentAppUI is not supported by EMR Harness: it has no EMR on EKS.");
        emr.assertRefused(
                DescribePersistentAppUiRequest.builder()
                        .persistentAppUIId("p-NONE")
                        .build(),
                A,
                "Persistent application user interface id 'p-NONE' is not valid.");
    }

    @Test
    void a_persistent_interface_outlives_its_cluster_by_30_days() {
        String cluster = emr.run();
        String id = create(cluster, null).persistentAppUIId();
        emr.terminate(cluster);

        clock.advance(Duration.ofDays(30));
        assertThat(persistentUrl(id, null, null)).isNotNull();
        clock.advance(Duration.ofMillis(1));
        String gone = "The persistent application user interfaces of cluster '" + cluster
                + "' are gone: it ended more than 30 days ago.";
        emr.assertRefused(
                GetPersistentAppUiPresignedUrlRequest.builder()
                        .persistentAppUIId(id)
                        .build(),
                A,
                gone);
        emr.assertRefused(
                CreatePersistentAppUiRequest.builder()
                        .targetResourceArn(emr.describe(cluster).clusterArn())
                        .build(),
                A,
                gone);
    }

    @Test
    void an_interface_on_the_cluster_is_there_while_it_lives() {
        String cluster = emr.run();
        GetOnClusterAppUiPresignedUrlRequest.Builder request =
                GetOnClusterAppUiPresignedUrlRequest.builder().clusterId(cluster);

        assertThat(onCluster(request.onClusterAppUIType(OnClusterAppUIType.RESOURCE_MANAGER))
                        .presignedURL())
                .matches("https://" + cluster.toLowerCase(Locale.ROOT)
                        + "\\.emrappui-prod\\.us-east-1\\.amazonaws\\.com/rm" + TOKEN);
        GetOnClusterAppUiPresignedUrlResponse dry = onCluster(request.dryRun(true));
        assertThat(dry.presignedURLReady()).isTrue();
        assertThat(dry.presignedURL()).isNull();

        emr.terminate(cluster);
        emr.assertRefused(
                request.build(),
                A,
                "Cluster '" + cluster + "' must be in the state RUNNING or WAITING; it is TERMINATED.");
        emr.assertRefused(request.clusterId("j-NONE").build(), A, "Cluster id 'j-NONE' is not valid.");
        emr.assertRefused(
                request.onClusterAppUIType("Zeppelin").build(),
                B,
                "1 validation error detected: Value 'Zeppelin' at 'onClusterAppUIType' failed to satisfy constraint:"
                        + " Member must satisfy enum value set: [ApplicationMaster, JobHistoryServer, ResourceManager,"
                        + " SparkHistoryServer, TezUI, YarnTimelineService]");
    }

    @Test
    void session_credentials_are_for_clusters_with_runtime_roles() {
        emr.service()
                .execute(CreateSecurityConfigurationRequest.builder()
                        .name("roles")
                        .securityConfiguration("{\"AuthorizationConfiguration\":{\"IAMConfiguration\":"
                                + "{\"EnableApplicationScopedIAMRole\":true}}}")
                        .build());
        String cluster = emr.run(request -> request.securityConfiguration("roles"));
        String other = emr.run();

        GetClusterSessionCredentialsResponse given = emr.call(
                GetClusterSessionCredentialsRequest.builder()
                        .clusterId(cluster)
                        .executionRoleArn(ROLE)
                        .build(),
                GetClusterSessionCredentialsResponse.class);
        assertThat(given.credentials().usernamePassword().username()).isNotEmpty();
        assertThat(given.credentials().usernamePassword().password()).isNotEmpty();
        assertThat(given.expiresAt()).isEqualTo(clock.now().plus(Duration.ofHours(1)));
        assertThat(create(cluster, null).runtimeRoleEnabledCluster()).isTrue();
        emr.assertRefused(
                GetClusterSessionCredentialsRequest.builder().clusterId(cluster).build(),
                A,
                "ExecutionRoleArn must be given for cluster '" + cluster + "', which has runtime roles.");
        emr.assertRefused(
                GetClusterSessionCredentialsRequest.builder()
                        .clusterId(other)
                        .executionRoleArn(ROLE)
                        .build(),
                A,
                "Cluster '" + other + "' has no session credentials: its security configuration does not enable"
                        + " runtime roles (EnableApplicationScopedIAMRole).");
    }

    private CreatePersistentAppUiResponse create(String cluster, ProfilerType profiler) {
        return emr.call(
                CreatePersistentAppUiRequest.builder()
                        .targetResourceArn(emr.describe(cluster).clusterArn())
                        .profilerType(profiler)
                        .build(),
                CreatePersistentAppUiResponse.class);
    }

    private PersistentAppUI describe(String id) {
        return emr.call(
                        DescribePersistentAppUiRequest.builder()
                                .persistentAppUIId(id)
                                .build(),
                        DescribePersistentAppUiResponse.class)
                .persistentAppUI();
    }

    private String persistentUrl(String id, PersistentAppUIType type, String applicationId) {
        GetPersistentAppUiPresignedUrlResponse response = emr.call(
                GetPersistentAppUiPresignedUrlRequest.builder()
                        .persistentAppUIId(id)
                        .persistentAppUIType(type)
                        .applicationId(applicationId)
                        .build(),
                GetPersistentAppUiPresignedUrlResponse.class);
        assertThat(response.presignedURLReady()).isTrue();
        return response.presignedURL();
    }

    private GetOnClusterAppUiPresignedUrlResponse onCluster(GetOnClusterAppUiPresignedUrlRequest.Builder request) {
        return emr.call(request.build(), GetOnClusterAppUiPresignedUrlResponse.class);
    }
}
