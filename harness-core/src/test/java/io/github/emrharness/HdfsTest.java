package io.github.emrharness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HdfsTest {

    @Test
    void paths_are_those_of_hadoop() {
        assertThat(Hdfs.absolute("/a/b")).isEqualTo("/a/b");
        assertThat(Hdfs.absolute("/a/b/")).isEqualTo("/a/b");
        assertThat(Hdfs.absolute("a/b")).isEqualTo("/user/hadoop/a/b");
        assertThat(Hdfs.absolute("/")).isEqualTo("/");
        assertThat(Hdfs.absolute("hdfs:///a")).isEqualTo("/a");
        assertThat(Hdfs.absolute("hdfs://127.0.0.1:8020/a")).isEqualTo("/a");
        assertThat(Hdfs.absolute("hdfs://127.0.0.1:8020")).isEqualTo("/");
        assertThat(Hdfs.absolute("hdfs:/a")).isEqualTo("/a");
    }

    @Test
    void without_hadoop_the_artefact_is_named() {
        try (EmrHarness harness = EmrHarness.start(EmrHarnessConfig.defaults())) {
            Hdfs hdfs = new Hdfs(harness, "j-1");

            assertThatThrownBy(() -> hdfs.text("/a"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("There is no Hadoop on the class path, so the cluster has no HDFS and no YARN. Add the"
                            + " dependency io.github.emrharness:emr-harness-hadoop to the tests.");
        }
    }
}
