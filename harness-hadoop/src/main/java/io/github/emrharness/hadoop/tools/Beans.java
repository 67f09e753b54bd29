package io.github.emrharness.hadoop.tools;

import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.Set;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.apache.hadoop.metrics2.util.MBeans;

/** The beans that a daemon registers with JMX when it is initialised, and leaves there with all that it holds when it ends. */
final class Beans {

    private final String service;
    private final Set<ObjectName> registered = new HashSet<>();

    /**
     * @param service the daemon's name in the names of its beans
     */
    Beans(String service) {
        this.service = service;
    }

    /** What initialises the daemon. */
    @FunctionalInterface
    interface Initialisation {

        void run() throws Exception;
    }

    /** One daemon at a time, since nothing tells the beans of two of a kind apart. */
    void noteThoseOf(Initialisation daemon) throws Exception {
        synchronized (Beans.class) {
            Set<ObjectName> before = named();
            try {
                daemon.run();
            } finally {
                registered.addAll(named());
                registered.removeAll(before);
            }
        }
    }

    void unregister() {
        registered.forEach(MBeans::unregister);
    }

    private Set<ObjectName> named() throws MalformedObjectNameException {
        return ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("Hadoop:service=" + service + ",*"), null);
    }
}
