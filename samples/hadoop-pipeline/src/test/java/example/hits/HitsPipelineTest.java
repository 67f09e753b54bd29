package example.hits;

import static io.github.emrharness.assertj.EmrAssertions.assertThat;
import static io.github.emrharness.assertj.EmrAssertions.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.Emr;
import io.github.emrharness.StepHandle;
import io.github.emrharness.junit5.EmrTest;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EmrTest(
        applications = {"Hadoop", "Spark"},
        // MapReduce in this JVM: the test is about the pipeline, not about YARN.
        settings = "emr.harness.hadoop.mapreduce=local")
class HitsPipelineTest {

    @BeforeAll
    static void upload_the_code(Emr emr, @TempDir Path directory) {
        Path jar = directory.resolve("hits.jar");
        int exitCode = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", "target/classes", ".");
        assertThat(exitCode).isZero();
        emr.s3().put("code/hits.jar", jar);
        emr.s3().put("code/check-day.sh", Path.of("src/main/scripts/check-day.sh"));
        emr.s3().put("code/page.sh", Path.of("src/main/scripts/page.sh"));
    }

    @Test
    void the_pages_of_a_day_are_counted(Emr emr) {
        emr.s3().put("logs/2026-11-21/a.log", request("/tea", 200) + request("/tea", 200) + request("/nuts", 404));
        emr.s3().put("logs/2026-11-21/b.log", request("/nuts", 200) + request("/tea", 200) + request("/", 200));
        emr.s3().put("logs/2026-11-21/readme.txt", request("/ignored", 200));

        List<String> ids = new HitsPipeline(emr.bucket()).submit(emr.clusterId(), "2026-11-21");

        ids.forEach(id -> assertThat(emr.step(emr.clusterId(), id)).completes());
        assertThat(emr.step(emr.clusterId(), ids.get(0))).stdout().contains("Hits of 2026-11-21");
        assertThat(emr.hdfs().exists("/logs/2026-11-21/a.log")).isTrue();
        assertThat(emr.hdfs().exists("/logs/2026-11-21/readme.txt")).isFalse();
        assertThat(emr.hdfs().text("/hits/2026-11-21/part-00000")).isEqualTo("/\t1\n/nuts\t1\n/tea\t3\n");
        assertThat(emr.dataset("report/2026-11-21/").json())
                .containsExactlyInAnyOrder(row(3L, "/tea"), row(1L, "/"), row(1L, "/nuts"));
    }

    @Test
    void what_is_no_day_is_refused_before_anything_is_copied(Emr emr) {
        List<String> ids = new HitsPipeline(emr.bucket()).submit(emr.clusterId(), "yesterday");

        StepHandle check = emr.step(emr.clusterId(), ids.get(0));
        assertThat(check).fails().hasExitCode(1).stderr().contains("Not a day: yesterday");
        ids.subList(1, 4).forEach(id -> assertThat(emr.step(emr.clusterId(), id)).isCancelled());
    }

    private static String request(String page, int status) {
        return "192.0.2.7 - - [21/Nov/2026:10:00:00 +0000] \"GET " + page + " HTTP/1.1\" " + status + " 512\n";
    }
}
