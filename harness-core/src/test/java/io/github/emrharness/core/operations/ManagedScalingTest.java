package io.github.emrharness.core.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.emr.model.ComputeLimits;
import software.amazon.awssdk.services.emr.model.ComputeLimitsUnitType;
import software.amazon.awssdk.services.emr.model.GetManagedScalingPolicyRequest;
import software.amazon.awssdk.services.emr.model.GetManagedScalingPolicyResponse;
import software.amazon.awssdk.services.emr.model.ManagedScalingPolicy;
import software.amazon.awssdk.services.emr.model.PutManagedScalingPolicyRequest;
import software.amazon.awssdk.services.emr.model.RemoveManagedScalingPolicyRequest;
import software.amazon.awssdk.services.emr.model.ScalingStrategy;

class ManagedScalingTest {

    private static final String B = "ValidationException";

    private EmrFixture emr;

    @BeforeEach
    void start(@TempDir Path directory) {
        emr = new EmrFixture(directory);
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    private static ManagedScalingPolicy policy(Consumer<ComputeLimits.Builder> change) {
        ComputeLimits.Builder limits = ComputeLimits.builder()
                .unitType(ComputeLimitsUnitType.INSTANCES)
                .minimumCapacityUnits(2)
                .maximumCapacityUnits(10);
        change.accept(limits);
        return ManagedScalingPolicy.builder().computeLimits(limits.build()).build();
    }

    private static PutManagedScalingPolicyRequest put(String cluster, ManagedScalingPolicy policy) {
        return PutManagedScalingPolicyRequest.builder()
                .clusterId(cluster)
                .managedScalingPolicy(policy)
                .build();
    }

    private static GetManagedScalingPolicyRequest get(String cluster) {
        return GetManagedScalingPolicyRequest.builder().clusterId(cluster).build();
    }

    private static RemoveManagedScalingPolicyRequest remove(String cluster) {
        return RemoveManagedScalingPolicyRequest.builder().clusterId(cluster).build();
    }

    private ManagedScalingPolicy policyOf(String cluster) {
        return emr.call(get(cluster), GetManagedScalingPolicyResponse.class).managedScalingPolicy();
    }

    @Test
    void a_policy_is_told_as_it_was_given() {
        ManagedScalingPolicy first = policy(limits -> {});
        ManagedScalingPolicy second = policy(limits -> limits.unitType(ComputeLimitsUnitType.VCPU)
                        .maximumOnDemandCapacityUnits(0)
                        .maximumCoreCapacityUnits(10))
                .toBuilder()
                .scalingStrategy(ScalingStrategy.ADVANCED)
                .utilizationPerformanceIndex(25)
                .build();
        String cluster = emr.run(request -> request.managedScalingPolicy(first));

        assertThat(policyOf(cluster)).isEqualTo(first);
        emr.service().execute(put(cluster, second));
        assertThat(policyOf(cluster)).isEqualTo(second);
    }

    @Test
    void without_a_policy_the_answer_has_no_member() {
        String cluster = emr.run();
        assertThat(policyOf(cluster)).isNull();

        emr.service().execute(put(cluster, policy(limits -> {})));
        emr.service().execute(remove(cluster));

        assertThat(policyOf(cluster)).isNull();
        emr.service().execute(remove(cluster));
    }

    static Stream<Arguments> badPolicies() {
        return Stream.of(
                Arguments.of(
                        ManagedScalingPolicy.builder().build(), "A managed scaling policy must have ComputeLimits."),
                Arguments.of(
                        policy(limits -> limits.unitType("Machines").minimumCapacityUnits(null)),
                        "2 validation errors detected: Value 'Machines' at 'managedScalingPolicy.computeLimits.unitType'"
                                + " failed to satisfy constraint: Member must satisfy enum value set: [InstanceFleetUnits,"
                                + " Instances, VCPU]; Value null at"
                                + " 'managedScalingPolicy.computeLimits.minimumCapacityUnits' failed to satisfy"
                                + " constraint: Member must not be null"),
                Arguments.of(
                        policy(limits -> limits.unitType(ComputeLimitsUnitType.INSTANCE_FLEET_UNITS)),
                        "The UnitType of ComputeLimits must be Instances or VCPU for a cluster with instance groups; this"
                                + " one is InstanceFleetUnits."),
                Arguments.of(
                        policy(limits -> limits.minimumCapacityUnits(0)),
                        "MinimumCapacityUnits must be at least 1; this one is 0."),
                Arguments.of(
                        policy(limits -> limits.maximumCapacityUnits(1)),
                        "MaximumCapacityUnits must not be less than MinimumCapacityUnits (2); this one is 1."),
                Arguments.of(
                        policy(limits -> limits.maximumOnDemandCapacityUnits(11)),
                        "MaximumOnDemandCapacityUnits must be from 0 to MaximumCapacityUnits (10); this one is 11."),
                Arguments.of(
                        policy(limits -> limits.maximumCoreCapacityUnits(0)),
                        "MaximumCoreCapacityUnits must be from 1 to MaximumCapacityUnits (10); this one is 0."),
                Arguments.of(
                        policy(limits -> {}).toBuilder()
                                .utilizationPerformanceIndex(50)
                                .build(),
                        "UtilizationPerformanceIndex may be given with the ScalingStrategy ADVANCED only."),
                Arguments.of(
                        policy(limits -> {}).toBuilder()
                                .scalingStrategy(ScalingStrategy.ADVANCED)
                                .utilizationPerformanceIndex(51)
                                .build(),
                        "UtilizationPerformanceIndex must be one of [1, 25, 50, 75, 100]; this one is 51."));
    }

    @ParameterizedTest
    @MethodSource("badPolicies")
    void a_bad_policy_is_refused_at_the_start_and_later(ManagedScalingPolicy policy, String message) {
        String cluster = emr.run();

        emr.assertRefused(put(cluster, policy), B, message);
        emr.assertRefused(EmrFixture.minimal().managedScalingPolicy(policy).build(), B, message);
        assertThat(policyOf(cluster)).isNull();
    }

    @Test
    void older_releases_do_not_have_it() {
        String cluster = emr.run(request -> request.releaseLabel("emr-6.0.0"));
        String newer = emr.run(request -> request.releaseLabel("emr-6.15.0"));

        emr.assertRefused(
                put(cluster, policy(limits -> {})),
                B,
                "Managed scaling needs release 5.30.0 or later, without 6.0; this cluster has emr-6.0.0.");
        emr.assertRefused(
                put(
                        newer,
                        policy(limits -> {}).toBuilder()
                                .scalingStrategy(ScalingStrategy.ADVANCED)
                                .build()),
                B,
                "The ScalingStrategy ADVANCED needs release 7.0.0 or later; this cluster has emr-6.15.0.");
    }

    @Test
    void an_ended_cluster_neither_takes_nor_tells_one() {
        String cluster = emr.run(request -> request.managedScalingPolicy(policy(limits -> {})));
        emr.terminate(cluster);

        String message = "A job flow that is shutting down, terminated, or finished may not be modified.";
        emr.assertRefused(put(cluster, policy(limits -> {})), B, message);
        emr.assertRefused(remove(cluster), B, message);
        emr.assertRefused(get(cluster), B, message);
    }

    @Test
    void an_unknown_cluster_is_refused() {
        String message = "Cluster id 'j-NOSUCHCLUSTER' is not valid.";
        emr.assertRefused(put("j-NOSUCHCLUSTER", policy(limits -> {})), B, message);
        emr.assertRefused(get("j-NOSUCHCLUSTER"), B, message);
        emr.assertRefused(remove("j-NOSUCHCLUSTER"), B, message);
    }
}
