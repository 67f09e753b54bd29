package io.github.emrharness.benchmarks;

import static io.github.emrharness.assertj.EmrAssertions.assertThat;

import io.github.emrharness.ClusterSpec;
import io.github.emrharness.Emr;
import io.github.emrharness.EmrHarness;
import io.github.emrharness.EmrHarnessConfig;
import io.github.emrharness.StepHandle;
import io.github.emrharness.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Spark steps beside the plain one: PySpark, on YARN, several at once. */
final class SparkWays {

    /** How many steps run at once. */
    static final int AT_ONCE = 4;

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int WARM_UP = 3;

    private static final String PYTHON_JOB =
            """
            from pyspark.sql import SparkSession

            spark = SparkSession.builder.getOrCreate()
            groups = spark.range(100000).selectExpr("id % 7 AS k").groupBy("k").count().count()
            assert groups == 7, groups
            squares = spark.sparkContext.parallelize(range(100), 2).map(lambda n: n * n).sum()
            assert squares == 328350, squares
            spark.stop()
            """;

    private static final String PRINTS_PATH =
            """
            import os
            print("PATH " + os.environ["PYTHONPATH"])
            """;

    final Times pythonWarm = new Times();
    final Times pythonCold = new Times();
    final Times pythonForked = new Times();
    final Times yarnInProcess = new Times();
    final Times yarnForked = new Times();
    final Times oneAfterTheOther = new Times();
    final Times atOnce = new Times();

    void measure(int rounds) throws IOException, InterruptedException {
        Path script = Files.createTempFile("count", ".py");
        try (EmrHarness harness = EmrHarness.start(EmrHarnessConfig.defaults());
                Emr emr = Emr.start(
                        harness,
                        ClusterSpec.named("ways")
                                .withApplications(List.of("Spark", "Hadoop"))
                                .withStepTimeout(PATIENCE));
                Emr parallel = Emr.start(
                        harness,
                        ClusterSpec.named("at-once")
                                .withApplications(List.of("Spark"))
                                .withStepConcurrencyLevel(AT_ONCE)
                                .withStepTimeout(PATIENCE))) {
            Files.writeString(script, PYTHON_JOB);
            String pythonPath = pythonPath(emr);
            for (int i = 0; i < WARM_UP; i++) {
                run(emr, List.of(StepSpec.spark(script.toString())));
                run(emr, List.of(onYarn("in-process")));
                run(parallel, several());
            }
            run(emr, List.of(onYarn("forked")));
            for (int round = 1; round <= rounds; round++) {
                System.out.println("Round " + round + " of " + rounds);
                pythonWarm.add(run(emr, List.of(StepSpec.spark(script.toString()))));
                pythonForked.add(forked(script, pythonPath));
                pythonCold.add(SparkTimes.cold(ColdStart.FirstPythonStep.class));
                yarnInProcess.add(run(emr, List.of(onYarn("in-process"))));
                yarnForked.add(run(emr, List.of(onYarn("forked"))));
                oneAfterTheOther.add(oneByOne(parallel));
                atOnce.add(run(parallel, several()));
            }
        } finally {
            Files.deleteIfExists(script);
        }
    }

    /** The script of the cold start. */
    static String pythonJob() {
        return PYTHON_JOB;
    }

    private static StepSpec onYarn(String containers) {
        return StepSpec.spark(CountJob.class).onYarn().conf("spark.emrHarness.containers", containers);
    }

    private static List<StepSpec> several() {
        List<StepSpec> steps = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            steps.add(StepSpec.spark(CountJob.class));
        }
        return steps;
    }

    private static long oneByOne(Emr emr) {
        long time = 0;
        for (StepSpec step : several()) {
            time += run(emr, List.of(step));
        }
        return time;
    }

    /** From the submission of all to the end of the last. */
    private static long run(Emr emr, List<StepSpec> steps) {
        long start = System.nanoTime();
        List<StepHandle> all = emr.submitAll(steps.toArray(StepSpec[]::new));
        all.forEach(step -> assertThat(step).completes());
        return System.nanoTime() - start;
    }

    private static long forked(Path script, String pythonPath) throws IOException, InterruptedException {
        long start = System.nanoTime();
        try (JavaChild submit = JavaChild.start(
                SparkTimes.engineClassPath(),
                JavaChild.SPARK_MODULE_OPTIONS,
                "org.apache.spark.deploy.SparkSubmit",
                List.of("--master", "local[2]", "--conf", "spark.ui.enabled=false", script.toString()),
                Map.of("PYTHONPATH", pythonPath))) {
            submit.awaitSuccess();
            return System.nanoTime() - start;
        }
    }

    /** Where the harness has PySpark, for the one that is started by hand. */
    private static String pythonPath(Emr emr) throws IOException {
        Path script = Files.createTempFile("path", ".py");
        try {
            Files.writeString(script, PRINTS_PATH);
            StepHandle step = emr.submit(StepSpec.spark(script.toString()));
            assertThat(step).completes();
            return step.stdout()
                    .lines()
                    .filter(line -> line.startsWith("PATH "))
                    .map(line -> line.substring("PATH ".length()))
                    .findFirst()
                    .orElseThrow();
        } finally {
            Files.delete(script);
        }
    }
}
