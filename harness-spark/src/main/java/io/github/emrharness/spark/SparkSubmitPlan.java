package io.github.emrharness.spark;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A spark-submit that is fit to run here.
 *
 * @param arguments for Spark's {@code SparkSubmit}, but for the file of the properties
 * @param properties the content of that file
 * @param javaOptions what the driver's JVM was asked to get
 * @param driverMemory as Spark writes it, null if nothing was said
 * @param driverClassPath entries to stand before the engine's, null if nothing was said
 * @param driverLibraryPath where native libraries are, null if nothing was said
 * @param notes what is not as it was asked for, for the step's controller log
 */
record SparkSubmitPlan(
        List<String> arguments,
        Map<String, String> properties,
        JavaOptions javaOptions,
        @Nullable String driverMemory,
        @Nullable String driverClassPath,
        @Nullable String driverLibraryPath,
        List<String> notes) {

    SparkSubmitPlan {
        arguments = List.copyOf(arguments);
        properties = Map.copyOf(properties);
        notes = List.copyOf(notes);
    }
}
