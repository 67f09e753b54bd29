package io.github.emrharness.junit5;

import io.github.emrharness.ClusterHandle;
import io.github.emrharness.EmrHarness;
import io.github.emrharness.EmrHarnessConfig;
import io.github.emrharness.core.events.EmrEvent;
import io.github.emrharness.core.events.EmrEvents;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.emr.model.SetTerminationProtectionRequest;

/** A harness that test classes share, and what the code under test has made in it. */
final class SharedHarness implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SharedHarness.class);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EmrHarness harness;
    private final LazyRelay s3;
    private final EmrEvents.Subscription subscription;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final List<String> clusters = new CopyOnWriteArrayList<>();
    private final Set<String> ours = ConcurrentHashMap.newKeySet();
    private int users;

    private SharedHarness(EmrHarness harness) {
        this.harness = harness;
        harness.emrEndpoint();
        this.s3 = LazyRelay.to(() -> harness.objectStore().endpoint());
        this.subscription = harness.events().subscribe(this::note);
    }

    static SharedHarness start(EmrHarnessConfig config) {
        EmrHarness harness = EmrHarness.start(config);
        try {
            return new SharedHarness(harness);
        } catch (RuntimeException | Error e) {
            harness.close();
            throw e;
        }
    }

    EmrHarness harness() {
        return harness;
    }

    /** Where S3 can be reached without having been started. */
    URI s3Endpoint() {
        return s3.endpoint();
    }

    /** Says that the cluster was made for a test, not by the code under test. */
    void own(String clusterId) {
        ours.add(clusterId);
    }

    /** A mark for {@link #clustersSince}. */
    int mark() {
        return clusters.size();
    }

    /** The clusters that the code under test, in any test class, has made since the mark. */
    List<ClusterHandle> clustersSince(int mark) {
        return clusters.stream()
                .skip(mark)
                .filter(id -> !ours.contains(id) && harness.cluster(id).isPresent())
                .map(id -> ClusterHandle.of(harness, id, PATIENCE))
                .toList();
    }

    synchronized void enter() {
        users++;
    }

    /** Ends the clusters that are left over once no test class uses the harness. */
    synchronized void leave() {
        users--;
        if (users == 0) {
            clustersSince(0).stream()
                    .filter(cluster -> !cluster.snapshot().isFinal())
                    .forEach(this::terminate);
        }
    }

    @Override
    public void close() {
        subscription.close();
        s3.close();
        harness.close();
    }

    private void note(EmrEvent event) {
        if (known.add(event.clusterId())) {
            clusters.add(event.clusterId());
        }
    }

    private void terminate(ClusterHandle cluster) {
        try {
            harness.service()
                    .execute(SetTerminationProtectionRequest.builder()
                            .jobFlowIds(cluster.id())
                            .terminationProtected(false)
                            .build());
            cluster.terminate();
        } catch (RuntimeException e) {
            log.debug("Cluster {} is ending already.", cluster.id(), e);
        }
    }
}
