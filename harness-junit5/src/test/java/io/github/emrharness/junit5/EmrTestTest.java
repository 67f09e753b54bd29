package io.github.emrharness.junit5;

import static io.github.emrharness.assertj.EmrAssertions.assertThat;
import static io.github.emrharness.testing.ScriptedEngineProvider.scripted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.Emr;
import io.github.emrharness.StepHandle;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.emr.EmrAsyncClient;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.StepState;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** What a user's test class does, with an engine that needs no Spark. */
@EmrTest(applications = "Hadoop")
class EmrTestTest {

    @Test
    void a_step_runs_and_can_be_asserted_on(Emr emr) {
        StepHandle step =
                emr.submit(scripted("out=hello {bucket}", "err=careful").name("Greet"));
        assertThat(step).completes().hasExitCode(0);
        assertThat(step).stdoutLines().containsExactly("hello " + emr.bucket());
        assertThat(step).stderr().contains("careful");
        assertThat(step).controller().isNotEmpty();
        assertThat(step).duration().isLessThan(Duration.ofMinutes(2));
        assertThat(emr.cluster()).isWaiting();
        assertThat(step.name()).isEqualTo("Greet");
    }

    @Test
    void injected_clients_reach_the_harness(
            Emr emr, @Aws EmrClient client, @Aws EmrAsyncClient async, @Aws S3Client s3) {
        assertThat(client.describeCluster(request -> request.clusterId(emr.clusterId()))
                        .cluster()
                        .name())
                .isEqualTo("EmrTestTest");
        assertThat(async.describeCluster(request -> request.clusterId(emr.clusterId()))
                        .join()
                        .cluster()
                        .status()
                        .state())
                .isIn(ClusterState.WAITING, ClusterState.RUNNING);
        emr.s3().put("from/test.txt", "one");
        assertThat(s3.getObjectAsBytes(request -> request.bucket(emr.bucket()).key("from/test.txt"))
                        .asUtf8String())
                .isEqualTo("one");
    }

    @Test
    void clients_that_production_code_builds_reach_the_harness(Emr emr) {
        try (EmrClient client = EmrClient.create();
                S3Client s3 = S3Client.create()) {
            String id = client.runJobFlow(request -> request.name("nightly")
                            .releaseLabel("emr-7.10.0")
                            .serviceRole("EMR_DefaultRole")
                            .jobFlowRole("EMR_EC2_DefaultRole")
                            .instances(instances -> instances
                                    .keepJobFlowAliveWhenNoSteps(true)
                                    .instanceCount(1)
                                    .masterInstanceType("m5.xlarge")))
                    .jobFlowId();
            assertThat(emr.cluster(id)).isWaiting();
            client.terminateJobFlows(request -> request.jobFlowIds(id));
            assertThat(emr.cluster(id)).isTerminated();

            byte[] big = new byte[1 << 20];
            s3.putObject(request -> request.bucket(emr.bucket()).key("big"), RequestBody.fromBytes(big));
            ResponseBytes<GetObjectResponse> back =
                    s3.getObjectAsBytes(request -> request.bucket(emr.bucket()).key("big"));
            assertThat(back.asByteArray()).isEqualTo(big);
            assertThat(emr.s3().bytes("big")).isEqualTo(big);
        }
    }

    @Test
    void clients_of_other_services_are_refused_by_the_harness() {
        try (StsClient sts = StsClient.create()) {
            assertThatThrownBy(sts::getCallerIdentity)
                    .asInstanceOf(InstanceOfAssertFactories.throwable(StsException.class))
                    .returns(400, StsException::statusCode)
                    .hasMessageContaining("Could not find operation GetCallerIdentity");
        }
    }

    @Test
    void a_running_step_can_be_awaited_and_cancelled(Emr emr) {
        StepHandle step = emr.submit(scripted("hang"));
        assertThat(step).reaches(StepState.RUNNING);
        assertThat(step.cancel()).isTrue();
        assertThat(step).isCancelled();
        assertThat(step.cancel()).isFalse();
    }

    @Test
    void steps_submitted_together_run_in_order(Emr emr) {
        List<StepHandle> steps = emr.submitAll(
                scripted("exit=0").name("first"), scripted("exit=3").name("second"));
        assertThat(steps.get(1)).fails().hasExitCode(3);
        assertThat(steps.get(0)).hasState(StepState.COMPLETED);
    }

    @Test
    void what_does_not_exist_is_named(Emr emr) {
        assertThatThrownBy(() -> emr.cluster("j-NONE"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no cluster [j-NONE] in this harness.");
        assertThatThrownBy(() -> emr.step(emr.clusterId(), "s-NONE"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no step [s-NONE] in a cluster [" + emr.clusterId() + "] of this harness.");
    }
}
