package example.nightly;

import static io.github.emrharness.assertj.EmrAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.emrharness.Emr;
import io.github.emrharness.StepHandle;
import io.github.emrharness.junit5.EmrTest;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@EmrTest
class MorningReportTest {

    private static final Duration OFTEN = Duration.ofMillis(200);

    @BeforeAll
    static void upload_the_job(Emr emr) {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "python3"))),
                "the job runs in a Python");
        for (String file : List.of("report.py", "layout.py")) {
            emr.s3().put("jobs/" + file, Path.of("src/main/python", file));
        }
    }

    @Test
    void lays_out_the_words(Emr emr) {
        emr.s3().put("top/words.json", """
                {"word": "be", "count": 3}
                {"word": "question", "count": 1}
                """);

        String stepId = new MorningReport(emr.bucket(), OFTEN).run(emr.clusterId());

        assertThat(emr.s3().text("report/part-00000")).isEqualTo("""
                be            3
                question      1
                """);
        StepHandle step = emr.cluster().steps().get(0);
        assertThat(step.id()).isEqualTo(stepId);
        assertThat(step).completes().sparkApplication().readsRows(2).writesRows(2).hasNoFailures().hasNoSpills();
    }
}
