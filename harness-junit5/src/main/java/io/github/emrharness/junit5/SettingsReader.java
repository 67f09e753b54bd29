package io.github.emrharness.junit5;

import io.github.emrharness.ClusterSpec;
import io.github.emrharness.EmrHarnessConfig;
import io.github.emrharness.Progression;
import io.github.emrharness.spi.DurationSetting;
import io.github.emrharness.spi.EngineLogLevel;
import io.github.emrharness.spi.Isolation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Joins what is asked for, the configuration parameters and the defaults. */
final class SettingsReader {

    private static final String PREFIX = "emr.harness.";

    private final AskedSettings asked;
    private final Function<String, Optional<String>> parameters;

    SettingsReader(AskedSettings asked, Function<String, Optional<String>> parameters) {
        this.asked = asked;
        this.parameters = parameters;
    }

    /**
     * Reads all settings.
     *
     * @throws ExtensionConfigurationException if one of them cannot be understood
     */
    EmrTestConfig read() {
        EmrHarnessConfig defaults = EmrHarnessConfig.defaults();
        EmrHarnessConfig harness = defaults.withRegion(read(
                        EmrTest.REGION_PROPERTY_NAME,
                        defaults.region(),
                        Function.identity(),
                        "the name of an AWS region"))
                .withIsolation(choice(EmrTest.ISOLATION_PROPERTY_NAME, defaults.isolation(), Isolation.class))
                .withEngineLogLevel(
                        choice(EmrTest.ENGINE_LOG_LEVEL_PROPERTY_NAME, defaults.engineLogLevel(), EngineLogLevel.class))
                .withProgression(read(
                        EmrTest.PROGRESSION_PROPERTY_NAME,
                        defaults.progression(),
                        Progression::parse,
                        "\"immediate\", \"after <time>\" as in \"after 5 s\", or \"after <n> describes\""))
                .withSettings(settings());
        ClusterSpec spec = ClusterSpec.named("");
        ClusterSpec cluster = new ClusterSpec(
                spec.name(),
                read(
                        EmrTest.RELEASE_LABEL_PROPERTY_NAME,
                        spec.releaseLabel(),
                        Function.identity(),
                        "a release label such as \"emr-7.10.0\""),
                list(EmrTest.APPLICATIONS_PROPERTY_NAME).orElse(spec.applications()),
                read(
                        EmrTest.STEP_CONCURRENCY_PROPERTY_NAME,
                        spec.stepConcurrencyLevel(),
                        SettingsReader::concurrency,
                        "a number from 1 to 256"),
                spec.configurations(),
                logUri(),
                read(
                        EmrTest.STEP_TIMEOUT_PROPERTY_NAME,
                        spec.stepTimeout(),
                        SettingsReader::positiveTime,
                        "a time longer than zero, such as \"30 s\", \"2 m\" or \"PT2M\""));
        return new EmrTestConfig(
                harness,
                cluster,
                choice(EmrTest.SHARING_PROPERTY_NAME, Sharing.PER_CLASS, Sharing.class),
                choice(EmrTest.KEEP_ARTIFACTS_PROPERTY_NAME, KeepArtifacts.ON_FAILURE, KeepArtifacts.class));
    }

    private Optional<String> logUri() {
        String uri = read(
                EmrTest.LOG_URI_PROPERTY_NAME,
                "",
                text -> {
                    if (!text.startsWith("s3://") && !text.startsWith("s3n://") && !text.startsWith("s3a://")) {
                        throw new IllegalArgumentException();
                    }
                    return text;
                },
                "an address on S3, such as \"s3://{bucket}/logs/\"");
        return uri.isEmpty() ? Optional.empty() : Optional.of(uri);
    }

    private Map<String, String> settings() {
        Map<String, String> all = new LinkedHashMap<>();
        for (String setting : list(EmrTest.SETTINGS_PROPERTY_NAME).orElse(List.of())) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw refuse(EmrTest.SETTINGS_PROPERTY_NAME, setting, "name=value");
            }
            String name = setting.substring(0, equals).strip();
            String value = setting.substring(equals + 1).strip();
            String earlier = all.put(name, value);
            if (earlier != null && !earlier.equals(value)) {
                throw new ExtensionConfigurationException(source(EmrTest.SETTINGS_PROPERTY_NAME)
                        + " contradicts itself: [" + name + "] is set to [" + earlier + "] and to [" + value + "].");
            }
        }
        SparkMaster master = choice(EmrTest.SPARK_MASTER_PROPERTY_NAME, SparkMaster.DEFAULT, SparkMaster.class);
        if (master != SparkMaster.DEFAULT) {
            all.put(EmrTest.SPARK_MASTER_PROPERTY_NAME, master.name().toLowerCase(Locale.ROOT));
        }
        return all;
    }

    private Optional<List<String>> list(String name) {
        Optional<List<String>> values = Optional.ofNullable(asked.values().get(name))
                .or(() -> parameters.apply(name).map(text -> List.of(text.split(","))));
        return values.map(all ->
                all.stream().map(String::strip).filter(text -> !text.isEmpty()).toList());
    }

    private <E extends Enum<E>> E choice(String name, E otherwise, Class<E> type) {
        List<String> constants = Stream.of(type.getEnumConstants())
                .map(Enum::name)
                .filter(constant -> !constant.equals("DEFAULT"))
                .toList();
        return read(
                name,
                otherwise,
                text -> {
                    String constant = text.toUpperCase(Locale.ROOT);
                    if (!constants.contains(constant)) {
                        throw new IllegalArgumentException();
                    }
                    return Enum.valueOf(type, constant);
                },
                "one of " + String.join(", ", constants));
    }

    private <T> T read(String name, T otherwise, Function<String, T> parser, String rule) {
        Optional<String> text = Optional.ofNullable(asked.values().get(name))
                .map(values -> values.get(0))
                .or(() -> parameters.apply(name))
                .map(String::strip);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            if (text.get().isEmpty()) {
                throw new IllegalArgumentException();
            }
            return parser.apply(text.get());
        } catch (IllegalArgumentException e) {
            throw refuse(name, text.get(), rule);
        }
    }

    private ExtensionConfigurationException refuse(String name, String value, String rule) {
        return new ExtensionConfigurationException(source(name) + " must be " + rule + ", but was [" + value + "].");
    }

    private String source(String name) {
        return asked.values().containsKey(name)
                ? asked.subject() + ": " + name.substring(PREFIX.length())
                : "Configuration parameter [" + name + "]";
    }

    /** The text that {@link #read()} reads as this progression. */
    static String text(Progression progression) {
        if (progression instanceof Progression.AfterTime time) {
            return "after " + time.duration();
        }
        if (progression instanceof Progression.AfterDescribes describes) {
            return "after " + describes.count() + " describes";
        }
        return "immediate";
    }

    private static int concurrency(String text) {
        int level = Integer.parseInt(text);
        if (level < 1 || level > 256) {
            throw new IllegalArgumentException();
        }
        return level;
    }

    private static Duration positiveTime(String text) {
        Duration time = DurationSetting.parse(text);
        if (time.isZero() || time.isNegative()) {
            throw new IllegalArgumentException();
        }
        return time;
    }
}
