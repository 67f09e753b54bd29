package io.github.emrharness.benchmarks;

import io.github.emrharness.EmrHarness;
import io.github.emrharness.EmrHarnessConfig;
import io.github.emrharness.spi.HadoopService;
import java.io.IOException;
import java.util.Map;
import software.amazon.awssdk.services.emr.model.Application;
import software.amazon.awssdk.services.emr.model.JobFlowInstancesConfig;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;
import software.amazon.awssdk.services.emr.model.RunJobFlowResponse;
import software.amazon.awssdk.services.emr.model.TerminateJobFlowsRequest;

/** From the question for HDFS and YARN of a cluster with two core nodes to their being usable; S3 runs already. */
final class HadoopTimes {

    /** The first cluster of this JVM. */
    final Times cold = new Times();

    /** Every later cluster. */
    final Times later = new Times();

    void measure(int rounds) throws IOException {
        try (EmrHarness harness = EmrHarness.start(EmrHarnessConfig.defaults())) {
            harness.objectStore();
            HadoopService hadoop = harness.capability(HadoopService.class)
                    .orElseThrow(() -> new IllegalStateException("There is no Hadoop on the class path"));
            for (int round = 0; round <= rounds; round++) {
                String cluster = run(harness);
                long start = System.nanoTime();
                Map<String, String> unused = hadoop.yarn(cluster);
                (round == 0 ? cold : later).add(System.nanoTime() - start);
                harness.service()
                        .execute(TerminateJobFlowsRequest.builder()
                                .jobFlowIds(cluster)
                                .build());
            }
        }
    }

    private static String run(EmrHarness harness) {
        RunJobFlowResponse response = (RunJobFlowResponse) harness.service()
                .execute(RunJobFlowRequest.builder()
                        .name("hadoop")
                        .releaseLabel("emr-7.10.0")
                        // Without any EMR takes Hadoop, whose daemons would start ahead.
                        .applications(Application.builder().name("ZooKeeper").build())
                        .serviceRole("EMR_DefaultRole")
                        .jobFlowRole("EMR_EC2_DefaultRole")
                        .instances(JobFlowInstancesConfig.builder()
                                .keepJobFlowAliveWhenNoSteps(true)
                                .instanceCount(3)
                                .masterInstanceType("m5.xlarge")
                                .slaveInstanceType("m5.xlarge")
                                .build())
                        .build());
        return response.jobFlowId();
    }
}
