package io.github.emrharness.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.jvm.classpath.TestClassPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class HadoopClassPathTest {

    @Test
    void this_test_has_a_whole_hadoop_without_the_libraries_of_the_test() throws IOException {
        HadoopClassPath hadoop = HadoopClassPath.of(TestClassPath.entries());

        assertThat(hadoop.jars())
                .extracting(jar -> jar.getFileName().toString().replaceFirst("-\\d.*", ""))
                .contains(
                        "hadoop-client-api",
                        "hadoop-client-runtime",
                        "hadoop-client-minicluster",
                        "hadoop-streaming",
                        "hadoop-distcp",
                        "hadoop-mapreduce-examples",
                        "hadoop-aws",
                        "s3",
                        "slf4j-api",
                        "jcl-over-slf4j")
                .doesNotContain("junit-jupiter-api", "assertj-core", "slf4j-simple", "emr", "jspecify", "asm", "junit");
        assertThat(hadoop.artifact("hadoop-streaming").getFileName().toString()).startsWith("hadoop-streaming-3.");
    }

    @Test
    void without_the_daemons_it_says_what_to_do() {
        assertThatThrownBy(() -> HadoopClassPath.of(List.of(Path.of("/opt/hadoop-client-api-3.4.2.jar"))))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "There is no Hadoop on the test's class path (no hadoop-client-minicluster-<version>.jar), so"
                                + " there is no HDFS and no YARN. emr-harness-hadoop brings Hadoop with it: remove the exclusion of"
                                + " org.apache.hadoop.");
    }

    @Test
    void a_missing_tool_is_named() {
        HadoopClassPath hadoop = new HadoopClassPath(List.of(Path.of("/opt/hadoop-client-minicluster-3.4.2.jar")));

        assertThatThrownBy(() -> hadoop.artifact("hadoop-streaming"))
                .isInstanceOf(IOException.class)
                .hasMessage("There is no hadoop-streaming-<version>.jar on the test's class path: add"
                        + " org.apache.hadoop:hadoop-streaming to the tests. emr-harness-hadoop brings it with it.");
    }
}
