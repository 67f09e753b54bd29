package io.github.emrharness.benchmarks;

import static io.github.emrharness.assertj.EmrAssertions.assertThat;

import io.github.emrharness.ClusterSpec;
import io.github.emrharness.Emr;
import io.github.emrharness.EmrHarness;
import io.github.emrharness.EmrHarnessConfig;
import io.github.emrharness.StepSpec;
import io.github.emrharness.spi.S3aProperties;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A job that is large for a test, as a step and in a session by hand; both read the same objects of the same S3. */
final class AggregationTimes {

    private static final Duration PATIENCE = Duration.ofMinutes(20);

    final Times step = new Times();
    final Times direct = new Times();

    /** Of the table. */
    long bytes;

    void measure(int rounds) throws IOException, InterruptedException {
        Path buffers = Files.createTempDirectory("aggregation");
        try (EmrHarness harness = EmrHarness.start(EmrHarnessConfig.defaults());
                Emr emr = Emr.start(
                        harness,
                        ClusterSpec.named("large")
                                .withApplications(List.of("Spark"))
                                .withStepTimeout(PATIENCE))) {
            String table = emr.s3().uri("table");
            assertThat(emr.submit(StepSpec.spark(Aggregation.class).args("generate", table)))
                    .completes();
            bytes = emr.s3().list("table/").stream()
                    .mapToLong(object -> object.size())
                    .sum();
            try (JavaChild sessions = sessions(emr, buffers, table)) {
                run(emr, table);
                direct(sessions);
                for (int round = 1; round <= rounds; round++) {
                    System.out.println("Round " + round + " of " + rounds);
                    step.add(run(emr, table));
                    direct.add(direct(sessions));
                }
            }
        } finally {
            HiveScript.delete(buffers);
        }
    }

    private static long run(Emr emr, String table) {
        long start = System.nanoTime();
        assertThat(emr.submit(StepSpec.spark(Aggregation.class).args("sum", table)))
                .completes();
        return System.nanoTime() - start;
    }

    private static long direct(JavaChild sessions) throws IOException {
        sessions.send("go");
        return Long.parseLong(sessions.await(DirectSessions.PREFIX));
    }

    private static JavaChild sessions(Emr emr, Path buffers, String table) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(table));
        Map<String, String> s3a = S3aProperties.of(
                emr.s3Endpoint(), emr.region(), emr.accessKeyId(), emr.secretAccessKey(), buffers.resolve("s3a"));
        s3a.forEach((name, value) -> arguments.add("spark.hadoop." + name + "=" + value));
        return JavaChild.start(
                Path.of("target", "classes").toAbsolutePath() + File.pathSeparator + SparkTimes.engineClassPath(),
                JavaChild.SPARK_MODULE_OPTIONS,
                DirectSessions.class.getName(),
                arguments);
    }
}
