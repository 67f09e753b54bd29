package io.github.emrharness.jvm.inprocess;

import java.lang.reflect.Field;
import java.security.Provider;
import java.security.Security;
import java.util.Collection;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.function.Predicate;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an engine may have registered in tables of the whole JVM, where it would hold the engine's classes: MBeans, JDBC
 * drivers, security providers, resource bundles.
 */
final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private Leftovers() {}

    /** Those of an engine that is thrown away. */
    static void remove(ProcessClassLoader loader) {
        ResourceBundle.clearCache(loader);
        remove(each -> isBelow(each, loader));
    }

    /** Those of loaders that the process has made; the engine's own stay. */
    static void removeBelow(ProcessClassLoader loader) {
        remove(each -> each != loader && isBelow(each, loader));
    }

    private static void remove(Predicate<ClassLoader> ofEngine) {
        for (MBeanServer server : MBeanServerFactory.findMBeanServer(null)) {
            for (ObjectName name : server.queryNames(null, null)) {
                try {
                    if (ofEngine.test(server.getClassLoaderFor(name))) {
                        server.unregisterMBean(name);
                    }
                } catch (JMException | RuntimeException e) {
                    LOG.debug("The MBean {} stays", name, e);
                }
            }
        }
        for (Provider provider : Security.getProviders()) {
            if (ofEngine.test(provider.getClass().getClassLoader())) {
                Security.removeProvider(provider.getName());
            }
        }
        removeDrivers(ofEngine);
    }

    /** By the table itself: DriverManager lets nobody but the driver's own loader take it away. */
    private static void removeDrivers(Predicate<ClassLoader> ofEngine) {
        try {
            Field table = Class.forName("java.sql.DriverManager").getDeclaredField("registeredDrivers");
            table.setAccessible(true);
            Field driver = Class.forName("java.sql.DriverInfo").getDeclaredField("driver");
            driver.setAccessible(true);
            ((Collection<?>) Objects.requireNonNull(table.get(null))).removeIf(info -> {
                try {
                    return ofEngine.test(
                            Objects.requireNonNull(driver.get(info)).getClass().getClassLoader());
                } catch (IllegalAccessException e) {
                    return false;
                }
            });
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.debug("JDBC drivers stay", e);
        }
    }

    private static boolean isBelow(ClassLoader loader, ProcessClassLoader top) {
        for (ClassLoader each = loader; each != null; each = each.getParent()) {
            if (each == top) {
                return true;
            }
        }
        return false;
    }
}
