package example.nightly;

import java.time.Duration;
import software.amazon.awssdk.core.retry.backoff.FixedDelayBackoffStrategy;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.StepConfig;
import software.amazon.awssdk.services.emr.waiters.EmrWaiter;

/**
 * Runs a job in Python on a cluster that is there: the words of the night, laid out for people. It knows nothing of tests:
 * endpoint, region and credentials come from where the AWS SDK looks for them.
 */
public final class MorningReport {

    private static final int MOST_POLLS = 1000;

    private final String bucket;
    private final Duration pollInterval;

    /**
     * @param bucket holds the job ({@code jobs/report.py}), its module ({@code jobs/layout.py}), the words ({@code top/}) and the
     *     report ({@code report/})
     * @param pollInterval how often to ask EMR whether the step has ended; EMR throttles those who ask too often
     */
    public MorningReport(String bucket, Duration pollInterval) {
        this.bucket = bucket;
        this.pollInterval = pollInterval;
    }

    /**
     * Runs the job and waits until it has ended.
     *
     * @return the id of the step
     * @throws software.amazon.awssdk.core.exception.SdkClientException if it fails
     */
    public String run(String clusterId) {
        WaiterOverrideConfiguration polling = WaiterOverrideConfiguration.builder()
                .backoffStrategy(FixedDelayBackoffStrategy.create(pollInterval))
                .maxAttempts(MOST_POLLS)
                .build();
        try (EmrClient emr = EmrClient.create();
                EmrWaiter waiter = EmrWaiter.builder()
                        .client(emr)
                        .overrideConfiguration(polling)
                        .build()) {
            String stepId = emr.addJobFlowSteps(
                            request -> request.jobFlowId(clusterId).steps(step()))
                    .stepIds()
                    .get(0);
            waiter.waitUntilStepComplete(
                    request -> request.clusterId(clusterId).stepId(stepId));
            return stepId;
        }
    }

    private StepConfig step() {
        String s3 = "s3://" + bucket + "/";
        return StepConfig.builder()
                .name("morning-report")
                .actionOnFailure(ActionOnFailure.CONTINUE)
                .hadoopJarStep(jar -> jar.jar("command-runner.jar")
                        .args(
                                "spark-submit",
                                "--deploy-mode",
                                "cluster",
                                "--executor-memory",
                                "4g",
                                "--executor-cores",
                                "2",
                                "--py-files",
                                s3 + "jobs/layout.py",
                                s3 + "jobs/report.py",
                                s3 + "top/",
                                s3 + "report/"))
                .build();
    }
}
