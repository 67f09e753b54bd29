package io.github.emrharness.core.operations;

import io.github.emrharness.core.lifecycle.HarnessClock;
import io.github.emrharness.core.model.Cluster;
import io.github.emrharness.core.model.Identifiers;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.Tag;

/** All clusters of a harness, in the order of their creation. */
final class ClusterRegistry {

    /**
     * How long an ended cluster is remembered.
     *
     * @see <a href="https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-manage-view-clusters.html">View cluster
     *     status and details</a>: two months
     */
    static final Duration RETENTION = Duration.ofDays(60);

    private final HarnessClock clock;
    private final Map<String, Entry> byId = new ConcurrentHashMap<>();
    private final NavigableMap<Long, Entry> byNumber = new ConcurrentSkipListMap<>();
    private long added;
    private boolean closed;

    ClusterRegistry(HarnessClock clock) {
        this.clock = clock;
    }

    synchronized void add(Cluster cluster) {
        if (closed) {
            throw harnessClosed();
        }
        Entry entry = new Entry(++added, cluster);
        byId.put(cluster.id(), entry);
        byNumber.put(entry.number(), entry);
    }

    Optional<Cluster> find(@Nullable String id) {
        return id == null
                ? Optional.empty()
                : Optional.ofNullable(byId.get(id)).map(Entry::cluster).filter(this::isRemembered);
    }

    /** Tells whether the cluster is still told of: an ended one is only for some time. */
    boolean isRemembered(Cluster cluster) {
        Instant forgotten = clock.now().minus(RETENTION);
        return cluster.created().isAfter(forgotten) || !cluster.hasEndedBefore(forgotten);
    }

    /** The cluster, or the error of the newer operations. */
    Cluster require(@Nullable String id) {
        return find(id).orElseThrow(() -> noSuchCluster(id));
    }

    static EmrServiceException noSuchCluster(@Nullable String id) {
        return EmrServiceException.invalidRequest("NoSuchCluster", notValid(id));
    }

    /** The cluster, or the error of the operations on policies, which is of the older kind but speaks of clusters. */
    Cluster requireForPolicy(@Nullable String id) {
        return find(id).orElseThrow(() -> EmrServiceException.validation(notValid(id)));
    }

    private static String notValid(@Nullable String id) {
        return "Cluster id '" + id + "' is not valid.";
    }

    /** The cluster, or the error of the operations from the time of job flows. */
    Cluster requireJobFlow(@Nullable String id) {
        return find(id).orElseThrow(() -> EmrServiceException.validation("Specified job flow ID not valid."));
    }

    /** The cluster, or the error that AddJobFlowSteps tells apart: whether the id could be one or not. */
    Cluster requireJobFlowForSteps(@Nullable String id) {
        return find(id).orElseThrow(() -> EmrServiceException.validation(
                id != null && Identifiers.looksLikeClusterId(id)
                        ? "Specified job flow ID does not exist."
                        : "Specified job flow ID not valid."));
    }

    /** The tags of a cluster. */
    Optional<TaggedResources.Tagged> tagged(String id) {
        return find(id).map(cluster -> new TaggedResources.Tagged() {
            @Override
            public void addTags(List<Tag> tags) {
                cluster.addTags(tags);
            }

            @Override
            public void removeTags(List<String> keys) {
                cluster.removeTags(keys);
            }
        });
    }

    /** Those created before that number, newest first; a view, so that a page does not cost a copy of all. */
    Collection<Entry> createdBefore(long number) {
        return byNumber.headMap(number, false).descendingMap().values();
    }

    /** Newest first. */
    List<Cluster> all() {
        return createdBefore(Long.MAX_VALUE).stream().map(Entry::cluster).toList();
    }

    /** Takes no more clusters, and gives those that there are. */
    synchronized Collection<Cluster> close() {
        closed = true;
        return byNumber.values().stream().map(Entry::cluster).toList();
    }

    static EmrServiceException harnessClosed() {
        return EmrServiceException.common("ServiceUnavailable", 503, "This EMR Harness is closed.");
    }

    /** A cluster and its place in the order of creation. */
    record Entry(long number, Cluster cluster) {}
}
