package io.github.emrharness.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.core.node.ClusterNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.Configuration;

class NodeConfigurationTest {

    private final NodeConfiguration configuration = new NodeConfiguration();

    @TempDir
    Path directory;

    @Test
    void only_what_emr_does_not_know_is_unknown() {
        assertThat(configuration.unknown(List.of(
                        classification("spark-defaults"),
                        classification("hue-ini"),
                        classification("trino-connector-mine"),
                        classification("trino-connector-"),
                        classification("spark-default"),
                        classification("SPARK-ENV"))))
                .containsExactly("trino-connector-", "spark-default", "SPARK-ENV");
    }

    @Test
    void each_form_of_file_is_written_as_its_application_reads_it() throws Exception {
        Map<String, String> properties = new TreeMap<>(Map.of("a.b", "1 < 2 & \"3\"", "c", "d"));
        for (FileForm form : FileForm.values()) {
            form.write(properties, directory.resolve(form.name()));
        }

        assertThat(directory.resolve("XML"))
                .hasContent("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<configuration>\n"
                        + "  <property><name>a.b</name><value>1 &lt; 2 &amp; \"3\"</value></property>\n"
                        + "  <property><name>c</name><value>d</value></property>\n</configuration>");
        assertThat(directory.resolve("EXPORTS")).hasContent("export a.b=1 < 2 & \"3\"\nexport c=d");
        assertThat(directory.resolve("PROPERTIES")).hasContent("a.b=1 < 2 & \"3\"\nc=d");
        assertThat(directory.resolve("SPACED")).hasContent("a.b 1 < 2 & \"3\"\nc d");
        assertThat(directory.resolve("COLON")).hasContent("a.b: 1 < 2 & \"3\"\nc: d");
    }

    @Test
    void every_classification_of_the_list_names_a_form_and_a_path() throws Exception {
        Classifications known = Classifications.load();

        assertThat(known.find("core-site").orElseThrow().file())
                .hasValue(new Classifications.ConfigurationFile(FileForm.XML, "/etc/hadoop/conf/core-site.xml"));
        assertThat(known.find("trino-connector-mine").orElseThrow().file())
                .hasValue(new Classifications.ConfigurationFile(
                        FileForm.PROPERTIES, "/etc/trino/conf/catalog/mine.properties"));
        assertThat(known.find("spark").orElseThrow().file()).isEmpty();
    }

    @Test
    void exports_reach_the_programs_that_read_them() {
        List<Configuration> given = List.of(
                exports("hadoop-env", Map.of("A", "\"$BASE/a\"", "B", "'$BASE'", "C", "${BASE}c$NONE")),
                exports("spark-env", Map.of("PYSPARK_PYTHON", "/usr/bin/python3")),
                exports("hive-env", Map.of("HIVE_X", "x")),
                exports("yarn-env", Map.of("NEVER", "x")));

        assertThat(configuration.exports(given, "bash", Map.of("BASE", "/base")))
                .containsExactlyInAnyOrderEntriesOf(Map.of("A", "/base/a", "B", "$BASE", "C", "/basec"));
        assertThat(configuration.exports(given, "spark-submit", Map.of()))
                .containsOnlyKeys("A", "B", "C", "PYSPARK_PYTHON");
        assertThat(configuration.exports(given, "hive", Map.of())).containsOnlyKeys("A", "B", "C", "HIVE_X");
        assertThat(configuration.exports(given, null, Map.of())).containsOnlyKeys("A", "B", "C");
    }

    @Test
    void variables_lead_to_directories_of_the_sandbox() {
        assertThat(configuration.environment(new ClusterNode(directory)))
                .containsEntry(
                        "HADOOP_CONF_DIR", directory.resolve("etc/hadoop/conf").toString())
                .allSatisfy((name, value) -> assertThat(value).startsWith(directory.toString()));
        assertThat(Files.exists(directory.resolve("etc"))).isFalse();
    }

    private static Configuration classification(String name) {
        return Configuration.builder().classification(name).build();
    }

    private static Configuration exports(String name, Map<String, String> properties) {
        return Configuration.builder()
                .classification(name)
                .configurations(Configuration.builder()
                        .classification("export")
                        .properties(properties)
                        .build())
                .build();
    }
}
