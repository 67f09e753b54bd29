package io.github.emrharness.core.configuration;

import io.github.emrharness.core.model.ClusterDefinition;
import io.github.emrharness.core.node.ClusterNode;
import io.github.emrharness.core.node.NodeCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.Configuration;

/**
 * Configures the master: writes what EMR sets by itself and what the cluster's configuration classifications say into the
 * files of its applications. Values of a user go before EMR's, key by key.
 */
public final class NodeConfiguration {

    private static final String EXPORT = "export";
    private static final Set<String> SPARK_PROGRAMS =
            Set.of("spark-submit", "spark-sql", "spark-shell", "spark-example", "run-example", "pyspark", "sparkR");
    private static final Set<String> HIVE_PROGRAMS = Set.of("hive", "hive-script", "beeline");
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\w+)|\\{(\\w+)\\})");
    private static final Pattern QUOTED = Pattern.compile("\"(.*)\"|'(.*)'");

    private final Classifications classifications = Classifications.load();

    /** The names of classifications that EMR does not know; with one of them it cannot set up the applications. */
    public List<String> unknown(List<Configuration> configurations) {
        return configurations.stream()
                .map(Configuration::classification)
                .filter(name -> name == null || classifications.find(name).isEmpty())
                .map(String::valueOf)
                .toList();
    }

    /** The variables that lead programs to the files. */
    public Map<String, String> environment(ClusterNode node) {
        String hadoop = node.path("/etc/hadoop/conf").toString();
        return Map.of(
                "HADOOP_CONF_DIR",
                hadoop,
                "YARN_CONF_DIR",
                hadoop,
                "SPARK_CONF_DIR",
                node.path("/etc/spark/conf").toString(),
                "HIVE_CONF_DIR",
                node.path("/etc/hive/conf").toString(),
                "HUDI_CONF_DIR",
                node.path("/etc/hudi/conf").toString());
    }

    /**
     * The variables that classifications export to a program: those of {@code hadoop-env} to every step, since EMR starts
     * all with {@code hadoop jar}; those of {@code spark-env} and {@code hive-env} to the programs of these. {@code $NAME}
     * stands for a variable of the environment, quotes around a value are taken away.
     */
    public Map<String, String> exports(
            List<Configuration> configurations, @Nullable String program, Map<String, String> environment) {
        Map<String, String> exports = new TreeMap<>();
        for (Configuration configuration : configurations) {
            if (isRead(configuration.classification(), program)) {
                nestedExports(configuration).forEach((name, value) -> exports.put(name, expand(value, environment)));
            }
        }
        return exports;
    }

    private static boolean isRead(@Nullable String classification, @Nullable String program) {
        return "hadoop-env".equals(classification)
                || ("spark-env".equals(classification) && program != null && SPARK_PROGRAMS.contains(program))
                || ("hive-env".equals(classification) && program != null && HIVE_PROGRAMS.contains(program));
    }

    private static String expand(String value, Map<String, String> environment) {
        Matcher quoted = QUOTED.matcher(value);
        if (!quoted.matches()) {
            return expandVariables(value, environment);
        }
        return quoted.group(2) != null ? quoted.group(2) : expandVariables(quoted.group(1), environment);
    }

    private static String expandVariables(String value, Map<String, String> environment) {
        return VARIABLE.matcher(value).replaceAll(variable -> {
            String name = variable.group(1) == null ? variable.group(2) : variable.group(1);
            return Matcher.quoteReplacement(environment.getOrDefault(name, ""));
        });
    }

    /**
     * Writes the files, unless they have been written for the same configuration.
     *
     * @param configurations of the node, which change when its instance group is reconfigured
     * @param environment that of the node, with the endpoint and the keys of the S3
     */
    public void write(
            ClusterDefinition cluster,
            List<Configuration> configurations,
            ClusterNode node,
            Map<String, String> environment)
            throws IOException {
        synchronized (this) {
            WrittenConfiguration before = WrittenConfiguration.read(node);
            if (!before.isOf(configurations)) {
                Set<String> files = writeFiles(cluster, configurations, node, environment);
                before.deleteOthersThan(files, node);
                WrittenConfiguration.of(configurations, files).write(node);
            }
        }
    }

    /** Gives the paths, as on the node. */
    private Set<String> writeFiles(
            ClusterDefinition cluster,
            List<Configuration> configurations,
            ClusterNode node,
            Map<String, String> environment)
            throws IOException {
        for (String directory : environment(node).values()) {
            Files.createDirectories(Path.of(directory));
        }
        Map<String, Map<String, String>> properties = new TreeMap<>();
        EmrDefaults.of(NodeCounts.of(cluster), node, environment)
                .forEach((classification, values) -> properties.put(classification, new TreeMap<>(values)));
        for (Configuration configuration : configurations) {
            Map<String, String> values =
                    properties.computeIfAbsent(configuration.classification(), name -> new TreeMap<>());
            values.putAll(configuration.properties());
            values.putAll(nestedExports(configuration));
        }
        Set<String> files = new TreeSet<>();
        for (Map.Entry<String, Map<String, String>> entry : properties.entrySet()) {
            var file = classifications.find(entry.getKey()).flatMap(Classifications.Classification::file);
            if (file.isPresent()) {
                Path path = node.path(file.get().path());
                Files.createDirectories(path.getParent());
                // Steps that run must not see half of a file.
                Path whole = path.resolveSibling("." + path.getFileName() + ".new");
                file.get().form().write(entry.getValue(), whole);
                Files.move(whole, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                files.add(file.get().path());
            }
        }
        return files;
    }

    private static Map<String, String> nestedExports(Configuration configuration) {
        Map<String, String> exports = new TreeMap<>();
        configuration.configurations().stream()
                .filter(nested -> EXPORT.equals(nested.classification()))
                .forEach(nested -> exports.putAll(nested.properties()));
        return exports;
    }
}
