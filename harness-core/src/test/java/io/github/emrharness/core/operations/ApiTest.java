package io.github.emrharness.core.operations;

import static io.github.emrharness.core.operations.EmrFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.core.lifecycle.ManualHarnessClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.emr.model.AddJobFlowStepsRequest;
import software.amazon.awssdk.services.emr.model.CancelStepsRequest;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterSummary;
import software.amazon.awssdk.services.emr.model.DescribeClusterRequest;
import software.amazon.awssdk.services.emr.model.DescribeStepRequest;
import software.amazon.awssdk.services.emr.model.EmrRequest;
import software.amazon.awssdk.services.emr.model.ListClustersRequest;
import software.amazon.awssdk.services.emr.model.ListClustersResponse;
import software.amazon.awssdk.services.emr.model.ListStepsRequest;
import software.amazon.awssdk.services.emr.model.ModifyClusterRequest;
import software.amazon.awssdk.services.emr.model.SetKeepJobFlowAliveWhenNoStepsRequest;
import software.amazon.awssdk.services.emr.model.SetTerminationProtectionRequest;
import software.amazon.awssdk.services.emr.model.SetVisibleToAllUsersRequest;
import software.amazon.awssdk.services.emr.model.TerminateJobFlowsRequest;

/** Errors of both families, listing of clusters, and the small operations. */
class ApiTest {

    private static final String A = "InvalidRequestException";
    private static final String B = "ValidationException";
    private static final String NOT_MODIFIABLE =
            "A job flow that is shutting down, terminated, or finished may not be modified.";

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

    static Stream<Arguments> unknownIds() {
        String id = "j-NOSUCHCLUSTER";
        String notValid = "Specified job flow ID not valid.";
        return Stream.of(
                Arguments.of(
                        ListStepsRequest.builder().clusterId(id).build(), A, "Cluster id '" + id + "' is not valid."),
                Arguments.of(
                        DescribeStepRequest.builder()
                                .clusterId(id)
                                .stepId("s-1")
                                .build(),
                        A,
                        "Cluster id '" + id + "' is not valid."),
                Arguments.of(
                        CancelStepsRequest.builder()
                                .clusterId(id)
                                .stepIds("s-1")
                                .build(),
                        A,
                        "Cluster id '" + id + "' is not valid."),
                Arguments.of(
                        ModifyClusterRequest.builder()
                                .clusterId(id)
                                .stepConcurrencyLevel(2)
                                .build(),
                        A,
                        "Cluster id '" + id + "' is not valid."),
                Arguments.of(
                        SetTerminationProtectionRequest.builder()
                                .jobFlowIds(id)
                                .terminationProtected(true)
                                .build(),
                        B,
                        notValid),
                Arguments.of(
                        AddJobFlowStepsRequest.builder()
                                .jobFlowId("nonsense")
                                .steps(step("s"))
                                .build(),
                        B,
                        notValid),
                Arguments.of(
                        AddJobFlowStepsRequest.builder()
                                .jobFlowId("j-1YESLJ543HPFC")
                                .steps(step("s"))
                                .build(),
                        B,
                        "Specified job flow ID does not exist."));
    }

    @ParameterizedTest
    @MethodSource("unknownIds")
    void unknown_clusters_are_refused_in_the_words_of_the_operations_family(
            EmrRequest request, String code, String message) {
        emr.assertRefused(request, code, message);
    }

    @Test
    void a_request_of_the_wrong_form_is_refused_in_the_same_words_by_both_families() {
        emr.assertRefused(
                DescribeClusterRequest.builder().build(),
                B,
                "1 validation error detected: Value null at 'clusterId' failed to satisfy constraint: Member must not be"
                        + " null");
    }

    @Test
    void an_unknown_cluster_has_an_error_code() {
        try {
            emr.describe("j-NOSUCHCLUSTER");
        } catch (EmrServiceException e) {
            assertThat(e.errorCode()).isEqualTo("NoSuchCluster");
            assertThat(e.httpStatus()).isEqualTo(400);
            return;
        }
        throw new AssertionError("not refused");
    }

    @Test
    void an_operation_that_the_harness_does_not_have_is_refused_by_name() {
        emr.assertRefused(
                new OperationOfTomorrowRequest(),
                "NotImplementedException",
                "The operation OperationOfTomorrow is not supported by EMR Harness yet; its docs/coverage.md lists those"
                        + " that are.");
    }

    private static final class OperationOfTomorrowRequest extends EmrRequest {

        OperationOfTomorrowRequest() {
            super(ListClustersRequest.builder());
        }

        @Override
        public Builder toBuilder() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<SdkField<?>> sdkFields() {
            return List.of();
        }
    }

    @Test
    void an_ended_cluster_is_not_modified() {
        String cluster = emr.run();
        emr.terminate(cluster);

        emr.assertRefused(
                SetTerminationProtectionRequest.builder()
                        .jobFlowIds(cluster)
                        .terminationProtected(true)
                        .build(),
                B,
                NOT_MODIFIABLE);
        emr.assertRefused(
                SetKeepJobFlowAliveWhenNoStepsRequest.builder()
                        .jobFlowIds(cluster)
                        .keepJobFlowAliveWhenNoSteps(true)
                        .build(),
                B,
                NOT_MODIFIABLE);
        emr.assertRefused(
                ModifyClusterRequest.builder()
                        .clusterId(cluster)
                        .stepConcurrencyLevel(2)
                        .build(),
                A,
                NOT_MODIFIABLE);
    }

    @Test
    void a_call_about_several_clusters_changes_none_if_one_is_refused() {
        String alive = emr.run();
        String ended = emr.run();
        emr.terminate(ended);

        emr.assertRefused(
                SetTerminationProtectionRequest.builder()
                        .jobFlowIds(alive, ended)
                        .terminationProtected(true)
                        .build(),
                B,
                NOT_MODIFIABLE);
        emr.assertRefused(
                TerminateJobFlowsRequest.builder()
                        .jobFlowIds(alive, "j-NOSUCHCLUSTER")
                        .build(),
                B,
                "Specified job flow ID not valid.");
        emr.assertRefused(
                TerminateJobFlowsRequest.builder().jobFlowIds(alive, alive).build(),
                B,
                "Specified job flow ID does not exist.");
        emr.assertRefused(TerminateJobFlowsRequest.builder().build(), B, "The JobFlowId list cannot be empty");
        assertThat(emr.describe(alive).terminationProtected()).isFalse();
        assertThat(emr.state(alive)).isEqualTo(ClusterState.WAITING);
    }

    @Test
    void settings_are_told_again() {
        String cluster = emr.run();
        emr.protect(cluster, true);
        emr.service()
                .execute(SetVisibleToAllUsersRequest.builder()
                        .jobFlowIds(cluster)
                        .visibleToAllUsers(false)
                        .build());

        assertThat(emr.describe(cluster).terminationProtected()).isTrue();
        assertThat(emr.describe(cluster).visibleToAllUsers()).isFalse();
    }

    @Test
    void modify_cluster_refuses_levels_out_of_range() {
        emr.assertRefused(
                ModifyClusterRequest.builder()
                        .clusterId(emr.run())
                        .stepConcurrencyLevel(0)
                        .build(),
                A,
                "Invalid step concurrency level. Allowed level is from 1 to 256");
    }

    @Test
    void clusters_are_listed_newest_first_in_pages_of_50() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            ids.add(0, emr.run());
        }

        List<String> listed = new ArrayList<>();
        List<Integer> pages = new ArrayList<>();
        String marker = null;
        do {
            ListClustersResponse page =
                    emr.call(ListClustersRequest.builder().marker(marker).build(), ListClustersResponse.class);
            page.clusters().stream().map(ClusterSummary::id).forEach(listed::add);
            pages.add(page.clusters().size());
            marker = page.marker();
        } while (marker != null);

        assertThat(pages).containsExactly(50, 50, 20);
        assertThat(listed).isEqualTo(ids);
    }

    @Test
    void clusters_are_filtered_by_state_and_time_of_creation() {
        String first = emr.run();
        clock.advance(Duration.ofMinutes(1));
        Instant created = clock.now();
        String second = emr.run();
        clock.advance(Duration.ofMinutes(1));
        String third = emr.run();
        emr.terminate(second);

        assertThat(list(ListClustersRequest.builder().clusterStates(ClusterState.WAITING)))
                .containsExactly(third, first);
        assertThat(list(ListClustersRequest.builder().createdAfter(created))).containsExactly(third, second);
        assertThat(list(ListClustersRequest.builder().createdBefore(created))).containsExactly(second, first);
        assertThat(list(ListClustersRequest.builder().createdAfter(created).createdBefore(created)))
                .containsExactly(second);
    }

    @Test
    void an_ended_cluster_is_forgotten_after_two_months() {
        String ended = emr.run();
        String alive = emr.run();
        emr.terminate(ended);
        clock.advance(Duration.ofDays(60));
        assertThat(list(ListClustersRequest.builder())).containsExactly(alive, ended);
        assertThat(emr.describe(ended).status().state()).isEqualTo(ClusterState.TERMINATED);

        clock.advance(Duration.ofMillis(1));

        assertThat(list(ListClustersRequest.builder())).containsExactly(alive);
        emr.assertRefused(
                DescribeClusterRequest.builder().clusterId(ended).build(),
                A,
                "Cluster id '" + ended + "' is not valid.");
    }

    private List<String> list(ListClustersRequest.Builder request) {
        return emr.call(request.build(), ListClustersResponse.class).clusters().stream()
                .map(ClusterSummary::id)
                .toList();
    }
}
