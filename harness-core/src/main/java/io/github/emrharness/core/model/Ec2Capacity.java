package io.github.emrharness.core.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.emr.model.MarketType;

/**
 * How many more instances EC2 can launch: unlimited until a test makes them scarce. An instance that is launched takes
 * one, one that ends gives it back. It counts for all clusters of a harness. Safe for use by many threads.
 *
 * <pre>{@code
 * harness.ec2Capacity().limit("m5.xlarge", MarketType.SPOT, 0);   // no Spot capacity
 * ...
 * harness.ec2Capacity().unlimited();                               // those that wait get theirs now
 * }</pre>
 */
public final class Ec2Capacity {

    private final Object lock = new Object();
    private final Map<Pool, Integer> limited = new HashMap<>();
    private final List<Runnable> waiting = new CopyOnWriteArrayList<>();

    private record Pool(String instanceType, MarketType market) {}

    /**
     * Lets only so many more instances of a type be launched. Those that run already are not affected.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public void limit(String instanceType, MarketType market, int instances) {
        if (instances < 0) {
            throw new IllegalArgumentException("EC2 cannot have capacity for " + instances + " instances of "
                    + instanceType + "; give zero or more.");
        }
        synchronized (lock) {
            limited.put(new Pool(instanceType, market), instances);
        }
        offer();
    }

    /** Takes back all limits. */
    public void unlimited() {
        synchronized (lock) {
            limited.clear();
        }
        offer();
    }

    /** Takes one instance, if there is one. */
    boolean take(String instanceType, MarketType market) {
        synchronized (lock) {
            Pool pool = new Pool(instanceType, market);
            Integer left = limited.get(pool);
            if (left == null) {
                return true;
            }
            if (left == 0) {
                return false;
            }
            limited.put(pool, left - 1);
            return true;
        }
    }

    /** Gives an instance back; {@link #offer} must follow outside the lock of the cluster. */
    void giveBack(String instanceType, MarketType market) {
        synchronized (lock) {
            limited.computeIfPresent(new Pool(instanceType, market), (pool, left) -> left + 1);
        }
    }

    /** How many instances can be launched now; a very large number where there is no limit. */
    int left(String instanceType, MarketType market) {
        synchronized (lock) {
            return limited.getOrDefault(new Pool(instanceType, market), Integer.MAX_VALUE);
        }
    }

    /** Calls those who wait, on this thread; not to be called under the lock of a cluster. */
    void offer() {
        waiting.forEach(Runnable::run);
    }

    void await(Runnable lookAgain) {
        waiting.add(lookAgain);
    }

    void awaitNoLonger(Runnable lookAgain) {
        waiting.remove(lookAgain);
    }
}
