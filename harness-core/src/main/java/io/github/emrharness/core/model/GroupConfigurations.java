package io.github.emrharness.core.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.emr.model.Configuration;

/**
 * The configuration of an instance group, beyond that of the cluster: what is asked for, and what its instances have.
 *
 * @param version counts the requests
 */
record GroupConfigurations(
        List<Configuration> requested, long version, List<Configuration> lastApplied, long lastAppliedVersion) {

    GroupConfigurations {
        requested = List.copyOf(requested);
        lastApplied = List.copyOf(lastApplied);
    }

    /** What the instances have from the start. */
    static GroupConfigurations initial(List<Configuration> given) {
        return new GroupConfigurations(given, 0, given, 0);
    }

    /** Asks for these instead of those before, or with {@code merge} for these besides those before. */
    GroupConfigurations request(List<Configuration> given, boolean merge) {
        return new GroupConfigurations(
                merge ? merge(requested, given) : given, version + 1, lastApplied, lastAppliedVersion);
    }

    GroupConfigurations applied() {
        return new GroupConfigurations(requested, version, requested, version);
    }

    boolean isApplied() {
        return version == lastAppliedVersion;
    }

    private static List<Configuration> merge(List<Configuration> before, List<Configuration> given) {
        Map<String, Configuration> merged = new LinkedHashMap<>();
        before.forEach(configuration -> merged.put(configuration.classification(), configuration));
        given.forEach(configuration ->
                merged.merge(configuration.classification(), configuration, GroupConfigurations::merge));
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
