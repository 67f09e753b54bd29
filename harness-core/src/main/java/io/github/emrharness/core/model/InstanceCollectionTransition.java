package io.github.emrharness.core.model;

import java.time.Instant;

/**
 * A step in the life of an instance group or fleet.
 *
 * @param since when it entered the state that it has left now
 * @param runningBefore how many of its instances ran at the end of that state
 */
public record InstanceCollectionTransition(
        InstanceCollectionState from, InstanceCollectionState to, Instant since, int runningBefore) {}
