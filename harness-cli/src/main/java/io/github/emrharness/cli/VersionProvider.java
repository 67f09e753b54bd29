package io.github.emrharness.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Tells the versions of what this program is made of. */
final class VersionProvider implements IVersionProvider {

    /** For picocli. */
    VersionProvider() {}

    @Override
    public String[] getVersion() {
        List<String> lines = new ArrayList<>();
        lines.add("emr-harness "
                + Optional.ofNullable(VersionProvider.class.getPackage().getImplementationVersion())
                        .orElse("(not packaged)"));
        EngineVersions.spark().ifPresent(version -> lines.add("Spark " + version));
        EngineVersions.hadoop().ifPresent(version -> lines.add("Hadoop " + version));
        lines.add("Java " + Runtime.version() + " (" + System.getProperty("java.home") + ")");
        return lines.toArray(String[]::new);
    }
}
