package example.hits;

import java.util.List;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.StepConfig;

/**
 * Counts the hits of each page on one day: a script checks the day, s3-dist-cp brings the logs to HDFS, a streaming job counts
 * there, and a Spark job writes the most visited pages to S3.
 */
public final class HitsPipeline {

    private final String bucket;

    /**
     * @param bucket holds the code ({@code code/}), the logs ({@code logs/<day>/}) and the report
     */
    public HitsPipeline(String bucket) {
        this.bucket = bucket;
    }

    /**
     * Adds the steps to a cluster with Hadoop and Spark.
     *
     * @param day for example {@code 2026-11-21}
     * @return the ids of the four steps
     */
    public List<String> submit(String clusterId, String day) {
        String s3 = "s3://" + bucket;
        try (EmrClient emr = EmrClient.create()) {
            return emr.addJobFlowSteps(request -> request.jobFlowId(clusterId)
                            .steps(
                                    step(
                                            "check-day",
                                            "s3://us-east-1.elasticmapreduce/libs/script-runner/script-runner.jar",
                                            s3 + "/code/check-day.sh",
                                            day),
                                    step(
                                            "fetch-logs",
                                            "command-runner.jar",
                                            "s3-dist-cp",
                                            "--src",
                                            s3 + "/logs/" + day + "/",
                                            "--dest",
                                            "hdfs:///logs/" + day,
                                            "--srcPattern",
                                            ".*\\.log"),
                                    step(
                                            "count-hits",
                                            "command-runner.jar",
                                            "hadoop-streaming",
                                            "-D",
                                            "mapreduce.job.reduces=1",
                                            "-files",
                                            s3 + "/code/page.sh",
                                            "-mapper",
                                            "sh page.sh",
                                            "-reducer",
                                            "aggregate",
                                            "-input",
                                            "hdfs:///logs/" + day,
                                            "-output",
                                            "hdfs:///hits/" + day),
                                    step(
                                            "top-pages",
                                            "command-runner.jar",
                                            "spark-submit",
                                            "--deploy-mode",
                                            "cluster",
                                            "--class",
                                            TopPages.class.getName(),
                                            s3 + "/code/hits.jar",
                                            "hdfs:///hits/" + day,
                                            s3 + "/report/" + day + "/")))
                    .stepIds();
        }
    }

    private static StepConfig step(String name, String jar, String... args) {
        return StepConfig.builder()
                .name(name)
                .actionOnFailure(ActionOnFailure.CANCEL_AND_WAIT)
                .hadoopJarStep(hadoop -> hadoop.jar(jar).args(args))
                .build();
    }
}
