package io.github.emrharness.benchmarks;

import static io.github.emrharness.assertj.EmrAssertions.assertThat;

import io.github.emrharness.Emr;
import io.github.emrharness.StepSpec;
import io.github.emrharness.junit5.EmrTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import software.amazon.awssdk.services.emr.model.ClusterState;

/** Runs one test class in a JVM that has done nothing else yet. */
public final class ColdStart {

    static final String COMPLETED = "completed";
    static final String WAITING = "waiting after ";

    private ColdStart() {}

    /** Takes the name of the test class. */
    public static void main(String[] args) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(DiscoverySelectors.selectClass(args[0]))
                        .build(),
                listener);
        TestExecutionSummary summary = listener.getSummary();
        summary.printFailuresTo(new PrintWriter(System.out, true, Charset.defaultCharset()));
        System.exit(summary.getTotalFailureCount() == 0 && summary.getTestsSucceededCount() == 1 ? 0 : 1);
    }

    /** The first Spark step of a JVM. */
    @EmrTest(stepTimeout = "10 m")
    static class FirstStep {

        @Test
        void completes(Emr emr) {
            assertThat(emr.submit(StepSpec.spark(CountJob.class))).completes();
            System.out.println(COMPLETED);
        }
    }

    /** The first Spark step of a JVM, in Python. */
    @EmrTest(stepTimeout = "10 m")
    static class FirstPythonStep {

        @Test
        void completes(Emr emr) {
            emr.s3().put("count.py", SparkWays.pythonJob());
            assertThat(emr.submit(StepSpec.spark(emr.s3().uri("count.py")))).completes();
            System.out.println(COMPLETED);
        }
    }

    /** The first Hive step of a JVM, on files of this machine. */
    @EmrTest(applications = "Hive", stepTimeout = "10 m")
    static class FirstHiveStep {

        @Test
        void completes(Emr emr) throws IOException {
            Path directory = Files.createTempDirectory("first-hive-step");
            try {
                assertThat(HiveScript.submit(emr, "tez", directory.toString())).completes();
            } finally {
                HiveScript.delete(directory);
            }
            System.out.println(COMPLETED);
        }
    }

    /** The same on objects of S3. */
    @EmrTest(applications = "Hive", stepTimeout = "10 m")
    static class FirstHiveStepOnS3 {

        @Test
        void completes(Emr emr) {
            assertThat(HiveScript.submit(emr, "tez", emr.s3().uri("first"))).completes();
            System.out.println(COMPLETED);
        }
    }

    /** The first cluster of a JVM, of a test that needs no engine. */
    @ExtendWith(Stopwatch.class)
    @EmrTest(applications = {})
    static class FirstCluster {

        @Test
        void waits(Emr emr, Stopwatch.Start start) {
            // Not with an assertion: the loading of AssertJ is not ours.
            boolean waiting = emr.cluster()
                    .awaitUntil(cluster -> cluster.state() == ClusterState.WAITING, Duration.ofMinutes(10))
                    .isPresent();
            if (!waiting) {
                throw new IllegalStateException("The cluster does not get ready: " + emr.describe());
            }
            System.out.println(WAITING + (System.nanoTime() - start.nanoTime()));
        }
    }

    /** Knows when JUnit has called the extensions of a class for the first time. */
    static final class Stopwatch implements BeforeAllCallback, ParameterResolver {

        private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Stopwatch.class);

        record Start(long nanoTime) {}

        @Override
        public void beforeAll(ExtensionContext context) {
            context.getStore(NAMESPACE).put(Start.class, new Start(System.nanoTime()));
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Start.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getStore(NAMESPACE).get(Start.class, Start.class);
        }
    }
}
