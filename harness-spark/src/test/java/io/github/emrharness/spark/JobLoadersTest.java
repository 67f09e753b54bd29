package io.github.emrharness.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.spark.jobs.ManyTies;
import io.github.emrharness.spark.jobs.NoDatabase;
import io.github.emrharness.spi.EngineLogLevel;
import io.github.emrharness.spi.Isolation;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stays of the classes of a job after its step, while the engine goes on. */
class JobLoadersTest {

    /** Whose Hadoop configuration Spark keeps for {@code hdfs:} and other URLs: that of the first job. */
    private static final int STAYS = 1;

    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

    @Test
    void the_classes_of_a_job_can_be_collected_after_its_step(@TempDir Path root) throws Exception {
        TestHarness harness = new TestHarness(
                root,
                new MemoryStore(),
                Isolation.IN_PROCESS,
                EngineLogLevel.WARN,
                Map.of("emr.harness.spark.cores", "2", "emr.harness.spark.conf.spark.sql.shuffle.partitions", "2"));
        String jar = JobJar.of(root.resolve("job.jar"), ManyTies.class, ManyTies.Sale.class, NoDatabase.class)
                .toString();
        SparkEngine engine = new SparkEngine(harness, SparkSettings.of(harness.settings()));
        try {
            for (int i = 0; i < 6; i++) {
                TestStep step = TestStep.commandRunner(
                        root,
                        "spark-submit",
                        "--class",
                        ManyTies.class.getName(),
                        jar,
                        root.resolve("output-" + i).toString(),
                        String.valueOf(i % 2 == 0));

                assertThat(step.run(engine)).as(step.err().text()).isZero();
                assertThat(step.out().text()).isEqualTo("no database\n");
                rememberNewLoaders();
            }
            assertThat(loaders).hasSize(6);

            assertThat(await(loaders.size() - STAYS)).as("loaders collected").isGreaterThanOrEqualTo(6 - STAYS);
        } finally {
            engine.close();
        }
    }

    private void rememberNewLoaders() {
        for (Class<?> type : ByteBuddyAgent.getInstrumentation().getAllLoadedClasses()) {
            ClassLoader loader = type.getClassLoader();
            if (type.getName().equals(ManyTies.class.getName())
                    && loader != ManyTies.class.getClassLoader()
                    && loaders.stream().noneMatch(known -> known.refersTo(loader))) {
                loaders.add(new WeakReference<>(loader, collected));
            }
        }
    }

    private int await(int expected) throws InterruptedException {
        int count = 0;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (count < expected && System.nanoTime() < deadline) {
            System.gc();
            if (collected.remove(100) != null) {
                count++;
            }
        }
        return count;
    }
}
