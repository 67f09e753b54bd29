package io.github.emrharness.hive;

import io.github.emrharness.spi.ClusterInfo;
import io.github.emrharness.spi.HadoopService;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.StepContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The HDFS of the clusters, for those that use it: clusters that declare Hadoop, and others from the first step or statement
 * that names {@code hdfs:}. All others need not wait for its start. Safe for use by many threads.
 */
final class HiveHdfs {

    private static final String SCHEME = "hdfs:";
    private static final String MISSING =
            ": the artefact io.github.emrharness:emr-harness-hadoop, which brings it, is not"
                    + " on the class path of the test.";

    private final HarnessContext harness;

    /** Functions and tables whose places have been told without a host are found by the steps that follow, too. */
    private final Set<String> users = ConcurrentHashMap.newKeySet();

    HiveHdfs(HarnessContext harness) {
        this.harness = harness;
    }

    /**
     * What a step sets to use the HDFS, which becomes its default file system; empty if its cluster does not use it.
     *
     * @param scripts what it runs, besides its arguments
     * @throws FileNotFoundException if an argument names an HDFS, and there is none
     */
    Map<String, String> ofStep(StepContext step, List<String> arguments, HiveScripts scripts) throws IOException {
        boolean named = scripts.mention(SCHEME);
        for (String argument : arguments) {
            check(argument);
            named |= isNamedBy(argument);
        }
        if (named && harness.hadoop().isEmpty()) {
            step.logs().controller("There is no HDFS for the hdfs: addresses of the script" + MISSING);
        }
        return of(step.clusterId(), named);
    }

    /**
     * Checks that there is what a text names.
     *
     * @throws FileNotFoundException if the text names an HDFS, and there is none
     */
    void check(String text) throws FileNotFoundException {
        if (isNamedBy(text) && harness.hadoop().isEmpty()) {
            throw new FileNotFoundException("There is no HDFS for " + text + MISSING);
        }
    }

    /** The same for a statement that is no step. */
    Map<String, String> ofStatement(String clusterId, String statement) throws IOException {
        return of(clusterId, isNamedBy(statement));
    }

    /** The same for what names nothing by itself. */
    Map<String, String> ofCluster(String clusterId) throws IOException {
        return of(clusterId, false);
    }

    private Map<String, String> of(String clusterId, boolean named) throws IOException {
        Optional<HadoopService> service = harness.hadoop();
        if (service.isEmpty()) {
            return Map.of();
        }
        if (named) {
            users.add(clusterId);
        }
        boolean used = users.contains(clusterId) || keepsTablesIn(clusterId);
        return used ? service.get().hdfs(clusterId) : Map.of();
    }

    /** Tells whether the tables of the cluster lie in its HDFS unless they say otherwise. Starts nothing. */
    boolean keepsTablesIn(String clusterId) {
        Optional<ClusterInfo> cluster = harness.cluster(clusterId);
        return harness.hadoop().isPresent()
                && cluster.isPresent()
                && (cluster.get().applications().contains("Hadoop")
                        || isNamedBy(HiveWarehouse.configured(cluster.get()).orElse("")));
    }

    private static boolean isNamedBy(String text) {
        return text.contains(SCHEME);
    }
}
