package example.requests;

import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.backoff.FixedDelayBackoffStrategy;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.StepConfig;
import software.amazon.awssdk.services.emr.model.StepState;
import software.amazon.awssdk.services.emr.model.StepStatus;
import software.amazon.awssdk.services.emr.waiters.EmrWaiter;

/**
 * Sums up the access log of a web shop with a Hive script, on a cluster that is there. It knows nothing of tests: endpoint,
 * region and credentials come from where the AWS SDK looks for them.
 */
public final class DailyRequests {

    private static final int MOST_POLLS = 1000;

    private final String bucket;
    private final Duration pollInterval;

    /**
     * @param bucket holds the script ({@code scripts/daily-requests.q}), the log ({@code log/}) and the result
     *     ({@code daily/})
     * @param pollInterval how often to ask EMR whether the step has ended; EMR throttles those who ask too often
     */
    public DailyRequests(String bucket, Duration pollInterval) {
        this.bucket = bucket;
        this.pollInterval = pollInterval;
    }

    /**
     * Runs the script and waits for its end.
     *
     * @throws IllegalStateException if it fails; the message says why
     */
    public void run(String clusterId) {
        try (EmrClient emr = EmrClient.create()) {
            String stepId = emr.addJobFlowSteps(
                            request -> request.jobFlowId(clusterId).steps(step()))
                    .stepIds()
                    .get(0);
            awaitEnd(emr, clusterId, stepId);
            StepStatus end = emr.describeStep(
                            request -> request.clusterId(clusterId).stepId(stepId))
                    .step()
                    .status();
            if (end.state() != StepState.COMPLETED) {
                throw new IllegalStateException("daily-requests (" + stepId + ") is " + end.state() + ": "
                        + end.failureDetails().message());
            }
        }
    }

    /** As {@code aws emr add-steps --steps Type=HIVE,Args=[-f,...]} makes it. */
    private StepConfig step() {
        return StepConfig.builder()
                .name("daily-requests")
                .actionOnFailure(ActionOnFailure.CONTINUE)
                .hadoopJarStep(jar -> jar.jar("command-runner.jar")
                        .args(
                                "hive-script",
                                "--run-hive-script",
                                "--args",
                                "-f",
                                "s3://" + bucket + "/scripts/daily-requests.q",
                                "-d",
                                "INPUT=s3://" + bucket + "/log/",
                                "-d",
                                "OUTPUT=s3://" + bucket + "/daily/"))
                .build();
    }

    private void awaitEnd(EmrClient emr, String clusterId, String stepId) {
        WaiterOverrideConfiguration polling = WaiterOverrideConfiguration.builder()
                .backoffStrategy(FixedDelayBackoffStrategy.create(pollInterval))
                .maxAttempts(MOST_POLLS)
                .build();
        try (EmrWaiter waiter =
                EmrWaiter.builder().client(emr).overrideConfiguration(polling).build()) {
            waiter.waitUntilStepComplete(
                    request -> request.clusterId(clusterId).stepId(stepId));
        } catch (SdkClientException e) {
            // The waiter calls a step that fails a failure of its own; the step tells more.
        }
    }
}
