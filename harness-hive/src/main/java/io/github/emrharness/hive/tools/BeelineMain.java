package io.github.emrharness.hive.tools;

import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import org.apache.hive.beeline.BeeLine;
import org.apache.hive.jdbc.HiveDriver;

/** The main class of {@code beeline}: Hive's own, without a terminal. */
public final class BeelineMain {

    private BeelineMain() {}

    public static void main(String[] args) throws Exception {
        Configurations.useThoseOfThisProcess();
        // Else it looks for one with the programs of this machine.
        System.setProperty("jline.terminal", "jline.UnsupportedTerminal");
        // Its history and its preferences.
        System.setProperty(
                "user.home",
                String.valueOf(
                        Path.of(System.getProperty(Configurations.HIVE_SITE)).getParent()));
        // The list of drivers is that of the whole JVM: they are in it for this process only.
        Runtime.getRuntime().addShutdownHook(new Thread(BeelineMain::forgetDrivers));
        DriverManager.registerDriver(new HiveDriver());
        BeeLine.main(args);
    }

    /** Not the other drivers of this Hive: without Calcite's, its optimizer is left out from then on. */
    private static void forgetDrivers() {
        for (Driver driver : Collections.list(DriverManager.getDrivers())) {
            if (driver instanceof HiveDriver) {
                try {
                    DriverManager.deregisterDriver(driver);
                } catch (SQLException e) {
                    // It is not in the list any more.
                }
            }
        }
    }
}
