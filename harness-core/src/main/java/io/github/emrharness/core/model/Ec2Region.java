package io.github.emrharness.core.model;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The EC2 of the region that a harness plays: where the instances of clusters come from. Safe for use by many threads. */
public final class Ec2Region {

    private static final int HOSTS_OF_A_BYTE = 254;

    private final String name;
    private final Ec2Capacity capacity;
    private final AtomicInteger hosts = new AtomicInteger();
    private @Nullable InstanceTypes types;

    public Ec2Region(String name, Ec2Capacity capacity) {
        this.name = name;
        this.capacity = capacity;
    }

    /** Such as {@code us-east-1}. */
    public String name() {
        return name;
    }

    public Ec2Capacity capacity() {
        return capacity;
    }

    /** The catalogue, read when it is first needed. */
    public synchronized InstanceTypes types() {
        InstanceTypes loaded = types;
        if (loaded == null) {
            loaded = InstanceTypes.load();
            types = loaded;
        }
        return loaded;
    }

    /**
     * Addresses that no other instance has (until there were 64,516). The public ones belong to the range for
     * benchmarks (RFC 2544), which no host on the Internet has.
     *
     * @param subnetIsPrivate whether the instance has no public address
     */
    InstanceAddress newAddress(boolean subnetIsPrivate) {
        int host = Math.floorMod(hosts.getAndIncrement(), HOSTS_OF_A_BYTE * HOSTS_OF_A_BYTE);
        String lowHalf = (1 + host / HOSTS_OF_A_BYTE) + "." + (1 + host % HOSTS_OF_A_BYTE);
        return InstanceAddress.of(name, "10.0." + lowHalf, subnetIsPrivate ? null : "198.18." + lowHalf);
    }
}
