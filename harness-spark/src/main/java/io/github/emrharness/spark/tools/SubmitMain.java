package io.github.emrharness.spark.tools;

import java.net.URI;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.spark.deploy.SparkSubmit;

/** The main class of spark-submit steps: Spark's own, with the logging of this step. */
public final class SubmitMain {

    private SubmitMain() {}

    public static void main(String[] args) {
        configureLogging();
        SparkSubmit.main(args);
    }

    /** An engine that has run before has its logging configured already, perhaps changed by the job. */
    private static void configureLogging() {
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
