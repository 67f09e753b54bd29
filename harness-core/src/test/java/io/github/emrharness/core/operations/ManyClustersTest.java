package io.github.emrharness.core.operations;

import static io.github.emrharness.core.operations.EmrFixture.minimal;
import static io.github.emrharness.core.operations.EmrFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.core.account.ResourceRegistry;
import io.github.emrharness.core.events.EventBus;
import io.github.emrharness.core.lifecycle.HarnessClock;
import io.github.emrharness.core.model.Bootstrapper;
import io.github.emrharness.core.model.Ec2Capacity;
import io.github.emrharness.core.model.Ec2Region;
import io.github.emrharness.core.model.Releases;
import io.github.emrharness.core.model.StepLauncher;
import io.github.emrharness.core.model.StepOutcome;
import io.github.emrharness.core.model.StepRun;
import io.github.emrharness.core.model.StepTask;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterSummary;
import software.amazon.awssdk.services.emr.model.ListClustersRequest;
import software.amazon.awssdk.services.emr.model.ListClustersResponse;
import software.amazon.awssdk.services.emr.model.ListStepsRequest;
import software.amazon.awssdk.services.emr.model.StepConfig;
import software.amazon.awssdk.services.emr.model.StepState;
import software.amazon.awssdk.services.emr.model.StepSummary;

/** 1,000 clusters with 10 steps each, without processes and files. */
class ManyClustersTest {

    private final ClusterRegistry registry = new ClusterRegistry(HarnessClock.system());
    private final EmrServiceConfig config =
            EmrServiceConfig.builder(Path.of("unused")).build();
    private final Ec2Region ec2 = new Ec2Region("us-east-1", new Ec2Capacity());
    private final ClusterOperations clusters = new ClusterOperations(
            config,
            registry,
            new InstantLauncher(),
            Bootstrapper.NONE,
            new EventBus(),
            new RunJobFlowValidation(
                    Releases.load(), new SecurityRules(new ResourceRegistry<>()), new RoleRules(config), ec2),
            ec2);
    private final StepOperations steps = new StepOperations(registry);

    @Test
    void all_end_and_are_listed(TestReporter reporter) {
        List<StepConfig> ten =
                IntStream.range(0, 10).mapToObj(number -> step("s" + number)).toList();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            ids.add(
                    0,
                    clusters.runJobFlow(minimal()
                                    .applyMutation(EmrFixture::transientCluster)
                                    .steps(ten)
                                    .build())
                            .jobFlowId());
        }

        List<String> listed = new ArrayList<>();
        String marker = null;
        do {
            ListClustersResponse page = clusters.listClusters(ListClustersRequest.builder()
                    .clusterStates(ClusterState.TERMINATED)
                    .marker(marker)
                    .build());
            page.clusters().stream().map(ClusterSummary::id).forEach(listed::add);
            marker = page.marker();
        } while (marker != null);

        assertThat(listed).isEqualTo(ids);
        assertThat(ids).allSatisfy(id -> assertThat(
                        steps.listSteps(ListStepsRequest.builder().clusterId(id).build())
                                .steps())
                .hasSize(10)
                .extracting(StepSummary::status)
                .allMatch(status -> status.state() == StepState.COMPLETED));
        reporter.publishEntry("microseconds for a page", String.valueOf(bestPageTime()));
    }

    private long bestPageTime() {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 50; i++) {
            long start = System.nanoTime();
            clusters.listClusters(ListClustersRequest.builder().build());
            best = Math.min(best, System.nanoTime() - start);
        }
        return TimeUnit.NANOSECONDS.toMicros(best);
    }

    /** Every step succeeds the moment it starts. */
    private static final class InstantLauncher implements StepLauncher {

        @Override
        public Path logDirectory(String clusterId, String stepId) {
            return Path.of(clusterId, stepId);
        }

        @Override
        public StepRun prepare(StepTask task, Consumer<StepOutcome> onEnd) {
            return new StepRun() {
                @Override
                public void start() {
                    onEnd.accept(new StepOutcome(Instant.EPOCH, OptionalInt.of(0), Optional.empty()));
                }

                @Override
                public void interrupt() {}

                @Override
                public void kill() {}

                @Override
                public void terminate() {}
            };
        }
    }
}
