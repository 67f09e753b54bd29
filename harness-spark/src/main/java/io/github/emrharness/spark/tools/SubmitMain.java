package io.github.emrharness.spark.tools;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.spark.deploy.SparkSubmit;
import org.jspecify.annotations.Nullable;

/** The main class of spark-submit steps: Spark's own, with the logging of this step. */
public final class SubmitMain {

    private SubmitMain() {}

    public static void main(String[] args) throws ReflectiveOperationException, InterruptedException {
        configureLogging();
        // Spark sets its own with the first session; before that Ivy reads files, which it cannot do through Hadoop's.
        URL.setURLStreamHandlerFactory(null);
        JobConfigs.track();
        PythonDriver.prepare();
        String mistake = mistakeIn(args);
        if (mistake == null && PythonGateway.isMeantBy(args)) {
            PythonGateway.run(args);
        } else if (mistake == null) {
            SparkSubmit.main(args);
            PythonDriver.awaitOutput();
        } else {
            System.err.println("Error: " + mistake);
            System.err.println();
            SparkSubmit.main(new String[] {"--usage-error"});
        }
    }

    /** Asks the part of Spark that checks the command line in the {@code spark-submit} script. */
    private static @Nullable String mistakeIn(String[] args) {
        try {
            Constructor<?> check = Class.forName("org.apache.spark.launcher.SparkSubmitCommandBuilder")
                    .getDeclaredConstructor(List.class);
            check.setAccessible(true);
            check.newInstance(List.of(args));
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause() instanceof IllegalArgumentException mistake ? mistake.getMessage() : null;
        } catch (ReflectiveOperationException e) {
            // A Spark without it: SparkSubmit makes the same checks, with a stack trace.
            return null;
        }
    }

    /** An engine that has run before has its logging configured already, perhaps changed by the job. */
    static void configureLogging() {
        String configuration = System.getProperty("log4j2.configurationFile");
        if (configuration != null && LogManager.getContext(false) instanceof LoggerContext context) {
            URI location = URI.create(configuration);
            if (location.equals(context.getConfigLocation())) {
                context.reconfigure();
            } else {
                context.setConfigLocation(location);
            }
        }
    }
}
