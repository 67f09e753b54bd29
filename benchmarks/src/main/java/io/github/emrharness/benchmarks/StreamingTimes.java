package io.github.emrharness.benchmarks;

import static io.github.emrharness.assertj.EmrAssertions.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.emrharness.ClusterSpec;
import io.github.emrharness.Emr;
import io.github.emrharness.EmrHarness;
import io.github.emrharness.EmrHarnessConfig;
import io.github.emrharness.StepSpec;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A streaming job that counts the words of a file, as a step and by hand; all read and write files of this machine. */
final class StreamingTimes {

    /** Size of the input. */
    static final int MEGABYTES = 50;

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final int VOCABULARY = 5_000;
    private static final int WORDS_PER_LINE = 10;

    final Times local = new Times();
    final Times yarn = new Times();
    final Times byHand = new Times();

    void measure(int rounds) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("streaming-times");
        try (EmrHarness harness = EmrHarness.start(EmrHarnessConfig.defaults());
                Emr emr = Emr.start(
                        harness,
                        ClusterSpec.named("streaming")
                                .withApplications(List.of("Hadoop"))
                                .withStepTimeout(PATIENCE))) {
            prepare(directory);
            int output = 0;
            step(emr, "local", directory, output++);
            step(emr, "yarn", directory, output++);
            for (int round = 1; round <= rounds; round++) {
                System.out.println("Round " + round + " of " + rounds);
                local.add(step(emr, "local", directory, output++));
                yarn.add(step(emr, "yarn", directory, output++));
                byHand.add(byHand(directory, output++));
            }
        } finally {
            HiveScript.delete(directory);
        }
    }

    private static long step(Emr emr, String framework, Path directory, int output) {
        long start = System.nanoTime();
        assertThat(emr.submit(StepSpec.command("hadoop-streaming").args(arguments(framework, directory, output))))
                .completes();
        return System.nanoTime() - start;
    }

    private static long byHand(Path directory, int output) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(streamingJar()));
        arguments.addAll(arguments("local", directory, output));
        long start = System.nanoTime();
        try (JavaChild job = JavaChild.start(
                SparkTimes.engineClassPath(),
                JavaChild.SPARK_MODULE_OPTIONS,
                "org.apache.hadoop.util.RunJar",
                arguments)) {
            job.awaitSuccess();
            return System.nanoTime() - start;
        }
    }

    private static List<String> arguments(String framework, Path directory, int output) {
        return List.of(
                "-D",
                "mapreduce.framework.name=" + framework,
                "-D",
                "mapreduce.job.reduces=1",
                "-files",
                directory.resolve("words.awk").toUri() + ","
                        + directory.resolve("sums.awk").toUri(),
                "-mapper",
                "awk -f words.awk",
                "-combiner",
                "awk -f sums.awk",
                "-reducer",
                "awk -f sums.awk",
                "-input",
                directory.resolve("input").toUri().toString(),
                "-output",
                directory.resolve("output-" + output).toUri().toString());
    }

    private static String streamingJar() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Path.of(entry).getFileName().toString().startsWith("hadoop-streaming-"))
                .findFirst()
                .orElseThrow();
    }

    private static void prepare(Path directory) throws IOException {
        Files.writeString(directory.resolve("words.awk"), "{ for (i = 1; i <= NF; i++) print $i \"\\t1\" }\n");
        Files.writeString(
                directory.resolve("sums.awk"),
                """
                BEGIN { FS = "\\t" }
                $1 != word { if (NR > 1) print word "\\t" sum; word = $1; sum = 0 }
                { sum += $2 }
                END { if (NR > 0) print word "\\t" sum }
                """);
        Random random = new Random(1);
        Path input = Files.createDirectory(directory.resolve("input"));
        try (BufferedWriter writer = Files.newBufferedWriter(input.resolve("words.txt"), US_ASCII)) {
            for (long written = 0; written < MEGABYTES * 1_000_000L; ) {
                StringBuilder line = new StringBuilder();
                for (int i = 0; i < WORDS_PER_LINE; i++) {
                    line.append("word").append(random.nextInt(VOCABULARY)).append(' ');
                }
                writer.append(line).append('\n');
                written += line.length() + 1;
            }
        }
    }
}
