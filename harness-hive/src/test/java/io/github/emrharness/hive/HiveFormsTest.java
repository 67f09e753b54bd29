package io.github.emrharness.hive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.ClusterSpec;
import io.github.emrharness.Emr;
import io.github.emrharness.EmrHarness;
import io.github.emrharness.StepHandle;
import io.github.emrharness.StepSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.emr.model.Configuration;
import software.amazon.awssdk.services.emr.model.StepConfig;
import software.amazon.awssdk.services.emr.model.StepState;

/** The ways in which a Hive step is written, on a cluster that configures Hive with all classifications of it. */
@ExtendWith(OneHarness.class)
class HiveFormsTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    private static Emr emr;

    @BeforeAll
    static void start(EmrHarness harness) {
        emr = Emr.start(
                harness,
                ClusterSpec.named("forms")
                        .withStepTimeout(LONG)
                        .withConfigurations(List.of(
                                configuration("hive-site", Map.of("hive.cli.print.header", "true")),
                                configuration("tez-site", Map.of("tez.runtime.io.sort.mb", "17")),
                                configuration(
                                        "hive-log4j2",
                                        Map.of(
                                                "logger.mine.name",
                                                "org.apache.hadoop.hive.ql.Driver",
                                                "logger.mine.level",
                                                "info")),
                                Configuration.builder()
                                        .classification("hive-env")
                                        .configurations(configuration("export", Map.of("GREETING", "hello")))
                                        .build())));
        emr.s3()
                .put(
                        "forms.q",
                        """
                        SELECT '${WHO}' AS who;
                        SET tez.runtime.io.sort.mb;
                        """);
    }

    @AfterAll
    static void stop() {
        emr.close();
    }

    @Test
    void of_the_aws_cli_and_the_console() {
        StepHandle step = emr.submit(StepSpec.command(
                "hive-script",
                "--run-hive-script",
                "--args",
                "-f",
                emr.s3().uri("forms.q"),
                "-d",
                "WHO=cli",
                "--hiveconf",
                "hive.cli.print.header=false"));
        completed(step);
        assertThat(step.stdout()).isEqualTo("cli\ntez.runtime.io.sort.mb=17\n");
        assertThat(step.stderr()).contains("Compiling command(queryId=");
        assertThat(step.controller()).doesNotContain("is not applied");
    }

    @Test
    void with_values_of_all_kinds() {
        emr.s3().put("init.q", "SET hivevar:FIRST=1;");
        emr.s3().put("values.q", "SELECT '${FIRST}', '${A}', \"${hivevar:B}\", '${hiveconf:c.d}', '${NONE}';");
        StepHandle step = emr.submit(
                StepSpec.command("hive-script", "--run-hive-script", "--args", "-S", "-i", "s3://{bucket}/init.q")
                        .args(
                                "-f",
                                "s3://{bucket}/values.q",
                                "-d",
                                "A=x = \"y\"  z",
                                "--define",
                                "B=it's",
                                "--hiveconf",
                                "c.d=1=2 3",
                                "--hiveconf",
                                "hive.cli.print.header=false"));
        completed(step);
        assertThat(step.stdout()).isEqualTo("1\tx = \"y\"  z\tit's\t1=2 3\t${NONE}\n");
    }

    /** As Hive's command line interface does: -f reads from all file systems, source does not. */
    @Test
    void source_reads_files_of_the_master_only() {
        StepHandle step = emr.submit(StepSpec.command("hive", "-e", "source s3://{bucket}/forms.q; SELECT 'never'"));
        assertThat(step.await(LONG).state()).isEqualTo(StepState.FAILED);
        assertThat(step.exitCode()).hasValue(1);
        assertThat(step.stderr()).contains("File: " + emr.s3().uri("forms.q") + " is not a file.\n");
        assertThat(step.stdout()).isEmpty();
    }

    @Test
    void hive_refuses_options_that_it_does_not_know() {
        StepHandle step = emr.submit(StepSpec.command("hive", "--nonsense", "-e", "SELECT 1"));
        assertThat(step.await(LONG).state()).isEqualTo(StepState.FAILED);
        assertThat(step.exitCode()).hasValue(1);
        assertThat(step.stderr()).startsWith("Unrecognized option: --nonsense\n");
        assertThat(step.stdout()).startsWith("usage: hive\n");
    }

    @Test
    void of_old_releases() {
        String region = emr.region();
        StepHandle step = emr.submit(StepConfig.builder()
                .name("old")
                .hadoopJarStep(
                        jar -> jar.jar("s3://" + region + ".elasticmapreduce/libs/script-runner/script-runner.jar")
                                .args(
                                        "s3://" + region + ".elasticmapreduce/libs/hive/hive-script",
                                        "--base-path",
                                        "s3://" + region + ".elasticmapreduce/libs/hive/",
                                        "--hive-versions",
                                        "latest",
                                        "--run-hive-script",
                                        "--args",
                                        "-f",
                                        emr.s3().uri("forms.q"),
                                        "-d",
                                        "WHO=old"))
                .build());
        completed(step);
        assertThat(step.stdout()).isEqualTo("who\nold\ntez.runtime.io.sort.mb=17\n");
    }

    @Test
    void of_the_command_line_with_the_variables_of_the_cluster() {
        StepHandle step =
                emr.submit(StepSpec.command("/usr/bin/hive", "-S", "-e", "SELECT '${env:GREETING}' AS greeting"));
        completed(step);
        assertThat(step.stdout()).isEqualTo("greeting\nhello\n");
    }

    private static void completed(StepHandle step) {
        assertThat(step.await(LONG).state()).as(step.describe()).isEqualTo(StepState.COMPLETED);
    }

    private static Configuration configuration(String classification, Map<String, String> properties) {
        return Configuration.builder()
                .classification(classification)
                .properties(properties)
                .build();
    }
}
