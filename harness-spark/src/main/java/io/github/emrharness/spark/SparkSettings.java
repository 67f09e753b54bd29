package io.github.emrharness.spark;

import io.github.emrharness.spi.Isolation;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of this engine.
 *
 * @param master what runs the steps that do not ask for a local master
 * @param containers where the containers of a step on YARN run their parts of Spark
 * @param cores how many tasks run at once in a step whose master is not given as {@code local[...]}
 * @param allowVersionMismatch whether a Spark of another minor version than the release label's may run
 * @param installsPySpark whether PySpark is fetched where the Python of a step does not have it
 * @param conf Spark properties for all steps, weaker than those that a step or a cluster gives
 */
record SparkSettings(
        SparkMaster master,
        Isolation containers,
        int cores,
        boolean allowVersionMismatch,
        boolean installsPySpark,
        Map<String, String> conf) {

    /** {@code yarn}: steps run on the YARN of their cluster; {@code local}, the default: in one JVM. */
    static final String MASTER = "emr.harness.spark.master";

    /** {@code forked}: on YARN each container is a JVM of its own; {@code in-process}, the default: all are in this one. */
    static final String CONTAINERS = "emr.harness.spark.containers";

    /** Number of cores of a local master, and of an executor on YARN; default: those of the machine, but at most 4. */
    static final String CORES = "emr.harness.spark.cores";

    /** Lets a Spark of another minor version than the release label's run; default: false. */
    static final String ALLOW_VERSION_MISMATCH = "emr.harness.spark.allowVersionMismatch";

    /** Fetches PySpark with pip into the user's cache where the Python of a step does not have it; default: true. */
    static final String PYTHON_INSTALL = "emr.harness.spark.python.install";

    /** The rest of the name is that of a Spark property, for example {@code emr.harness.spark.conf.spark.sql.shuffle.partitions}. */
    static final String CONF_PREFIX = "emr.harness.spark.conf.";

    private static final int MOST_CORES = 4;

    SparkSettings {
        conf = Map.copyOf(conf);
    }

    static SparkSettings of(Map<String, String> settings) {
        SparkMaster master = SparkMaster.LOCAL;
        Isolation containers = Isolation.IN_PROCESS;
        int cores = Math.min(Runtime.getRuntime().availableProcessors(), MOST_CORES);
        boolean allowVersionMismatch = false;
        boolean installsPySpark = true;
        Map<String, String> conf = new TreeMap<>();
        for (var setting : settings.entrySet()) {
            String value = setting.getValue();
            if (setting.getKey().equals(MASTER)) {
                master = SparkMaster.parse(MASTER, value);
            } else if (setting.getKey().equals(CONTAINERS)) {
                containers = isolation(CONTAINERS, value);
            } else if (setting.getKey().equals(CORES)) {
                cores = positive(value);
            } else if (setting.getKey().equals(ALLOW_VERSION_MISMATCH)) {
                allowVersionMismatch = Boolean.parseBoolean(value);
            } else if (setting.getKey().equals(PYTHON_INSTALL)) {
                installsPySpark = Boolean.parseBoolean(value);
            } else if (setting.getKey().startsWith(CONF_PREFIX)) {
                conf.put(setting.getKey().substring(CONF_PREFIX.length()), value);
            }
        }
        return new SparkSettings(master, containers, cores, allowVersionMismatch, installsPySpark, conf);
    }

    /**
     * Understands where JVMs run.
     *
     * @param name of the setting, for the message
     * @throws IllegalArgumentException if it is none of these; the message says which there are
     */
    static Isolation isolation(String name, String value) {
        return switch (value.trim()) {
            case "in-process" -> Isolation.IN_PROCESS;
            case "forked" -> Isolation.FORKED;
            default -> throw new IllegalArgumentException(name + " must be in-process or forked, but was: " + value);
        };
    }

    private static int positive(String value) {
        try {
            int number = Integer.parseInt(value.trim());
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, with the name of the setting
        }
        throw new IllegalArgumentException(CORES + " must be a number above 0, but was: " + value);
    }
}
