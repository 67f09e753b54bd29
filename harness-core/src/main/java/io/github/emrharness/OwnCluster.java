package io.github.emrharness;

import io.github.emrharness.core.model.ClusterSnapshot;
import io.github.emrharness.core.model.StepSnapshot;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.emr.model.Application;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.JobFlowInstancesConfig;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;
import software.amazon.awssdk.services.emr.model.RunJobFlowResponse;
import software.amazon.awssdk.services.emr.model.SetTerminationProtectionRequest;

/** The cluster that was made for a test. */
final class OwnCluster {

    private static final Logger log = LoggerFactory.getLogger(OwnCluster.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EmrHarness harness;
    private final String id;

    private OwnCluster(EmrHarness harness, String id) {
        this.harness = harness;
        this.id = id;
    }

    static OwnCluster run(EmrHarness harness, ClusterSpec spec, String bucket) {
        RunJobFlowRequest.Builder request = RunJobFlowRequest.builder()
                .name(spec.name())
                .releaseLabel(spec.releaseLabel())
                .applications(spec.applications().stream()
                        .map(name -> Application.builder().name(name).build())
                        .toList())
                .stepConcurrencyLevel(spec.stepConcurrencyLevel())
                .serviceRole("EMR_DefaultRole")
                .jobFlowRole("EMR_EC2_DefaultRole")
                .visibleToAllUsers(true)
                .instances(JobFlowInstancesConfig.builder()
                        .keepJobFlowAliveWhenNoSteps(true)
                        .instanceCount(3)
                        .masterInstanceType("m5.xlarge")
                        .slaveInstanceType("m5.xlarge")
                        .build());
        if (!spec.configurations().isEmpty()) {
            request.configurations(spec.configurations());
        }
        spec.logUri().ifPresent(uri -> request.logUri(S3Address.fill(uri, bucket)));
        RunJobFlowResponse response = (RunJobFlowResponse) harness.service().execute(request.build());
        return new OwnCluster(harness, response.jobFlowId());
    }

    String id() {
        return id;
    }

    /**
     * Terminates the cluster, protected or not, and waits until the processes of its steps are gone and its logs are in
     * place.
     */
    void end() {
        Optional<ClusterSnapshot> cluster = harness.cluster(id);
        if (cluster.isEmpty() || cluster.get().isFinal()) {
            return;
        }
        ClusterHandle handle = new ClusterHandle(harness, id, PATIENCE);
        if (cluster.get().state() != ClusterState.TERMINATING) {
            unprotect();
            handle.terminate();
        }
        for (StepHandle step : handle.steps()) {
            if (step.awaitUntil(StepSnapshot::isFinal, PATIENCE).isEmpty()) {
                log.warn("Step {} goes on although its cluster was terminated.", step);
            }
        }
        if (harness.config().progression().equals(Progression.immediate())
                && handle.awaitUntil(ClusterSnapshot::isFinal, PATIENCE).isEmpty()) {
            log.warn("Cluster {} does not end: its logs are not archived yet.", id);
        }
    }

    private void unprotect() {
        harness.service()
                .execute(SetTerminationProtectionRequest.builder()
                        .jobFlowIds(id)
                        .terminationProtected(false)
                        .build());
    }
}
