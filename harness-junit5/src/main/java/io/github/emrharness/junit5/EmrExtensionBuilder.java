package io.github.emrharness.junit5;

import io.github.emrharness.Progression;
import io.github.emrharness.spi.EngineLogLevel;
import io.github.emrharness.spi.Isolation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Takes the settings of an {@link EmrExtension}; they mean what the attributes of {@link EmrTest} of the same name do. */
public final class EmrExtensionBuilder {

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    EmrExtensionBuilder() {}

    public EmrExtensionBuilder releaseLabel(String value) {
        return set(EmrTest.RELEASE_LABEL_PROPERTY_NAME, value);
    }

    public EmrExtensionBuilder applications(String... value) {
        values.put(EmrTest.APPLICATIONS_PROPERTY_NAME, List.of(value));
        return this;
    }

    public EmrExtensionBuilder sharing(Sharing value) {
        return set(EmrTest.SHARING_PROPERTY_NAME, value);
    }

    public EmrExtensionBuilder stepConcurrency(int value) {
        return set(EmrTest.STEP_CONCURRENCY_PROPERTY_NAME, Integer.toString(value));
    }

    public EmrExtensionBuilder stepTimeout(Duration value) {
        return set(EmrTest.STEP_TIMEOUT_PROPERTY_NAME, value.toString());
    }

    public EmrExtensionBuilder logUri(String value) {
        return set(EmrTest.LOG_URI_PROPERTY_NAME, value);
    }

    public EmrExtensionBuilder keepArtifacts(KeepArtifacts value) {
        return set(EmrTest.KEEP_ARTIFACTS_PROPERTY_NAME, value);
    }

    public EmrExtensionBuilder engineLogLevel(EngineLogLevel value) {
        return set(EmrTest.ENGINE_LOG_LEVEL_PROPERTY_NAME, value.name());
    }

    public EmrExtensionBuilder isolation(Isolation value) {
        return set(EmrTest.ISOLATION_PROPERTY_NAME, value.name());
    }

    public EmrExtensionBuilder sparkMaster(SparkMaster value) {
        return set(EmrTest.SPARK_MASTER_PROPERTY_NAME, value);
    }

    public EmrExtensionBuilder progression(Progression value) {
        return set(EmrTest.PROGRESSION_PROPERTY_NAME, SettingsReader.text(value));
    }

    public EmrExtensionBuilder region(String value) {
        return set(EmrTest.REGION_PROPERTY_NAME, value);
    }

    /** Adds a further setting of a single back end. */
    public EmrExtensionBuilder setting(String name, String value) {
        values.merge(EmrTest.SETTINGS_PROPERTY_NAME, List.of(name + "=" + value), (earlier, more) -> Stream.concat(
                        earlier.stream(), more.stream())
                .toList());
        return this;
    }

    public EmrExtension build() {
        return EmrExtension.of(values);
    }

    private EmrExtensionBuilder set(String name, Enum<?> value) {
        if (value.name().equals("DEFAULT")) {
            values.remove(name);
            return this;
        }
        return set(name, value.name());
    }

    private EmrExtensionBuilder set(String name, String value) {
        values.put(name, List.of(value));
        return this;
    }
}
