package io.github.emrharness.core.model;

import java.util.List;
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
                merge ? ConfigurationMerge.merge(requested, given) : given,
                version + 1,
                lastApplied,
                lastAppliedVersion);
    }

    GroupConfigurations applied() {
        return new GroupConfigurations(requested, version, requested, version);
    }

    boolean isApplied() {
        return version == lastAppliedVersion;
    }
}
