package io.github.emrharness.hadoop;

import io.github.emrharness.EmrHarness;
import io.github.emrharness.EmrHarnessConfig;
import java.util.Map;
import software.amazon.awssdk.services.emr.model.Application;
import software.amazon.awssdk.services.emr.model.Configuration;
import software.amazon.awssdk.services.emr.model.JobFlowInstancesConfig;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;
import software.amazon.awssdk.services.emr.model.RunJobFlowResponse;
import software.amazon.awssdk.services.emr.model.TerminateJobFlowsRequest;

/** One harness for all tests of this JVM, which ends it. */
final class SharedHarness {

    private static final class Holder {
        static final EmrHarness HARNESS =
                EmrHarness.start(EmrHarnessConfig.defaults().withSettings(Map.of()));
    }

    private SharedHarness() {}

    static EmrHarness get() {
        return Holder.HARNESS;
    }

    /** Makes a cluster that waits for steps. */
    static String cluster(EmrHarness harness, int instances, Configuration... configurations) {
        return run(
                harness,
                RunJobFlowRequest.builder()
                        .instances(JobFlowInstancesConfig.builder()
                                .keepJobFlowAliveWhenNoSteps(true)
                                .instanceCount(instances)
                                .masterInstanceType("m5.xlarge")
                                .slaveInstanceType(instances > 1 ? "m5.xlarge" : null)
                                .build())
                        .configurations(configurations));
    }

    static String run(EmrHarness harness, RunJobFlowRequest.Builder request, String... applications) {
        RunJobFlowResponse response = (RunJobFlowResponse) harness.service()
                .execute(request.name("hadoop")
                        .releaseLabel("emr-7.10.0")
                        .serviceRole("EMR_DefaultRole")
                        .jobFlowRole("EMR_EC2_DefaultRole")
                        .applications(java.util.Arrays.stream(applications)
                                .map(name -> Application.builder().name(name).build())
                                .toList())
                        .build());
        return response.jobFlowId();
    }

    static void terminate(EmrHarness harness, String clusterId) {
        harness.service()
                .execute(
                        TerminateJobFlowsRequest.builder().jobFlowIds(clusterId).build());
    }
}
