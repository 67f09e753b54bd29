package io.github.emrharness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the program says without starting anything. */
class CommandLineTest {

    @TempDir
    Path temporary;

    @Test
    void the_help_of_start_has_every_option_and_examples() {
        Result result = run("start", "--help");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains(
                        "--port",
                        "--s3-port",
                        "--ready-file",
                        "--data-dir",
                        "--region",
                        "--release",
                        "--progression",
                        "--step-log-level",
                        "--isolation",
                        "--set",
                        "--json",
                        "--no-color",
                        "Exit codes:",
                        "143",
                        "Examples:",
                        "aws emr create-cluster");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void the_help_names_the_commands() {
        Result result = run("--help");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("start", "generate-completion", "help");
    }

    @Test
    void the_version_tells_the_engines() {
        Result result = run("--version");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("emr-harness "),
                        line -> assertThat(line).startsWith("Spark 3.5."),
                        line -> assertThat(line).startsWith("Hadoop 3.4."),
                        line -> assertThat(line).startsWith("Java " + Runtime.version()));
    }

    @Test
    void an_option_that_does_not_exist_is_a_usage_error_with_a_suggestion() {
        Result result = run("start", "--redy-file", "x");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("Unknown options: '--redy-file', 'x'")
                .contains("--ready-file");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void a_command_is_needed() {
        Result result = run();

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("A command is missing. Did you mean: emr-harness start?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            --port=65536                 | --port must be a port from 0 to 65535, but is 65536.
            --s3-port=-1                 | --s3-port must be a port from 0 to 65535, but is -1.
            --port=x                     | Invalid value for option '--port': 'x' is not an int
            --port=4579 --s3-port=4579   | --port and --s3-port cannot both be 4579: EMR and S3 listen on two ports.
            --progression=slowly         | Invalid value for option '--progression': must be "immediate", "after <time>" as in "after 5 s", or "after <n> describes", but is "slowly"
            --set spark.cores=2          | --set knows settings whose names begin with emr.harness., but was given spark.cores.
            --step-log-level=LOUD        | Invalid value for option '--step-log-level': expected one of [OFF, ERROR, WARN, INFO, DEBUG] (case-insensitive) but was 'LOUD'
            """)
    void a_wrong_value_is_a_usage_error(String options, String message) {
        Result result = run(("start " + options).split(" "));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err().lines().findFirst()).contains(message);
    }

    @Test
    void a_ready_file_in_a_directory_that_does_not_exist_keeps_it_from_starting() {
        Path file = temporary.resolve("missing/ready.json");

        Result result = run("start", "--ready-file", file.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo("emr-harness: The ready file " + file + " cannot be written: there is no directory "
                        + file.getParent() + "." + System.lineSeparator());
    }

    @Test
    void a_data_directory_that_is_a_file_keeps_it_from_starting() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));

        Result result = run("start", "--data-dir", file.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo("emr-harness: The data directory " + file + " cannot be used: there is a file of that name."
                        + " Name a directory that this user can write to." + System.lineSeparator());
    }

    @Test
    void a_release_that_does_not_exist_keeps_it_from_starting() {
        Result result = run("start", "--release", "emr-99.0.0");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).startsWith("emr-harness: There is no release emr-99.0.0. The newest are emr-");
    }

    @Test
    void the_completion_script_knows_the_options() {
        Result result = run("generate-completion");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("complete -F", "--ready-file", "--data-dir");
    }

    private static Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Result(exitCode, out.toString(), err.toString());
    }

    private record Result(int exitCode, String out, String err) {}
}
