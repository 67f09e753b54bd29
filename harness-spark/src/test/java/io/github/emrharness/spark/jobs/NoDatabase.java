package io.github.emrharness.spark.jobs;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.util.Properties;
import java.util.logging.Logger;

/** Spark makes one, which it keeps for the whole JVM. */
public final class NoDatabase implements Driver {

    @Override
    public Connection connect(String url, Properties info) {
        throw new IllegalStateException("no database");
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.equals("jdbc:none");
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("none");
    }
}
