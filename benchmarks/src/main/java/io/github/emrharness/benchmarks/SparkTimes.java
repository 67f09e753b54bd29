package io.github.emrharness.benchmarks;

import static io.github.emrharness.assertj.EmrAssertions.assertThat;

import io.github.emrharness.ClusterSpec;
import io.github.emrharness.Emr;
import io.github.emrharness.EmrHarness;
import io.github.emrharness.EmrHarnessConfig;
import io.github.emrharness.StepHandle;
import io.github.emrharness.StepSpec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The same job in several ways, one after the other in each round, so that a noisy machine disturbs all of them. */
final class SparkTimes {

    private static final int WARM_UP = 5;
    private static final int WARM_RUNS_PER_ROUND = 3;

    private static final List<String> TEST_LIBRARIES = List.of(
            "emr-harness-",
            "s3mock-",
            "slf4j-jdk14-",
            "junit-",
            "opentest4j-",
            "apiguardian-",
            "assertj-",
            "byte-buddy");

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    final Times forked = new Times();
    final Times cold = new Times();
    final Times warm = new Times();
    final Times direct = new Times();
    final Times firstCluster = new Times();

    void measure(int rounds) throws IOException, InterruptedException {
        Path jar = Files.createTempFile("count-job", ".jar");
        try {
            packOwnClasses(jar);
            String engine = engineClassPath();
            try (JavaChild sessions = JavaChild.start(
                            ownClasses() + File.pathSeparator + engine,
                            JavaChild.SPARK_MODULE_OPTIONS,
                            DirectSessions.class.getName(),
                            List.of());
                    EmrHarness harness = EmrHarness.start(EmrHarnessConfig.defaults());
                    Emr emr = Emr.start(
                            harness,
                            ClusterSpec.named("warm")
                                    .withApplications(List.of("Spark"))
                                    .withStepTimeout(PATIENCE))) {
                for (int i = 0; i < WARM_UP; i++) {
                    direct(sessions);
                    warm(emr);
                }
                for (int round = 1; round <= rounds; round++) {
                    System.out.println("Round " + round + " of " + rounds);
                    forked.add(forked(engine, jar));
                    cold.add(cold());
                    for (int i = 0; i < WARM_RUNS_PER_ROUND; i++) {
                        direct.add(direct(sessions));
                        warm.add(warm(emr));
                    }
                    firstCluster.add(firstCluster());
                }
            }
        } finally {
            Files.deleteIfExists(jar);
        }
    }

    private static long warm(Emr emr) {
        long start = System.nanoTime();
        StepHandle step = emr.submit(StepSpec.spark(CountJob.class));
        assertThat(step).completes();
        return System.nanoTime() - start;
    }

    private static long direct(JavaChild sessions) throws IOException {
        sessions.send("go");
        return Long.parseLong(sessions.await(DirectSessions.PREFIX));
    }

    private static long forked(String engine, Path jar) throws IOException, InterruptedException {
        List<String> arguments = List.of(
                "--master",
                "local[2]",
                "--conf",
                "spark.ui.enabled=false",
                "--class",
                CountJob.class.getName(),
                jar.toString());
        long start = System.nanoTime();
        try (JavaChild submit = JavaChild.start(
                engine, JavaChild.SPARK_MODULE_OPTIONS, "org.apache.spark.deploy.SparkSubmit", arguments)) {
            submit.awaitSuccess();
            return System.nanoTime() - start;
        }
    }

    private static long cold() throws IOException, InterruptedException {
        return cold(ColdStart.FirstStep.class);
    }

    /** From the start of a JVM until the test has seen its step complete. */
    static long cold(Class<?> firstStep) throws IOException, InterruptedException {
        long start = System.nanoTime();
        try (JavaChild test = coldStart(firstStep)) {
            test.await(ColdStart.COMPLETED);
            long time = System.nanoTime() - start;
            test.awaitSuccess();
            return time;
        }
    }

    private static long firstCluster() throws IOException, InterruptedException {
        try (JavaChild test = coldStart(ColdStart.FirstCluster.class)) {
            long time = Long.parseLong(test.await(ColdStart.WAITING));
            test.awaitSuccess();
            return time;
        }
    }

    private static JavaChild coldStart(Class<?> test) throws IOException {
        return JavaChild.start(
                System.getProperty("java.class.path"), List.of(), ColdStart.class.getName(), List.of(test.getName()));
    }

    /** Spark, Hadoop and what they need: what this JVM has, without what only tests have. */
    static String engineClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .filter(entry -> {
                    String file = Path.of(entry).getFileName().toString();
                    return TEST_LIBRARIES.stream().noneMatch(file::startsWith);
                })
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void packOwnClasses(Path jar) {
        List<String> arguments = new ArrayList<>(List.of("--create", "--file", jar.toString()));
        arguments.addAll(List.of("-C", ownClasses().toString(), "."));
        int exitCode = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, arguments.toArray(String[]::new));
        if (exitCode != 0) {
            throw new IllegalStateException("jar " + String.join(" ", arguments) + " ended with " + exitCode);
        }
    }

    private static Path ownClasses() {
        return Path.of("target", "classes").toAbsolutePath();
    }
}
