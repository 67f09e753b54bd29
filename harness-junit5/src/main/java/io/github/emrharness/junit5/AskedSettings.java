package io.github.emrharness.junit5;

import java.lang.annotation.Annotation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an annotation or a builder asks for, as text under the name of the configuration parameter of each setting; what is
 * not set is not there.
 *
 * @param subject who asks, as a message begins: {@code @EmrTest on class [...]}
 */
record AskedSettings(String subject, Map<String, List<String>> values) {

    AskedSettings {
        values = Map.copyOf(values);
    }

    static AskedSettings of(EmrTest annotation, Class<?> testClass) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        text(values, EmrTest.RELEASE_LABEL_PROPERTY_NAME, annotation.releaseLabel());
        texts(values, EmrTest.APPLICATIONS_PROPERTY_NAME, annotation.applications());
        choice(values, EmrTest.SHARING_PROPERTY_NAME, annotation.sharing());
        if (annotation.stepConcurrency() != -1) {
            values.put(EmrTest.STEP_CONCURRENCY_PROPERTY_NAME, List.of(Integer.toString(annotation.stepConcurrency())));
        }
        text(values, EmrTest.STEP_TIMEOUT_PROPERTY_NAME, annotation.stepTimeout());
        text(values, EmrTest.LOG_URI_PROPERTY_NAME, annotation.logUri());
        choice(values, EmrTest.KEEP_ARTIFACTS_PROPERTY_NAME, annotation.keepArtifacts());
        choice(values, EmrTest.ENGINE_LOG_LEVEL_PROPERTY_NAME, annotation.engineLogLevel());
        choice(values, EmrTest.ISOLATION_PROPERTY_NAME, annotation.isolation());
        choice(values, EmrTest.SPARK_MASTER_PROPERTY_NAME, annotation.sparkMaster());
        text(values, EmrTest.PROGRESSION_PROPERTY_NAME, annotation.progression());
        text(values, EmrTest.REGION_PROPERTY_NAME, annotation.region());
        texts(values, EmrTest.SETTINGS_PROPERTY_NAME, annotation.settings());
        return new AskedSettings(subject(annotation, testClass), values);
    }

    /** The settings of a builder. */
    static AskedSettings of(Map<String, List<String>> values, Class<?> testClass) {
        return new AskedSettings("EmrExtension of class [" + testClass.getName() + "]", values);
    }

    private static String subject(Annotation annotation, Class<?> testClass) {
        return "@" + annotation.annotationType().getSimpleName() + " on class [" + testClass.getName() + "]";
    }

    private static void text(Map<String, List<String>> values, String name, String value) {
        if (!value.equals(EmrTest.DEFAULT)) {
            values.put(name, List.of(value));
        }
    }

    private static void texts(Map<String, List<String>> values, String name, String[] value) {
        if (!List.of(value).equals(List.of(EmrTest.DEFAULT))) {
            values.put(name, List.of(value));
        }
    }

    private static void choice(Map<String, List<String>> values, String name, Enum<?> value) {
        if (!value.name().equals("DEFAULT")) {
            values.put(name, List.of(value.name()));
        }
    }
}
