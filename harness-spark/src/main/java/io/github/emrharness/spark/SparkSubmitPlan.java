package io.github.emrharness.spark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A spark-submit that is fit to run here.
 *
 * @param deployment where it runs
 * @param options for Spark's {@code SparkSubmit}, but for the file of the properties
 * @param application the application and its arguments
 * @param properties the content of the file of the properties
 * @param conf what the application gets to see: those properties, and what the options set
 * @param driverEnvironment variables for the driver, beside those of the step
 * @param resources the local lists of {@code --files} and {@code --archives}, by their options
 * @param javaOptions what the JVM of the step was asked to get
 * @param driverMemory as Spark writes it, null if nothing was said
 * @param driverClassPath entries to stand before the engine's, null if nothing was said
 * @param driverLibraryPath where native libraries are, null if nothing was said
 * @param notes what is not as it was asked for, for the step's controller log
 */
record SparkSubmitPlan(
        Deployment deployment,
        List<String> options,
        List<String> application,
        Map<String, String> properties,
        Map<String, String> conf,
        Map<String, String> driverEnvironment,
        Map<String, String> resources,
        JavaOptions javaOptions,
        @Nullable String driverMemory,
        @Nullable String driverClassPath,
        @Nullable String driverLibraryPath,
        List<String> notes) {

    SparkSubmitPlan {
        options = List.copyOf(options);
        application = List.copyOf(application);
        properties = Map.copyOf(properties);
        conf = Map.copyOf(conf);
        driverEnvironment = Map.copyOf(driverEnvironment);
        resources = Map.copyOf(resources);
        notes = List.copyOf(notes);
    }

    /** The command line that follows the file of the properties. */
    List<String> arguments() {
        List<String> all = new ArrayList<>(options);
        all.addAll(application);
        return all;
    }

    /** The same with these properties, which win. */
    SparkSubmitPlan with(Map<String, String> stronger) {
        List<String> moreOptions = new ArrayList<>(options);
        stronger.forEach((name, value) -> moreOptions.addAll(List.of("--conf", name + "=" + value)));
        Map<String, String> moreConf = new LinkedHashMap<>(conf);
        moreConf.putAll(stronger);
        return new SparkSubmitPlan(
                deployment,
                moreOptions,
                application,
                properties,
                moreConf,
                driverEnvironment,
                resources,
                javaOptions,
                driverMemory,
                driverClassPath,
                driverLibraryPath,
                notes);
    }
}
