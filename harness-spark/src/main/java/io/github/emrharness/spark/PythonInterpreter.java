package io.github.emrharness.spark;

import java.nio.file.Path;

/**
 * A Python.
 *
 * @param executable its file, not a script that leads to it
 * @param version for example {@code 3.11.7}
 * @param pyspark the version of the PySpark that it finds by itself, empty if none
 * @param packages where that PySpark is found, or the directory of the executable if there is none
 */
record PythonInterpreter(Path executable, String version, String pyspark, Path packages) {

    /** Tells whether its PySpark fits that Spark: the minor versions must be the same. */
    boolean hasPySparkFor(String sparkVersion) {
        return !pyspark.isEmpty() && SparkReleases.minor(pyspark).equals(SparkReleases.minor(sparkVersion));
    }
}
