package io.github.emrharness.core.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.core.model.StepSnapshot;
import io.github.emrharness.spi.InMemoryObjectStore;
import io.github.emrharness.spi.Isolation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.FailureDetails;
import software.amazon.awssdk.services.emr.model.HadoopJarStepConfig;
import software.amazon.awssdk.services.emr.model.KeyValue;
import software.amazon.awssdk.services.emr.model.StepConfig;
import software.amazon.awssdk.services.emr.model.StepState;

/** Steps that are plain Java programs. */
@Timeout(120)
class JarStepsTest {

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @TempDir
    Path directory;

    private EmrFixture emr;
    private String cluster;

    private void start(Isolation isolation) {
        store.createBucket("b");
        emr = new EmrFixture(directory, settings -> settings.stepRunners(List::of)
                .isolation(isolation)
                .objectStore(() -> store)
                .stepEnvironment(() -> Map.of("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1")));
        cluster = emr.run();
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_main_class_of_the_step_runs_with_arguments_and_properties(Isolation isolation) throws IOException {
        start(isolation);
        store.put("b", "app.jar", jar(null));

        StepSnapshot step = end(
                StepState.FAILED,
                jarStep("s3://b/app.jar")
                        .mainClass(PlainProgram.class.getName())
                        .args("3", "two words")
                        .properties(KeyValue.builder()
                                .key("my.property")
                                .value("set")
                                .build()));

        assertThat(step.exitCode()).hasValue(3);
        assertThat(step.logDirectory().resolve("stdout"))
                .hasContent("args [3, two words], property set, user hadoop, count 1");
        assertThat(step.logDirectory().resolve("stderr")).hasContent("leaving with 3");
    }

    @ParameterizedTest
    @EnumSource
    void a_main_class_of_the_manifest_goes_first(Isolation isolation) throws IOException {
        start(isolation);
        Path jar = Files.write(directory.resolve("app.jar"), jar(PlainProgram.class.getName()));

        StepSnapshot without = end(StepState.COMPLETED, jarStep(jar.toString()).args("0"));
        StepSnapshot with = end(
                StepState.FAILED,
                jarStep(jar.toUri().toString()).mainClass("-1").args("x"));

        assertThat(without.logDirectory().resolve("stdout"))
                .hasContent("args [0], property null, user hadoop, count 1");
        assertThat(with.logDirectory().resolve("stdout"))
                .as("the other name is an argument, and no static is left of the step before")
                .hasContent("args [-1, x], property null, user hadoop, count 1");
        assertThat(with.exitCode()).hasValue(255);
    }

    @Test
    void a_jar_that_is_none_is_named() throws IOException {
        start(Isolation.IN_PROCESS);
        Path text = Files.writeString(directory.resolve("text.jar"), "no jar");

        StepSnapshot missing = end(StepState.FAILED, jarStep("/no/such.jar"));
        StepSnapshot broken = end(StepState.FAILED, jarStep(text.toString()));
        StepSnapshot notInS3 = end(StepState.FAILED, jarStep("s3://b/none.jar"));
        StepSnapshot http = end(StepState.FAILED, jarStep("http://host/app.jar"));

        assertThat(missing.exitCode()).hasValue(255);
        assertThat(missing.logDirectory().resolve("stderr")).hasContent("Not a valid JAR: /no/such.jar");
        assertThat(missing.failureDetails())
                .hasValue(FailureDetails.builder()
                        .reason("Jar not found.")
                        .message("Not a valid JAR: /no/such.jar")
                        .build());
        assertThat(broken.exitCode()).hasValue(255);
        assertThat(broken.logDirectory().resolve("stderr")).hasContent("Not a valid JAR: " + text);
        assertThat(notInS3.logDirectory().resolve("stderr"))
                .hasContent(
                        "Error whilst fetching 's3://b/none.jar': 's3://b/none.jar' does not exist: s3://b/none.jar");
        assertThat(http.logDirectory().resolve("stderr"))
                .hasContent("Exception in thread \"main\" java.io.IOException: 'http://host/app.jar' cannot be fetched:"
                        + " EMR reads s3://, s3n:// and s3a:// addresses and files of the master.");
    }

    @Test
    void a_main_class_that_is_missing_is_named() throws IOException {
        start(Isolation.IN_PROCESS);
        store.put("b", "app.jar", jar(null));

        StepSnapshot none = end(StepState.FAILED, jarStep("s3://b/app.jar"));
        StepSnapshot wrong = end(StepState.FAILED, jarStep("s3://b/app.jar").mainClass("no.such.Main"));

        assertThat(none.exitCode()).hasValue(255);
        assertThat(none.logDirectory().resolve("stderr")).hasContent("RunJar jarFile [mainClass] args...");
        assertThat(wrong.exitCode()).hasValue(1);
        assertThat(wrong.failureDetails().map(FailureDetails::reason)).hasValue("Main class not found.");
    }

    @Test
    void libraries_within_the_jar_are_on_the_class_path() throws IOException {
        start(Isolation.IN_PROCESS);
        ByteArrayOutputStream outer = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(outer)) {
            jar.putNextEntry(new JarEntry("lib/program.jar"));
            jar.write(jar(null));
        }
        store.put("b", "fat.jar", outer.toByteArray());

        end(
                StepState.COMPLETED,
                jarStep("s3://b/fat.jar")
                        .mainClass(PlainProgram.class.getName())
                        .args("0"));
    }

    private StepSnapshot end(StepState state, HadoopJarStepConfig.Builder jarStep) {
        StepConfig step = StepConfig.builder()
                .name("step")
                .actionOnFailure(ActionOnFailure.CONTINUE)
                .hadoopJarStep(jarStep.build())
                .build();
        return emr.awaitStep(cluster, emr.add(cluster, step).get(0), state);
    }

    private static HadoopJarStepConfig.Builder jarStep(String jar) {
        return HadoopJarStepConfig.builder().jar(jar);
    }

    private static byte[] jar(String mainClass) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (mainClass != null) {
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            String name = PlainProgram.class.getName().replace('.', '/') + ".class";
            jar.putNextEntry(new JarEntry(name));
            try (InputStream in = Objects.requireNonNull(PlainProgram.class.getResourceAsStream("/" + name))) {
                in.transferTo(jar);
            }
        }
        return bytes.toByteArray();
    }
}
