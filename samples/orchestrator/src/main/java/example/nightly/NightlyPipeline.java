package example.nightly;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.backoff.FixedDelayBackoffStrategy;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.Application;
import software.amazon.awssdk.services.emr.model.InstanceGroupConfig;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.StepConfig;
import software.amazon.awssdk.services.emr.model.StepState;
import software.amazon.awssdk.services.emr.model.StepSummary;
import software.amazon.awssdk.services.emr.waiters.EmrWaiter;

/**
 * Runs the two jobs of the night on a cluster that exists for them only. It knows nothing of tests: endpoint, region and
 * credentials come from where the AWS SDK looks for them.
 */
public final class NightlyPipeline {

    private static final int MOST_POLLS = 1000;

    private final String bucket;
    private final Duration pollInterval;

    /**
     * @param bucket holds the jobs ({@code jobs/nightly.jar}), the input and the output
     * @param pollInterval how often to ask EMR whether the cluster has ended; EMR throttles those who ask too often
     */
    public NightlyPipeline(String bucket, Duration pollInterval) {
        this.bucket = bucket;
        this.pollInterval = pollInterval;
    }

    /**
     * Runs both jobs and waits until the cluster has ended.
     *
     * @return the id of the cluster
     * @throws PipelineFailedException if one of the jobs fails
     */
    public String run() {
        try (EmrClient emr = EmrClient.create()) {
            String clusterId = start(emr);
            awaitEnd(emr, clusterId);
            check(emr, clusterId);
            return clusterId;
        }
    }

    private String start(EmrClient emr) {
        return emr.runJobFlow(request -> request.name("nightly")
                        .releaseLabel("emr-7.10.0")
                        .applications(Application.builder().name("Spark").build())
                        .logUri("s3://" + bucket + "/logs/")
                        .serviceRole("EMR_DefaultRole")
                        .jobFlowRole("EMR_EC2_DefaultRole")
                        .instances(instances -> instances
                                .keepJobFlowAliveWhenNoSteps(false)
                                .instanceGroups(
                                        group(InstanceRoleType.MASTER, 1), group(InstanceRoleType.CORE, 2)))
                        .steps(
                                spark("count-words", CountWords.class.getName(), "input/", "counts/"),
                                spark("top-words", TopWords.class.getName(), "counts/", "top/")))
                .jobFlowId();
    }

    private static InstanceGroupConfig group(InstanceRoleType role, int count) {
        return InstanceGroupConfig.builder()
                .instanceRole(role)
                .instanceType("m6g.xlarge")
                .instanceCount(count)
                .build();
    }

    private StepConfig spark(String name, String mainClass, String input, String output) {
        return StepConfig.builder()
                .name(name)
                .actionOnFailure(ActionOnFailure.TERMINATE_CLUSTER)
                .hadoopJarStep(jar -> jar.jar("command-runner.jar")
                        .args(
                                "spark-submit",
                                "--deploy-mode",
                                "cluster",
                                "--master",
                                "yarn",
                                "--conf",
                                "spark.sql.shuffle.partitions=8",
                                "--class",
                                mainClass,
                                "s3://" + bucket + "/jobs/nightly.jar",
                                "s3://" + bucket + "/" + input,
                                "s3://" + bucket + "/" + output))
                .build();
    }

    private void awaitEnd(EmrClient emr, String clusterId) {
        WaiterOverrideConfiguration polling = WaiterOverrideConfiguration.builder()
                .backoffStrategy(FixedDelayBackoffStrategy.create(pollInterval))
                .maxAttempts(MOST_POLLS)
                .build();
        try (EmrWaiter waiter =
                EmrWaiter.builder().client(emr).overrideConfiguration(polling).build()) {
            waiter.waitUntilClusterTerminated(request -> request.clusterId(clusterId));
        } catch (SdkClientException e) {
            // The waiter calls TERMINATED_WITH_ERRORS a failure; the steps tell which one.
            check(emr, clusterId);
            throw e;
        }
    }

    private static void check(EmrClient emr, String clusterId) {
        List<String> failures = new ArrayList<>();
        for (StepSummary step : emr.listStepsPaginator(request -> request.clusterId(clusterId)).steps()) {
            if (step.status().state() == StepState.FAILED) {
                failures.add(step.name() + " (" + step.id() + "): "
                        + step.status().failureDetails().logFile());
            }
        }
        if (!failures.isEmpty()) {
            throw new PipelineFailedException(clusterId, failures);
        }
    }
}
