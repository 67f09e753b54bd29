package io.github.emrharness.hadoop;

import java.util.HashSet;
import java.util.Set;

/**
 * The clusters whose daemons were started before anything needed them. There are few at a time: each costs seconds of
 * processor time, and its name node takes some 3 % of the heap, while production code under test may start dozens of
 * clusters that declare Hadoop and never use it.
 */
final class StartsAhead {

    /** One that is used, and one that begins while it ends. */
    private static final int MOST = 2;

    private final Set<String> clusters = new HashSet<>();

    /** Whether the daemons of that cluster may be started ahead; the others wait until they are needed. */
    synchronized boolean mayBegin(String clusterId) {
        return clusters.size() < MOST && clusters.add(clusterId);
    }

    /** The daemons of a cluster have ended, or will not start any more. */
    synchronized void ended(String clusterId) {
        clusters.remove(clusterId);
    }
}
