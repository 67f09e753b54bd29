package io.github.emrharness.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.ClusterSpec;
import io.github.emrharness.EmrHarnessConfig;
import io.github.emrharness.Progression;
import io.github.emrharness.spi.EngineLogLevel;
import io.github.emrharness.spi.Isolation;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {

    private final Map<String, String> parameters = new HashMap<>();

    @EmrTest
    static class Unset {}

    @EmrTest(
            releaseLabel = "emr-7.9.0",
            applications = {"Spark", "Hadoop"},
            sharing = Sharing.PER_METHOD,
            stepConcurrency = 3,
            stepTimeout = "30 s",
            logUri = "s3://{bucket}/logs/",
            keepArtifacts = KeepArtifacts.NEVER,
            engineLogLevel = EngineLog.DEBUG,
            isolation = StepIsolation.FORKED,
            sparkMaster = SparkMaster.YARN,
            progression = "after 3 describes",
            region = "eu-west-1",
            settings = {"a=1, 2", "b="})
    static class Set {}

    @Test
    void what_is_not_set_has_its_default() {
        EmrTestConfig config = read(Unset.class);
        assertThat(config.harness()).isEqualTo(EmrHarnessConfig.defaults());
        assertThat(config.cluster()).isEqualTo(ClusterSpec.named(""));
        assertThat(config.sharing()).isEqualTo(Sharing.PER_CLASS);
        assertThat(config.keepArtifacts()).isEqualTo(KeepArtifacts.ON_FAILURE);
    }

    @Test
    void attributes_win_over_configuration_parameters() {
        parameters.put(EmrTest.RELEASE_LABEL_PROPERTY_NAME, "emr-6.0.0");
        parameters.put(EmrTest.STEP_CONCURRENCY_PROPERTY_NAME, "nonsense");
        EmrTestConfig config = read(Set.class);
        assertThat(config.harness())
                .isEqualTo(EmrHarnessConfig.defaults()
                        .withRegion("eu-west-1")
                        .withIsolation(Isolation.FORKED)
                        .withEngineLogLevel(EngineLogLevel.DEBUG)
                        .withProgression(Progression.afterDescribes(3))
                        .withSettings(Map.of("a", "1, 2", "b", "", EmrHarnessConfig.SPARK_MASTER, "yarn")));
        assertThat(config.cluster())
                .isEqualTo(new ClusterSpec(
                        "",
                        "emr-7.9.0",
                        List.of("Spark", "Hadoop"),
                        3,
                        List.of(),
                        Optional.of("s3://{bucket}/logs/"),
                        Duration.ofSeconds(30)));
        assertThat(config.sharing()).isEqualTo(Sharing.PER_METHOD);
        assertThat(config.keepArtifacts()).isEqualTo(KeepArtifacts.NEVER);
    }

    @Test
    void configuration_parameters_win_over_defaults() {
        parameters.put(EmrTest.RELEASE_LABEL_PROPERTY_NAME, " emr-6.15.0 ");
        parameters.put(EmrTest.APPLICATIONS_PROPERTY_NAME, "Spark, Hive");
        parameters.put(EmrTest.SHARING_PROPERTY_NAME, "per_method");
        parameters.put(EmrTest.ENGINE_LOG_LEVEL_PROPERTY_NAME, "INFO");
        parameters.put(EmrTest.PROGRESSION_PROPERTY_NAME, "after 5 s");
        parameters.put(EmrTest.SETTINGS_PROPERTY_NAME, "x=1,y=2");
        EmrTestConfig config = read(Unset.class);
        assertThat(config.cluster().releaseLabel()).isEqualTo("emr-6.15.0");
        assertThat(config.cluster().applications()).containsExactly("Spark", "Hive");
        assertThat(config.sharing()).isEqualTo(Sharing.PER_METHOD);
        assertThat(config.harness().engineLogLevel()).isEqualTo(EngineLogLevel.INFO);
        assertThat(config.harness().progression()).isEqualTo(Progression.after(Duration.ofSeconds(5)));
        assertThat(config.harness().settings()).isEqualTo(Map.of("x", "1", "y", "2"));
    }

    @ParameterizedTest
    @CsvSource({"200 ms,PT0.2S", "30s,PT30S", "2 m,PT2M", "1 h,PT1H", "PT90S,PT1M30S"})
    void times_have_a_unit(String text, Duration expected) {
        parameters.put(EmrTest.STEP_TIMEOUT_PROPERTY_NAME, text);
        assertThat(read(Unset.class).cluster().stepTimeout()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stepTimeout|30|a time longer than zero, such as \"30 s\", \"2 m\" or \"PT2M\"",
                "stepTimeout|0 s|a time longer than zero, such as \"30 s\", \"2 m\" or \"PT2M\"",
                "stepTimeout|-PT1S|a time longer than zero, such as \"30 s\", \"2 m\" or \"PT2M\"",
                "stepConcurrency|many|a number from 1 to 256",
                "stepConcurrency|0|a number from 1 to 256",
                "sharing|DEFAULT|one of PER_CLASS, PER_METHOD",
                "keepArtifacts|maybe|one of NEVER, ON_FAILURE, ALWAYS",
                "engineLogLevel|TRACE|one of OFF, ERROR, WARN, INFO, DEBUG",
                "isolation|docker|one of IN_PROCESS, FORKED",
                "spark.master|spark://host|one of LOCAL, YARN",
                "logUri|/tmp/logs|an address on S3, such as \"s3://{bucket}/logs/\"",
                "progression|after|\"immediate\", \"after <time>\" as in \"after 5 s\", or \"after <n> describes\"",
                "progression|after 0 describes|\"immediate\", \"after <time>\" as in \"after 5 s\", or \"after <n> describes\"",
                "settings|a|name=value"
            })
    void what_cannot_be_understood_is_refused(String name, String value, String rule) {
        parameters.put("emr.harness." + name, value);
        assertThatThrownBy(() -> read(Unset.class))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("Configuration parameter [emr.harness." + name + "] must be " + rule + ", but was [" + value
                        + "].");
    }

    @Test
    void a_setting_must_not_contradict_another() {
        parameters.put(EmrTest.SETTINGS_PROPERTY_NAME, "a=1,a=2");
        assertThatThrownBy(() -> read(Unset.class))
                .hasMessage(
                        "Configuration parameter [emr.harness.settings] contradicts itself: [a] is set to [1] and to"
                                + " [2].");
    }

    @Test
    void a_builder_sets_what_the_annotation_does() {
        EmrExtension extension = EmrExtension.builder()
                .releaseLabel("emr-7.9.0")
                .applications("Spark", "Hadoop")
                .sharing(Sharing.PER_METHOD)
                .stepConcurrency(3)
                .stepTimeout(Duration.ofSeconds(30))
                .logUri("s3://{bucket}/logs/")
                .keepArtifacts(KeepArtifacts.NEVER)
                .engineLogLevel(EngineLogLevel.DEBUG)
                .isolation(Isolation.FORKED)
                .sparkMaster(SparkMaster.YARN)
                .progression(Progression.afterDescribes(3))
                .region("eu-west-1")
                .setting("a", "1, 2")
                .setting("b", "")
                .build();
        assertThat(new SettingsReader(extension.asked(Unset.class), this::parameter).read())
                .isEqualTo(read(Set.class));
    }

    private EmrTestConfig read(Class<?> testClass) {
        AskedSettings asked = AskedSettings.of(testClass.getAnnotation(EmrTest.class), testClass);
        return new SettingsReader(asked, this::parameter).read();
    }

    private Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }
}
