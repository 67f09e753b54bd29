package io.github.emrharness.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.spi.StepCommand;
import io.github.emrharness.spi.StepStartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HiveCommandLineTest {

    @Test
    void hive_script_gives_hive_what_follows_args() throws Exception {
        assertThat(read("hive-script", "--run-hive-script", "--args", "-f", "s3://b/q.hql", "-d", "A=1"))
                .containsExactly("-f", "s3://b/q.hql", "-d", "A=1");
        assertThat(read(
                        "/usr/bin/hive-script",
                        "--base-path",
                        "s3://x/",
                        "--run-hive-script",
                        "--hive-versions",
                        "latest",
                        "--args",
                        "-f",
                        "q"))
                .containsExactly("-f", "q");
    }

    @Test
    void hive_script_is_run_from_where_it_was_in_s3() throws Exception {
        StepCommand command = new StepCommand(
                "s3://eu-west-1.elasticmapreduce/libs/script-runner/script-runner.jar",
                null,
                List.of(
                        "s3://eu-west-1.elasticmapreduce/libs/hive/hive-script",
                        "--base-path",
                        "s3://eu-west-1.elasticmapreduce/libs/hive/",
                        "--hive-versions",
                        "latest",
                        "--run-hive-script",
                        "--args",
                        "-f",
                        "s3://b/q.hql"),
                Map.of());
        assertThat(HiveCommandLine.isHiveScriptOfS3(command)).isTrue();
        assertThat(HiveCommandLine.of(command).arguments()).containsExactly("-f", "s3://b/q.hql");
        assertThat(HiveCommandLine.isHiveScriptOfS3(new StepCommand(
                        "s3://elasticmapreduce/libs/script-runner/script-runner.jar",
                        null,
                        List.of("s3://mine/hive-script"),
                        Map.of())))
                .isFalse();
    }

    @Test
    void a_script_on_the_master_is_found_in_its_directory(@TempDir Path root) throws Exception {
        Files.createDirectories(root.resolve("home/hadoop"));
        Files.writeString(root.resolve("home/hadoop/q.hql"), "SELECT 1");
        HiveCommandLine line = new HiveCommandLine(List.of("-f", "/home/hadoop/q.hql", "-d", "/home/hadoop/q.hql"));

        assertThat(line.onMaster(root.toString()).arguments())
                .containsExactly("-f", root + "/home/hadoop/q.hql", "-d", "/home/hadoop/q.hql");
        assertThat(line.onMaster(null)).isEqualTo(line);
    }

    @Test
    void hive_gets_its_arguments_as_they_are() throws Exception {
        assertThat(read("hive", "-S", "--hiveconf", "a=b", "-e", "SELECT 1"))
                .containsExactly("-S", "--hiveconf", "a=b", "-e", "SELECT 1");
    }

    @Test
    void its_scripts_and_variables_are_known() throws Exception {
        HiveCommandLine line = HiveCommandLine.of(new StepCommand(
                "command-runner.jar",
                null,
                List.of(
                        "hive",
                        "-i",
                        "init.q",
                        "-f",
                        "s3://b/q.hql",
                        "-d",
                        "A=1=2",
                        "--hivevar",
                        "B=",
                        "--hiveconf",
                        "c=3",
                        "--define",
                        "D"),
                Map.of()));
        assertThat(line.scripts()).containsExactly("init.q", "s3://b/q.hql");
        assertThat(line.variables()).isEqualTo(Map.of("A", "1=2", "B", ""));
    }

    @Test
    void what_runs_nothing_is_refused() {
        assertThatThrownBy(() -> read("hive-script", "--run-hive-script"))
                .isInstanceOf(StepStartException.class)
                .hasMessage("hive-script has nothing to run. The harness runs hive-script --run-hive-script --args"
                        + " <arguments of hive>, and was given: --run-hive-script");
        assertThatThrownBy(() -> read("hive-script", "--install-hive"))
                .isInstanceOf(StepStartException.class)
                .hasMessage("hive-script does not know '--install-hive' here. The harness runs hive-script"
                        + " --run-hive-script --args <arguments of hive>, and was given: --install-hive");
        assertThatThrownBy(() -> read("hive", "--hiveconf", "a=b"))
                .isInstanceOf(StepStartException.class)
                .hasMessage("hive without -e or -f is an interactive session, which a step cannot have. Give the query"
                        + " with -e or the script with -f; given was: hive --hiveconf a=b");
    }

    @Test
    void other_programs_are_refused() {
        assertThatThrownBy(() -> read("hive", "--service", "hiveserver2"))
                .isInstanceOf(StepStartException.class)
                .hasMessage("The harness does not know the option --service of hive: it runs queries and scripts, given"
                        + " with -e or -f, and their options -d, --define, --hivevar, --hiveconf, --database, -i, -S"
                        + " and -v.");
    }

    private static List<String> read(String... words) throws StepStartException {
        return HiveCommandLine.of(new StepCommand("command-runner.jar", null, List.of(words), Map.of()))
                .arguments();
    }
}
