package io.github.emrharness.core.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.emr.model.Configuration;

/** Puts lists of configuration classifications together, key by key. */
final class ConfigurationMerge {

    private ConfigurationMerge() {}

    /** Gives all of both lists; where both have a value, that of the second. */
    static List<Configuration> merge(List<Configuration> before, List<Configuration> given) {
        Map<String, Configuration> merged = new LinkedHashMap<>();
        before.forEach(each -> merged.merge(each.classification(), each, ConfigurationMerge::merge));
        given.forEach(each -> merged.merge(each.classification(), each, ConfigurationMerge::merge));
        return List.copyOf(merged.values());
    }

    private static Configuration merge(Configuration before, Configuration given) {
        Map<String, String> properties = new LinkedHashMap<>(before.properties());
        properties.putAll(given.properties());
        Configuration.Builder merged = before.toBuilder().properties(properties);
        List<Configuration> nested = merge(before.configurations(), given.configurations());
        return (nested.isEmpty() ? merged : merged.configurations(nested)).build();
    }
}
