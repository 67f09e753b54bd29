package io.github.emrharness.benchmarks;

import static io.github.emrharness.assertj.EmrAssertions.assertThat;

import io.github.emrharness.ClusterSpec;
import io.github.emrharness.Emr;
import io.github.emrharness.EmrHarness;
import io.github.emrharness.EmrHarnessConfig;
import io.github.emrharness.StepHandle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Hive steps: the first of a JVM, and later ones. */
final class HiveTimes {

    private static final int WARM_UP = 5;
    private static final int WARM_RUNS_PER_ROUND = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    final Times coldLocal = new Times();
    final Times coldS3 = new Times();
    final Times warmLocalTez = new Times();
    final Times warmLocalMr = new Times();
    final Times warmS3Tez = new Times();
    final Times warmS3Mr = new Times();

    void measure(int rounds) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("hive-times");
        try (EmrHarness harness = EmrHarness.start(EmrHarnessConfig.defaults());
                Emr emr = Emr.start(
                        harness,
                        ClusterSpec.named("hive")
                                .withApplications(List.of("Hive"))
                                .withStepTimeout(PATIENCE))) {
            String local = directory.toString();
            String s3 = emr.s3().uri("hive-times");
            for (int i = 0; i < WARM_UP; i++) {
                warm(emr, "tez", local);
                warm(emr, "mr", local);
                warm(emr, "tez", s3);
            }
            for (int round = 1; round <= rounds; round++) {
                System.out.println("Round " + round + " of " + rounds);
                coldLocal.add(SparkTimes.cold(ColdStart.FirstHiveStep.class));
                coldS3.add(SparkTimes.cold(ColdStart.FirstHiveStepOnS3.class));
                for (int i = 0; i < WARM_RUNS_PER_ROUND; i++) {
                    warmLocalTez.add(warm(emr, "tez", local));
                    warmLocalMr.add(warm(emr, "mr", local));
                    warmS3Tez.add(warm(emr, "tez", s3));
                    warmS3Mr.add(warm(emr, "mr", s3));
                }
            }
        } finally {
            HiveScript.delete(directory);
        }
    }

    private static long warm(Emr emr, String engine, String place) {
        long start = System.nanoTime();
        StepHandle step = HiveScript.submit(emr, engine, place);
        assertThat(step).completes();
        return System.nanoTime() - start;
    }
}
