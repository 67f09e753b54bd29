package io.github.emrharness.core.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The part of EMR's service model that the AWS SDK for Java leaves out: which members a request must have. */
final class RequiredMembers {

    private static final String RESOURCE = "required-members.properties";

    private RequiredMembers() {}

    /** The wire names of the required members by the simple name of the SDK's class, such as {@code StepConfig}. */
    static Map<String, List<String>> load() {
        Properties properties = new Properties();
        try (InputStream in = RequiredMembers.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + RESOURCE + " is missing beside "
                        + RequiredMembers.class.getName() + ": the harness's jar was repackaged without it.");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the resource " + RESOURCE, e);
        }
        Map<String, List<String>> required = new HashMap<>();
        properties
                .stringPropertyNames()
                .forEach(name ->
                        required.put(name, List.of(properties.getProperty(name).split(",", -1))));
        return required;
    }
}
