package io.github.emrharness.hadoop.tools;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Properties;
import org.apache.log4j.LogManager;
import org.apache.log4j.PropertyConfigurator;

/**
 * Hadoop's log of one process. As on EMR, {@code HADOOP_ROOT_LOGGER}, {@code HADOOP_LOG_DIR} and {@code HADOOP_LOGFILE} say
 * what is logged and where: that of a step goes to its {@code syslog}.
 */
final class ClientLog {

    private ClientLog() {}

    /** With what the cluster's own {@code log4j.properties} say besides. */
    static void configure(ClassLoader loader) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = ClientLog.class.getResourceAsStream("client-log4j.properties")) {
            if (in != null) {
                properties.load(in);
            }
        }
        URL own = loader.getResource("log4j.properties");
        if (own != null) {
            try (InputStream in = own.openStream()) {
                properties.load(in);
            }
        }
        set(properties, "hadoop.root.logger", "HADOOP_ROOT_LOGGER", "INFO,console");
        set(properties, "hadoop.log.dir", "HADOOP_LOG_DIR", ".");
        set(properties, "hadoop.log.file", "HADOOP_LOGFILE", "hadoop.log");
        LogManager.resetConfiguration();
        PropertyConfigurator.configure(properties);
    }

    /** Closes the files of the log. */
    static void close() {
        LogManager.shutdown();
    }

    private static void set(Properties properties, String name, String variable, String fallback) {
        String value = System.getProperty(name, System.getenv(variable));
        properties.setProperty(name, value == null ? fallback : value);
    }
}
