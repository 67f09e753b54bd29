package io.github.emrharness.jvm.inprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.emrharness.jvm.JavaCommand;
import io.github.emrharness.jvm.JavaProcess;
import io.github.emrharness.jvm.Output;
import io.github.emrharness.jvm.Programs;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 180, unit = TimeUnit.SECONDS)
class EngineReuseTest {

    private static Path classes;

    @TempDir
    private Path directory;

    private final List<EngineState> states = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void compile(@TempDir Path shared) {
        classes = Programs.compileInto(shared.resolve("classes"));
    }

    private record Ended(int exitCode, String out, String err) {}

    private Ended run(InProcessLauncher launcher, String mainClass, String... arguments) throws Exception {
        Output out = new Output();
        Output err = new Output();
        JavaProcess process = launcher.start(JavaCommand.builder(mainClass)
                .classPath(List.of(classes))
                .arguments(List.of(arguments))
                .systemProperties(Map.of("run", "mine"))
                .stdout(out)
                .stderr(err)
                .build());
        assertThat(process.waitFor(Duration.ofSeconds(60))).isTrue();
        return new Ended(process.onExit().join(), out.text(), err.text());
    }

    @Test
    void a_clean_loader_serves_again_with_fresh_state_around_it() throws Exception {
        try (InProcessLauncher launcher = InProcessLauncher.builder().build()) {
            for (int i = 1; i <= 3; i++) {
                Ended ended = run(launcher, "Counts");
                assertThat(ended.out().lines()).containsExactly("run " + i, "property mine");
                assertThat(ended.err().lines()).containsExactly("kept stream " + i);
            }
        }
    }

    @Test
    void a_loader_is_not_used_again_when_threads_are_left_or_its_files_have_changed() throws Exception {
        try (InProcessLauncher launcher = InProcessLauncher.builder().build()) {
            assertThat(run(launcher, "Counts").out()).contains("run 1");
            assertThat(run(launcher, "DaemonLeft").exitCode()).isZero();
            assertThat(run(launcher, "Counts").out()).contains("run 1");
            Path added = Files.writeString(classes.resolve("added.txt"), "x");
            assertThat(run(launcher, "Counts").out()).contains("run 1");
            Files.delete(added);
        }
    }

    @Test
    void no_loader_is_kept_if_none_may_be() throws Exception {
        try (InProcessLauncher launcher =
                InProcessLauncher.builder().maxIdleLoaders(0).build()) {
            assertThat(run(launcher, "Counts").out()).contains("run 1");
            assertThat(run(launcher, "Counts").out()).contains("run 1");
        }
    }

    @Test
    void a_kept_hook_waits_for_the_end_of_the_loader() throws Exception {
        Path marker = Files.writeString(directory.resolve("marker"), "deleted by the hook");
        EngineRecycler recycler = new EngineRecycler() {
            @Override
            public boolean keepsHook(Thread hook) {
                return hook.getClass().getName().equals("EngineHook$Hook");
            }

            @Override
            public void shutDown(EngineState engine) throws Exception {
                engine.loader().loadClass("EngineHook").getMethod("shutDown").invoke(null);
            }

            @Override
            public Verdict recycle(EngineState engine) {
                states.add(engine);
                return Verdict.REUSE;
            }
        };
        try (InProcessLauncher launcher =
                InProcessLauncher.builder().recycler(recycler).build()) {
            assertThat(run(launcher, "EngineHook", marker.toString()).out().lines())
                    .containsExactly("run 1", "shut down 1");
            assertThat(run(launcher, "EngineHook", marker.toString()).out().lines())
                    .containsExactly("run 2", "shut down 2");
            assertThat(marker).exists();
        }
        assertThat(marker).doesNotExist();
        assertThat(states)
                .extracting(EngineState::ending, EngineState::exitCode, state -> state.keptHooks()
                        .size())
                .containsOnly(org.assertj.core.groups.Tuple.tuple(Ending.RETURNED, 0, 1))
                .hasSize(2);
    }

    @Test
    void a_loader_that_is_warmed_serves_the_next_process_and_is_replaced_when_thrown_away() throws Exception {
        JavaCommand program =
                JavaCommand.builder("Counts").classPath(List.of(classes)).build();
        try (InProcessLauncher launcher = InProcessLauncher.builder().build()) {
            var ready = launcher.warmUp(List.of(classes), () -> () -> program);
            assertThat(run(launcher, "Counts").out()).contains("run 2");
            ready.get(60, TimeUnit.SECONDS);
            assertThat(run(launcher, "Counts").out()).contains("run 3");

            assertThat(run(launcher, "DaemonLeft").exitCode()).isZero();
            assertThat(run(launcher, "Counts").out()).contains("run 2");
        }
    }

    @Test
    void a_loader_whose_program_cannot_be_had_is_only_not_warm() throws Exception {
        try (InProcessLauncher launcher = InProcessLauncher.builder().build()) {
            var ready = launcher.warmUp(List.of(classes), () -> () -> {
                throw new IllegalStateException("no directory for it");
            });
            ready.get(60, TimeUnit.SECONDS);

            assertThat(run(launcher, "Counts").out()).contains("run 1");
        }
    }

    @Test
    void a_loader_that_was_never_warmed_is_replaced_by_a_warm_one() throws Exception {
        JavaCommand program =
                JavaCommand.builder("Counts").classPath(List.of(classes)).build();
        try (InProcessLauncher launcher = InProcessLauncher.builder().build()) {
            launcher.warmReplacements(List.of(classes), () -> () -> program);

            assertThat(run(launcher, "DaemonLeft").exitCode()).isZero();
            assertThat(run(launcher, "Counts").out()).contains("run 2");
        }
    }

    @Test
    void a_closed_launcher_warms_nothing() {
        InProcessLauncher launcher = InProcessLauncher.builder().build();
        launcher.close();

        assertThatThrownBy(() -> launcher.warmUp(
                        List.of(classes),
                        () -> () -> JavaCommand.builder("Greets").build()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("No loader can be warmed: this launcher is closed.");
    }

    @Test
    void an_option_that_needs_a_jvm_of_its_own_is_refused() {
        try (InProcessLauncher launcher = InProcessLauncher.builder().build()) {
            JavaCommand command = JavaCommand.builder("Greets")
                    .jvmOptions(List.of("-Xmx1g", "-Xss4m", "-XX:MaxDirectMemorySize=1g", "-XX:+UseSerialGC"))
                    .build();

            assertThatThrownBy(() -> launcher.start(command))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The JVM option [-XX:+UseSerialGC] needs a JVM of its own: in-process there are"
                            + " -Dname=value and -Xss, and options for the size of memory areas are ignored. Remove the"
                            + " option or choose Isolation.FORKED.");
        }
    }

    @Test
    void exit_in_a_hook_ends_the_hook_alone() throws Exception {
        try (InProcessLauncher launcher = InProcessLauncher.builder().build()) {
            assertThat(run(launcher, "HookThatExits", "exit"))
                    .isEqualTo(new Ended(20, "hook runs" + System.lineSeparator(), ""));
        }
    }

    @Test
    void streams_of_this_jvm_are_put_back_and_may_be_a_programs_output() throws Exception {
        PrintStream before = System.err;
        Output captured = new Output();
        System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
        PrintStream mine = System.err;
        try {
            try (InProcessLauncher launcher = InProcessLauncher.builder().build()) {
                JavaProcess process = launcher.start(JavaCommand.builder("Uncaught")
                        .classPath(List.of(classes))
                        .arguments(List.of("print"))
                        .stderr(System.err)
                        .build());
                assertThat(process.waitFor(Duration.ofSeconds(60))).isTrue();
            }
            assertThat(System.err).isSameAs(mine);
        } finally {
            System.setErr(before);
        }
        assertThat(captured.text()).contains("java.lang.IllegalStateException: printed");
    }

    @Test
    void a_recycler_that_fails_costs_the_loader_and_not_the_exit_code() throws Exception {
        EngineRecycler recycler = engine -> {
            throw new IllegalStateException("no idea");
        };
        try (InProcessLauncher launcher =
                InProcessLauncher.builder().recycler(recycler).build()) {
            assertThat(run(launcher, "Counts").out()).contains("run 1");
            assertThat(run(launcher, "Counts").exitCode()).isZero();
            assertThat(run(launcher, "Counts").out()).contains("run 1");
        }
    }

    @Test
    void a_loader_below_can_be_collected_while_its_engine_lives() throws Exception {
        try (InProcessLauncher launcher = InProcessLauncher.builder().build()) {
            Ended ended = run(launcher, "DropsLoaders", classes.toString());

            assertThat(ended.exitCode()).as(ended.err()).isZero();
            assertThat(ended.out().lines()).contains("run 1").endsWith("loaders left: 0");
        }
    }

    @Test
    void the_pools_of_an_engine_that_is_thrown_away_end() throws Exception {
        try (InProcessLauncher launcher = InProcessLauncher.builder().build()) {
            assertThat(run(launcher, "LeavesPools").exitCode()).isZero();
        }

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        List<Thread> left = threadsOfPools();
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            left.get(0).join(1_000);
            left = threadsOfPools();
        }
        assertThat(left).isEmpty();
    }

    private static List<Thread> threadsOfPools() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("left by a pool"))
                .toList();
    }

    @Test
    void two_hundred_runs_leave_nothing_behind() throws Exception {
        ReferenceQueue<ClassLoader> queue = new ReferenceQueue<>();
        List<WeakReference<ClassLoader>> loaders = new CopyOnWriteArrayList<>();
        EngineRecycler recycler = engine -> {
            if (loaders.stream().noneMatch(known -> known.refersTo(engine.loader()))) {
                loaders.add(new WeakReference<>(engine.loader(), queue));
            }
            return engine.threads().isEmpty() ? EngineRecycler.Verdict.REUSE : EngineRecycler.Verdict.DISCARD;
        };
        long filesBefore;
        int threadsBefore;
        try (InProcessLauncher launcher =
                InProcessLauncher.builder().recycler(recycler).build()) {
            run(launcher, "LeavesTraces", "warm");
            run(launcher, "Greets");
            filesBefore = openFiles();
            threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
            for (int i = 0; i < 50; i++) {
                assertThat(run(launcher, "LeavesTraces", "a" + i).exitCode()).isZero();
                assertThat(run(launcher, "LeavesTraces", "b" + i, "3").exitCode())
                        .isEqualTo(3);
                assertThat(run(launcher, "Greets").exitCode()).isZero();
                assertThat(run(launcher, "Logs").exitCode()).isZero();
            }
        }
        assertThat(loaders).hasSizeGreaterThan(100);
        awaitCollection(queue, loaders.size());
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThanOrEqualTo(threadsBefore + 2);
        assertThat(openFiles()).isLessThanOrEqualTo(filesBefore + 4);
    }

    private static void awaitCollection(ReferenceQueue<ClassLoader> queue, int expected) throws InterruptedException {
        List<Object> collected = new ArrayList<>();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (collected.size() < expected && System.nanoTime() < deadline) {
            System.gc();
            for (Object next = queue.remove(100); next != null; next = queue.poll()) {
                collected.add(next);
            }
        }
        assertThat(collected).describedAs("loaders that could be collected").hasSize(expected);
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }
}
