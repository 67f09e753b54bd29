package io.github.emrharness.core.operations;

import static io.github.emrharness.core.operations.EmrFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.core.events.EmrEvent;
import io.github.emrharness.core.lifecycle.TransitionTable;
import io.github.emrharness.core.model.ClusterSnapshot;
import io.github.emrharness.core.model.StepSnapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ListStepsRequest;
import software.amazon.awssdk.services.emr.model.StepCancellationOption;
import software.amazon.awssdk.services.emr.model.StepState;

/** Many threads, many clusters; nothing is lost, nothing is left. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConcurrencyTest {

    private static final int THREADS = 8;

    @TempDir
    Path directory;

    @Test
    void no_step_is_lost_when_many_threads_add_cancel_and_describe() throws Exception {
        try (EmrFixture emr = new EmrFixture(directory)) {
            String cluster = emr.run(request -> request.stepConcurrencyLevel(4));
            Queue<EmrEvent> events = new ConcurrentLinkedQueue<>();
            emr.events().subscribe(events::add);

            List<String> ids = inParallel(THREADS, thread -> {
                List<String> added = new ArrayList<>();
                for (int i = 0; i < 25; i++) {
                    String id = emr.add(cluster, step(thread + "-" + i, "exit", i % 3 == 0 ? "1" : "0"))
                            .get(0);
                    added.add(id);
                    if (i % 5 == 0) {
                        emr.cancel(cluster, StepCancellationOption.SEND_INTERRUPT, id);
                    }
                    emr.describe(cluster, id);
                    emr.service()
                            .execute(ListStepsRequest.builder()
                                    .clusterId(cluster)
                                    .build());
                }
                return added;
            });

            ClusterSnapshot end = emr.await(
                    cluster,
                    now -> now.state() == ClusterState.WAITING
                            && now.steps().size() == THREADS * 25
                            && now.steps().stream().allMatch(StepSnapshot::isFinal));
            assertThat(ids).doesNotHaveDuplicates();
            assertThat(end.steps()).extracting(StepSnapshot::stepId).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(end.steps())
                    .extracting(StepSnapshot::number)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, THREADS * 25).boxed().toList());
            assertEventsTellEveryTransition(events);
        }
    }

    /** Each step's events begin with PENDING, follow the table, and end in a final state; so do the cluster's. */
    private static void assertEventsTellEveryTransition(Queue<EmrEvent> events) {
        Map<String, StepState> steps = new HashMap<>();
        ClusterState cluster = ClusterState.WAITING;
        for (EmrEvent event : events) {
            if (event instanceof EmrEvent.StepChanged changed) {
                StepState next = changed.step().state();
                StepState last = steps.put(changed.step().stepId(), next);
                if (last == null) {
                    assertThat(next).isEqualTo(StepState.PENDING);
                } else {
                    assertThat(TransitionTable.STEP.allows(last, next))
                            .as("%s to %s", last, next)
                            .isTrue();
                }
            } else if (event instanceof EmrEvent.ClusterChanged changed) {
                ClusterState next = changed.cluster().state();
                assertThat(TransitionTable.CLUSTER.allows(cluster, next))
                        .as("%s to %s", cluster, next)
                        .isTrue();
                cluster = next;
            }
        }
        assertThat(steps).hasSize(THREADS * 25);
        assertThat(steps.values()).allMatch(TransitionTable.STEP::isFinal);
        assertThat(cluster).isEqualTo(ClusterState.WAITING);
    }

    @Test
    void never_more_steps_run_than_the_level_allows() throws Exception {
        try (EmrFixture emr = new EmrFixture(directory)) {
            String cluster = emr.run(request -> request.stepConcurrencyLevel(3));
            AtomicInteger most = new AtomicInteger();
            emr.events().subscribe(event -> {
                if (event instanceof EmrEvent.ClusterChanged) {
                    return;
                }
                int running = (int) emr.snapshot(cluster).steps().stream()
                        .filter(step -> step.state() == StepState.RUNNING)
                        .count();
                most.accumulateAndGet(running, Math::max);
            });

            inParallel(THREADS, thread -> {
                List<String> added = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    added.addAll(emr.add(cluster, step("s", "exit", "0")));
                }
                return added;
            });

            emr.await(
                    cluster,
                    now -> now.steps().size() == THREADS * 10
                            && now.steps().stream().allMatch(StepSnapshot::isFinal));
            assertThat(most).hasValueBetween(1, 3);
        }
    }

    @Test
    void terminating_while_steps_come_in_leaves_no_step_behind() throws Exception {
        try (EmrFixture emr = new EmrFixture(directory)) {
            for (int round = 0; round < 20; round++) {
                String cluster = emr.run();
                List<String> added = inParallel(2, thread -> {
                    List<String> ids = new ArrayList<>();
                    if (thread == 1) {
                        emr.terminate(cluster);
                        return ids;
                    }
                    try {
                        for (int i = 0; i < 20; i++) {
                            ids.addAll(emr.add(cluster, step("s" + i)));
                        }
                    } catch (EmrServiceException e) {
                        assertThat(e)
                                .hasMessage(
                                        "A job flow that is shutting down, terminated, or finished may not be modified.");
                    }
                    return ids;
                });

                ClusterSnapshot end = emr.awaitState(cluster, ClusterState.TERMINATED);
                assertThat(end.steps()).hasSameSizeAs(added).allMatch(step -> step.state() == StepState.CANCELLED);
            }
        }
    }

    @Test
    void many_clusters_that_have_ended_leave_no_threads_behind() throws Exception {
        try (EmrFixture emr = new EmrFixture(directory)) {
            List<String> clusters = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                clusters.add(emr.run(
                        EmrFixture::transientCluster,
                        request -> request.steps(step("a", "exit", "0"), step("b", "exit", "0"))));
            }
            for (String cluster : clusters) {
                emr.awaitState(cluster, ClusterState.TERMINATED);
                assertThat(emr.stepStates(cluster)).containsExactly(StepState.COMPLETED, StepState.COMPLETED);
            }
        }
        assertThat(harnessThreads()).isEmpty();
    }

    @Test
    void closing_kills_what_runs_and_ends_all_threads() {
        EmrFixture emr = new EmrFixture(directory);
        String cluster = emr.run();
        emr.add(cluster, step("stubborn", "ignore-term"), step("pending"));
        emr.runner().process("stubborn");

        emr.close();

        assertThat(emr.runner().process("stubborn").signals()).contains("KILL");
        assertThat(emr.stepStates(cluster)).containsExactly(StepState.CANCELLED, StepState.CANCELLED);
        assertThat(emr.state(cluster)).isEqualTo(ClusterState.TERMINATED);
        assertThat(harnessThreads()).isEmpty();
    }

    /** Joins those that are about to end; what is left then has been forgotten. */
    private static List<String> harnessThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("emr-harness-"))
                .filter(thread -> {
                    try {
                        thread.join(10_000);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return thread.isAlive();
                })
                .map(Thread::getName)
                .toList();
    }

    private interface Work {
        List<String> in(int thread) throws Exception;
    }

    private static List<String> inParallel(int threads, Work work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<List<String>>> tasks = IntStream.range(0, threads)
                    .<Callable<List<String>>>mapToObj(thread -> () -> work.in(thread))
                    .toList();
            List<String> all = new ArrayList<>();
            for (Future<List<String>> done : pool.invokeAll(tasks)) {
                all.addAll(done.get());
            }
            return all;
        } finally {
            pool.shutdownNow();
        }
    }
}
