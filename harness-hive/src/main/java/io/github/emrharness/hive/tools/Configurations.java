package io.github.emrharness.hive.tools;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.metastore.conf.MetastoreConf;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;

/** Where a process of Hive finds its configuration; an engine that has run before still has that of the one before. */
final class Configurations {

    static final String HIVE_SITE = "emr.harness.hive.site";

    private Configurations() {}

    static void useThoseOfThisProcess() throws IOException {
        configureLogging();
        URL hiveSite = SiteInMemory.of(Path.of(System.getProperty(HIVE_SITE)));
        HiveConf.setHiveSiteLocation(hiveSite);
        MetastoreConf.setHiveSiteLocation(hiveSite);
    }

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
