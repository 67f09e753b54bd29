package io.github.emrharness.core.operations;

import static io.github.emrharness.core.operations.EmrFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.core.lifecycle.ManualHarnessClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.emr.model.AutoTerminationPolicy;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReasonCode;
import software.amazon.awssdk.services.emr.model.GetAutoTerminationPolicyRequest;
import software.amazon.awssdk.services.emr.model.GetAutoTerminationPolicyResponse;
import software.amazon.awssdk.services.emr.model.PutAutoTerminationPolicyRequest;
import software.amazon.awssdk.services.emr.model.RemoveAutoTerminationPolicyRequest;
import software.amazon.awssdk.services.emr.model.StepState;

class AutoTerminationTest {

    private static final String B = "ValidationException";
    private static final String UNAVAILABLE =
            "Auto-termination is not available for this account when using this release of EMR";

    private final ManualHarnessClock clock = new ManualHarnessClock(Instant.parse("2026-11-22T12:00:00Z"));
    private EmrFixture emr;

    @BeforeEach
    void start(@TempDir Path directory) {
        emr = new EmrFixture(directory, settings -> settings.clock(clock).maximumStepTime(Optional.empty()));
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    private static AutoTerminationPolicy after(long seconds) {
        return AutoTerminationPolicy.builder().idleTimeout(seconds).build();
    }

    private static PutAutoTerminationPolicyRequest put(String cluster, AutoTerminationPolicy policy) {
        return PutAutoTerminationPolicyRequest.builder()
                .clusterId(cluster)
                .autoTerminationPolicy(policy)
                .build();
    }

    private static GetAutoTerminationPolicyRequest get(String cluster) {
        return GetAutoTerminationPolicyRequest.builder().clusterId(cluster).build();
    }

    private static RemoveAutoTerminationPolicyRequest remove(String cluster) {
        return RemoveAutoTerminationPolicyRequest.builder().clusterId(cluster).build();
    }

    private AutoTerminationPolicy policy(String cluster) {
        return emr.call(get(cluster), GetAutoTerminationPolicyResponse.class).autoTerminationPolicy();
    }

    private void pass(long seconds) {
        clock.advance(Duration.ofSeconds(seconds));
    }

    @Test
    void a_cluster_that_is_idle_for_the_timeout_terminates() {
        String cluster = emr.run(request -> request.autoTerminationPolicy(after(60)));

        pass(59);
        assertThat(emr.state(cluster)).isEqualTo(ClusterState.WAITING);
        pass(1);

        assertThat(emr.describe(cluster).status().state()).isEqualTo(ClusterState.TERMINATED);
        assertThat(emr.describe(cluster).status().stateChangeReason().code())
                .isEqualTo(ClusterStateChangeReasonCode.USER_REQUEST);
        assertThat(emr.describe(cluster).status().stateChangeReason().message())
                .isEqualTo("Terminated by its auto-termination policy after it was idle for the IdleTimeout");
    }

    @Test
    void a_step_ends_the_idleness() {
        String cluster = emr.run(request -> request.autoTerminationPolicy(after(60)));
        pass(40);
        String step = emr.add(cluster, step("long")).get(0);
        emr.runner().process("long");
        pass(1_000);
        assertThat(emr.state(cluster)).isEqualTo(ClusterState.RUNNING);

        emr.runner().process("long").exit(0);
        emr.awaitStep(cluster, step, StepState.COMPLETED);
        emr.awaitState(cluster, ClusterState.WAITING);
        pass(59);
        assertThat(emr.state(cluster)).isEqualTo(ClusterState.WAITING);
        pass(1);

        assertThat(emr.state(cluster)).isEqualTo(ClusterState.TERMINATED);
    }

    @Test
    void a_new_policy_counts_anew() {
        String cluster = emr.run(request -> request.autoTerminationPolicy(after(60)));
        pass(50);

        emr.service().execute(put(cluster, after(100)));
        pass(99);
        assertThat(emr.state(cluster)).isEqualTo(ClusterState.WAITING);
        pass(1);

        assertThat(emr.state(cluster)).isEqualTo(ClusterState.TERMINATED);
    }

    @Test
    void without_its_policy_a_cluster_stays() {
        String cluster = emr.run(request -> request.autoTerminationPolicy(after(60)));

        emr.service().execute(remove(cluster));
        emr.service().execute(remove(cluster));
        pass(604_800);

        assertThat(emr.state(cluster)).isEqualTo(ClusterState.WAITING);
        assertThat(policy(cluster)).isNull();
    }

    @Test
    void a_protected_cluster_ends_when_it_is_protected_no_more() {
        String cluster = emr.run(request -> request.autoTerminationPolicy(after(60)));
        emr.protect(cluster, true);
        pass(1_000);
        assertThat(emr.state(cluster)).isEqualTo(ClusterState.WAITING);

        emr.protect(cluster, false);

        assertThat(emr.state(cluster)).isEqualTo(ClusterState.TERMINATED);
    }

    @Test
    void the_default_is_an_hour() {
        String atStart = emr.run(request -> request.autoTerminationPolicy(policy -> {}));
        String later = emr.run();
        emr.service().execute(put(later, AutoTerminationPolicy.builder().build()));
        String without = emr.run();
        emr.service().execute(put(without, null));

        assertThat(policy(atStart)).isEqualTo(after(3_600));
        assertThat(policy(later)).isEqualTo(after(3_600));
        assertThat(policy(without)).isEqualTo(after(3_600));
        pass(3_600);
        assertThat(emr.state(atStart)).isEqualTo(ClusterState.TERMINATED);
    }

    @ParameterizedTest
    @ValueSource(longs = {59, 604_801, -1, 0})
    void the_timeout_has_limits(long seconds) {
        String cluster = emr.run();
        String message =
                "The IdleTimeout of an auto-termination policy must be from 60 to 604800 seconds (7 days); this"
                        + " one is " + seconds + ".";

        emr.assertRefused(put(cluster, after(seconds)), B, message);
        emr.assertRefused(
                EmrFixture.minimal().autoTerminationPolicy(after(seconds)).build(), B, message);
        assertThat(policy(cluster)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"emr-5.29.0", "emr-6.0.0", "emr-6.0.1"})
    void older_releases_do_not_have_it(String release) {
        String cluster = emr.run(request -> request.releaseLabel(release));

        emr.assertRefused(put(cluster, after(60)), B, UNAVAILABLE);
        emr.assertRefused(get(cluster), B, UNAVAILABLE);
        emr.assertRefused(remove(cluster), B, UNAVAILABLE);
        emr.assertRefused(
                EmrFixture.minimal()
                        .releaseLabel(release)
                        .autoTerminationPolicy(after(60))
                        .build(),
                B,
                UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"emr-5.30.0", "emr-6.1.0", "emr-spark-8.0.0"})
    void later_releases_have_it(String release) {
        String cluster = emr.run(request -> request.releaseLabel(release).autoTerminationPolicy(after(60)));

        assertThat(policy(cluster)).isEqualTo(after(60));
    }

    @Test
    void an_ended_cluster_still_tells_its_policy_but_takes_none() {
        String cluster = emr.run(request -> request.autoTerminationPolicy(after(60)));
        emr.terminate(cluster);

        String message = "A job flow that is shutting down, terminated, or finished may not be modified.";
        emr.assertRefused(put(cluster, after(60)), B, message);
        emr.assertRefused(remove(cluster), B, message);
        assertThat(policy(cluster)).isEqualTo(after(60));
    }

    @Test
    void an_unknown_cluster_is_refused() {
        String message = "Cluster id 'j-NOSUCHCLUSTER' is not valid.";
        emr.assertRefused(put("j-NOSUCHCLUSTER", after(60)), B, message);
        emr.assertRefused(remove("j-NOSUCHCLUSTER"), B, message);
        emr.assertRefused(get("j-NOSUCHCLUSTER"), "InvalidRequestException", message);
    }
}
