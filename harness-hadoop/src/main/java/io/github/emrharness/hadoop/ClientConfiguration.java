package io.github.emrharness.hadoop;

import io.github.emrharness.spi.HadoopService;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.StepContext;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The configuration of one client of a cluster: the files of the cluster's own directory, below them what makes a small
 * cluster fast, and above them the addresses of its HDFS and YARN.
 */
final class ClientConfiguration {

    private static final String FRAMEWORK = "mapreduce.framework.name";
    private static final String ENCRYPTION_ZONES = "hdfs-encryption-zones";
    private static final String STAGING = "mapreduce.jobtracker.staging.root.dir";

    /** How much of the cluster a program needs. */
    enum Needs {
        NOTHING,
        HDFS,
        /** HDFS, and YARN if MapReduce runs on it. */
        MAPREDUCE,
        YARN
    }

    /** Each of Hadoop's parts reads its file last, after its defaults: a property must stand in the right one. */
    private enum Site {
        CORE,
        HDFS,
        MAPRED,
        YARN;

        static Site of(String property) {
            if (property.startsWith("mapreduce.")
                    || property.startsWith("mapred.")
                    || property.startsWith("yarn.app.mapreduce.")) {
                return MAPRED;
            }
            if (property.startsWith("yarn.")) {
                return YARN;
            }
            return property.startsWith("dfs.") ? HDFS : CORE;
        }

        String file() {
            return name().toLowerCase(Locale.ROOT) + "-site.xml";
        }
    }

    private final HarnessContext harness;
    private final HadoopSettings settings;
    private final HadoopJvms jvms;

    ClientConfiguration(HarnessContext harness, HadoopSettings settings, HadoopJvms jvms) {
        this.harness = harness;
        this.settings = settings;
        this.jvms = jvms;
    }

    /**
     * Writes the files; waits for what of the cluster is needed.
     *
     * @param from the directory with the cluster's files
     * @param to an empty directory
     * @param arguments of the program; its generic options choose the framework of its jobs, as on EMR
     * @return whether the program's MapReduce jobs run on the cluster's YARN, with the step's id as a tag
     * @throws IOException if the cluster's HDFS or YARN cannot be had, or a file is wrong
     */
    boolean write(StepContext step, Path from, Path to, List<String> arguments, Needs needs) throws IOException {
        if (Files.isDirectory(from)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(from, Files::isRegularFile)) {
                for (Path file : files) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
        Map<Site, Map<String, String>> sites = new EnumMap<>(Site.class);
        for (Site site : Site.values()) {
            sites.put(site, new TreeMap<>());
        }
        MapReduceDefaults defaults = new MapReduceDefaults(jvms);
        put(Map.of(FRAMEWORK, settings.mapreduce().property()), sites);
        put(defaults.everywhere(), sites);
        for (Map.Entry<Site, Map<String, String>> site : sites.entrySet()) {
            site.getValue().putAll(SiteFile.read(from.resolve(site.getKey().file())));
        }
        GenericOptions.framework(arguments).ifPresent(framework -> put(Map.of(FRAMEWORK, framework), sites));
        boolean onYarn = HadoopSettings.Framework.YARN
                .property()
                .equals(sites.getOrDefault(Site.MAPRED, Map.of()).get(FRAMEWORK));
        if (onYarn) {
            put(defaults.onYarn(), sites);
            put(Map.of("mapreduce.job.tags", step.stepId()), sites);
        }
        Map<String, String> cluster = cluster(step, needs, onYarn);
        put(cluster, sites);
        if (cluster.containsKey(STAGING)) {
            // Whatever the framework: a job's own code may choose the local one. In the file of all programs: who opens
            // HDFS first makes it for all.
            sites.getOrDefault(Site.CORE, new TreeMap<>())
                    .putAll(Map.of(
                            "fs.hdfs.impl",
                            HadoopJvms.TOOLS + "LocalJobHdfs",
                            STAGING,
                            Objects.requireNonNull(cluster.get(STAGING))));
        }
        for (Map.Entry<Site, Map<String, String>> site : sites.entrySet()) {
            SiteFile.write(site.getValue(), to.resolve(site.getKey().file()));
        }
        return onYarn && needs == Needs.MAPREDUCE;
    }

    private static void put(Map<String, String> properties, Map<Site, Map<String, String>> sites) {
        properties.forEach((name, value) ->
                sites.computeIfAbsent(Site.of(name), site -> new TreeMap<>()).put(name, value));
    }

    private Map<String, String> cluster(StepContext step, Needs needs, boolean onYarn) throws IOException {
        Optional<HadoopService> service = harness.hadoop();
        if (service.isEmpty() || needs == Needs.NOTHING) {
            return Map.of();
        }
        if (step.configurations().stream().anyMatch(each -> ENCRYPTION_ZONES.equals(each.classification()))) {
            step.logs()
                    .controller("The cluster's configuration classification " + ENCRYPTION_ZONES
                            + " has no effect: there is" + " no key server here, and HDFS encrypts nothing");
        }
        return needs == Needs.YARN || (needs == Needs.MAPREDUCE && onYarn)
                ? service.get().yarn(step.clusterId())
                : service.get().hdfs(step.clusterId());
    }
}
