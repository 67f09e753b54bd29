package io.github.emrharness.core.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.core.model.StepSnapshot;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.FailureDetails;
import software.amazon.awssdk.services.emr.model.HadoopJarStepConfig;
import software.amazon.awssdk.services.emr.model.StepConfig;
import software.amazon.awssdk.services.emr.model.StepState;

/** Steps that need the AWS CLI on a machine that has none. */
@Timeout(120)
class MissingAwsCliTest {

    private static final String ADVICE = "There is no AWS CLI ('aws') on the PATH of this machine.";

    @TempDir
    Path directory;

    private Path programs;
    private EmrFixture emr;
    private String cluster;

    @BeforeEach
    void start() throws IOException {
        programs = Files.createDirectories(directory.resolve("bin"));
        Files.createSymbolicLink(programs.resolve("sh"), onThisMachine("sh"));
        emr = new EmrFixture(directory.resolve("clusters"), settings -> settings.stepRunners(List::of)
                .stepEnvironment(() -> Map.of("PATH", programs.toString())));
        cluster = emr.run(request -> {});
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    @Test
    void the_command_cannot_be_run() {
        StepSnapshot step = failed("aws", "s3", "ls");

        assertThat(step.exitCode()).hasValue(1);
        assertThat(step.failureDetails().map(FailureDetails::message))
                .hasValue(
                        "Exception in thread \"main\" java.lang.RuntimeException: java.io.IOException: Cannot run program"
                                + " \"aws\" (in directory \".\"): error=2, No such file or directory");
        assertThat(step.logDirectory().resolve("controller"))
                .content()
                .contains(ADVICE + " If 'aws' needs it, install it, for example with: pip install awscli\n");
    }

    @Test
    void a_script_ends_with_the_code_of_its_shell() {
        StepSnapshot step = failed("sh", "-c", "aws s3 ls");

        assertThat(step.exitCode()).hasValue(127);
        assertThat(step.logDirectory().resolve("controller"))
                .content()
                .contains(ADVICE + " If 'sh' needs it, install it, for example with: pip install awscli\n");
    }

    @Test
    void a_script_that_misses_something_else_is_told_nothing_of_the_cli() throws IOException {
        Files.createSymbolicLink(programs.resolve("aws"), onThisMachine("sh"));

        StepSnapshot step = failed("sh", "-c", "no-such-program");

        assertThat(step.exitCode()).hasValue(127);
        assertThat(step.logDirectory().resolve("controller")).content().doesNotContain("AWS CLI");
    }

    private StepSnapshot failed(String... words) {
        StepConfig step = StepConfig.builder()
                .name("step")
                .actionOnFailure(ActionOnFailure.CONTINUE)
                .hadoopJarStep(HadoopJarStepConfig.builder()
                        .jar("command-runner.jar")
                        .args(words)
                        .build())
                .build();
        return emr.awaitStep(cluster, emr.add(cluster, step).get(0), StepState.FAILED);
    }

    private static Path onThisMachine(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(entry -> Path.of(entry, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
