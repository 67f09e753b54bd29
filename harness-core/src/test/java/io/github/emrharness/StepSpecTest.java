package io.github.emrharness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.spi.InMemoryObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.KeyValue;
import software.amazon.awssdk.services.emr.model.StepConfig;

class StepSpecTest {

    /** A job of this project. */
    public static final class Job {

        private Job() {}

        public static void main(String[] args) {}
    }

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final S3Bucket bucket = new S3Bucket("b", () -> store, name -> null, new Datasets(Optional::empty));
    private JobJars jars;

    @BeforeEach
    void jars(@TempDir Path directory) {
        store.createBucket("b");
        jars = new JobJars(bucket, directory.resolve("jobs"));
    }

    @Test
    void a_class_becomes_a_spark_submit_of_a_jar_with_what_was_built_with_it() throws IOException {
        StepConfig step = StepSpec.spark(Job.class)
                .args("s3://{bucket}/in/", "x")
                .conf("spark.a", "{bucket}")
                .sparkOptions("--files", "f")
                .resolve("b", jars);
        assertThat(step.name()).isEqualTo("Job");
        assertThat(step.actionOnFailure()).isEqualTo(ActionOnFailure.CONTINUE);
        assertThat(step.hadoopJarStep().jar()).isEqualTo("command-runner.jar");
        assertThat(step.hadoopJarStep().args())
                .startsWith("spark-submit", "--class", Job.class.getName(), "--conf", "spark.a=b", "--files", "f")
                .endsWith("s3://b/in/", "x")
                .hasSize(10);
        String jar = step.hadoopJarStep().args().get(7);
        assertThat(jar).matches("s3://b/jobs/Job-[0-9a-f]{12}\\.jar");
        assertThat(entries(bucket.bytes(jar)))
                .contains("io/github/emrharness/StepSpecTest$Job.class", "io/github/emrharness/RowTest.class")
                .doesNotContain("io/github/emrharness/StepSpec.class");
    }

    @Test
    void a_step_can_be_sent_to_yarn() {
        assertThat(StepSpec.spark("s3://{bucket}/x.jar")
                        .onYarn()
                        .resolve("b", jars)
                        .hadoopJarStep()
                        .args())
                .containsExactly("spark-submit", "--conf", "spark.emrHarness.master=yarn", "s3://b/x.jar");
        assertThatThrownBy(() -> StepSpec.command("bash", "-c", "x").onYarn())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("onYarn() is for a step made by StepSpec.spark(...); this one is [bash -c x].");
    }

    @Test
    void the_same_classes_are_packed_and_uploaded_once() {
        StepSpec spec = StepSpec.spark(Job.class);
        String first = jarOf(spec);
        bucket.put(first, "marked");
        assertThat(jarOf(spec)).isEqualTo(first);
        assertThat(bucket.text(first)).isEqualTo("marked");
    }

    @Test
    void other_classes_can_be_included() throws IOException {
        String jar = jarOf(StepSpec.spark(Job.class).including(StepSpec.class, Test.class));
        assertThat(entries(bucket.bytes(jar)))
                .contains(
                        "io/github/emrharness/StepSpecTest$Job.class",
                        "io/github/emrharness/StepSpec.class",
                        "org/junit/jupiter/api/Test.class")
                .doesNotContain("META-INF/MANIFEST.MF");
    }

    @Test
    void a_jar_is_an_address_a_file_or_a_key(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("app.jar"), "1");
        assertThat(jarOf(StepSpec.spark("s3://{bucket}/x.jar"))).isEqualTo("s3://b/x.jar");
        assertThat(jarOf(StepSpec.spark(file.toString()))).isEqualTo("s3://b/jobs/app.jar");
        assertThat(bucket.text("jobs/app.jar")).isEqualTo("1");
        Files.writeString(file, "22");
        jarOf(StepSpec.spark(file.toString()));
        assertThat(bucket.text("jobs/app.jar")).isEqualTo("22");
        bucket.put("mine/y.jar", "y");
        assertThat(jarOf(StepSpec.spark("mine/y.jar"))).isEqualTo("s3://b/mine/y.jar");
        assertThatThrownBy(() -> jarOf(StepSpec.spark("target/no.jar")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no jar [target/no.jar]: neither a file of that name (looked for "
                        + Path.of("target/no.jar").toAbsolutePath() + ") nor an object of that key in bucket [b].");
    }

    @Test
    void a_command_is_for_the_command_runner() {
        StepConfig step = StepSpec.command("/usr/bin/spark-submit", "--version")
                .args("{bucket}")
                .actionOnFailure(ActionOnFailure.CANCEL_AND_WAIT)
                .resolve("b", jars);
        assertThat(step.name()).isEqualTo("spark-submit");
        assertThat(step.actionOnFailure()).isEqualTo(ActionOnFailure.CANCEL_AND_WAIT);
        assertThat(step.hadoopJarStep().args()).containsExactly("/usr/bin/spark-submit", "--version", "b");
    }

    @Test
    void a_jar_step_has_main_class_and_properties() {
        StepConfig step = StepSpec.jar("s3://{bucket}/x.jar")
                .mainClass("a.Main")
                .property("out", "s3://{bucket}/o")
                .args("1")
                .name("mine")
                .resolve("b", jars);
        assertThat(step.name()).isEqualTo("mine");
        assertThat(step.hadoopJarStep().jar()).isEqualTo("s3://b/x.jar");
        assertThat(step.hadoopJarStep().mainClass()).isEqualTo("a.Main");
        assertThat(step.hadoopJarStep().args()).containsExactly("1");
        assertThat(step.hadoopJarStep().properties())
                .containsExactly(KeyValue.builder().key("out").value("s3://b/o").build());
    }

    @Test
    void a_class_without_main_is_refused() {
        assertThatThrownBy(() -> StepSpec.spark(String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Class [java.lang.String] cannot be the main class of a Spark step: it has no method"
                        + " \"public static void main(String[] args)\".");
    }

    @Test
    void a_class_of_the_platform_cannot_be_packed() {
        assertThatThrownBy(() -> jarOf(StepSpec.spark(Job.class).including(String.class)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Class [java.lang.String] cannot be packed into the jar of a job: it was not loaded from a"
                        + " directory or a jar file. Build the jar and name it instead, as in"
                        + " StepSpec.spark(\"target/jobs.jar\").mainClass(\"java.lang.String\").");
    }

    @Test
    void what_does_not_fit_the_kind_of_step_is_refused() {
        assertThatThrownBy(() -> StepSpec.command("bash", "-c", "x").conf("a", "b"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("sparkOptions(...) is for a step made by StepSpec.spark(...); this one is [bash -c x].");
        assertThatThrownBy(() -> StepSpec.spark(Job.class).mainClass("x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> StepSpec.spark("x.jar").including(Job.class))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> StepSpec.spark("x.jar").property("a", "b")).isInstanceOf(IllegalStateException.class);
    }

    private String jarOf(StepSpec spec) {
        var args = spec.resolve("b", jars).hadoopJarStep().args();
        return args.get(args.size() - 1);
    }

    private static Set<String> entries(byte[] jar) throws IOException {
        Set<String> names = new TreeSet<>();
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
            for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }
}
