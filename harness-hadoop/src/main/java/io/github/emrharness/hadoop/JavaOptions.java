package io.github.emrharness.hadoop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The options of a client's JVM, which Hadoop's scripts take from {@code HADOOP_OPTS} and {@code HADOOP_CLIENT_OPTS}.
 *
 * @param systemProperties those given as {@code -Dname=value}
 * @param others the rest, as given
 */
record JavaOptions(Map<String, String> systemProperties, List<String> others) {

    JavaOptions {
        systemProperties = Map.copyOf(systemProperties);
        others = List.copyOf(others);
    }

    /** Words are divided at blanks, as by a shell that expands an unquoted variable. */
    static JavaOptions of(Map<String, String> environment) {
        Map<String, String> properties = new LinkedHashMap<>();
        List<String> others = new ArrayList<>();
        for (String variable : List.of("HADOOP_OPTS", "HADOOP_CLIENT_OPTS")) {
            for (String option : environment.getOrDefault(variable, "").trim().split("\\s+")) {
                if (option.startsWith("-D")) {
                    int equals = option.indexOf('=');
                    properties.put(
                            equals < 0 ? option.substring(2) : option.substring(2, equals),
                            equals < 0 ? "" : option.substring(equals + 1));
                } else if (!option.isEmpty()) {
                    others.add(option);
                }
            }
        }
        return new JavaOptions(properties, others);
    }
}
