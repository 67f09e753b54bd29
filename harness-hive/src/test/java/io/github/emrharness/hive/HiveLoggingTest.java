package io.github.emrharness.hive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.Configuration;

class HiveLoggingTest {

    @TempDir
    Path directory;

    private Path base;
    private Path file;
    private final List<String> notes = new ArrayList<>();

    @BeforeEach
    void base() throws IOException {
        file = directory.resolve("own.properties");
        base = Files.writeString(
                directory.resolve("base.properties"),
                """
                rootLogger.level = warn
                rootLogger.appenderRef.console.ref = console
                logger.driver.name = org.apache.hadoop.hive.ql.Driver
                logger.driver.level = off
                """);
    }

    @Test
    void without_a_word_of_the_cluster_there_is_no_file() throws IOException {
        assertThat(write(configuration("hive-site", Map.of("a", "b")))).isFalse();
        assertThat(file).doesNotExist();
    }

    @Test
    void levels_of_loggers_are_applied_and_hive_log4j2_wins() throws IOException {
        assertThat(write(
                        configuration("hive-log4j2", Map.of("property.hive.log.level", "INFO")),
                        configuration(
                                "hive-exec-log4j2",
                                Map.of(
                                        "property.hive.log.level",
                                        "DEBUG",
                                        "logger.mine.name",
                                        "org.apache.hadoop.hive.ql.Driver",
                                        "logger.mine.level",
                                        "debug"))))
                .isTrue();

        assertThat(written())
                .isEqualTo(Map.of(
                        "rootLogger.level",
                        "INFO",
                        "rootLogger.appenderRef.console.ref",
                        "console",
                        "logger.mine.name",
                        "org.apache.hadoop.hive.ql.Driver",
                        "logger.mine.level",
                        "debug"));
        assertThat(notes).isEmpty();
    }

    @Test
    void other_places_of_the_log_are_not_applied_and_said_so() throws IOException {
        write(configuration("hive-log4j2", Map.of("appender.DRFA.fileName", "/tmp/hive.log", "appenders", "DRFA")));

        assertThat(written()).containsEntry("logger.driver.level", "off").doesNotContainKey("appender.DRFA.fileName");
        assertThat(notes)
                .containsExactly("Hive logs to the stderr of the step: appender.DRFA.fileName=/tmp/hive.log of"
                        + " hive-log4j2 is not applied");
    }

    private boolean write(Configuration... configurations) throws IOException {
        return HiveLogging.write(base, List.of(configurations), file, notes::add);
    }

    private Map<Object, Object> written() throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        return properties;
    }

    private static Configuration configuration(String classification, Map<String, String> properties) {
        return Configuration.builder()
                .classification(classification)
                .properties(properties)
                .build();
    }
}
