package io.github.emrharness.junit5;

import static io.github.emrharness.assertj.EmrAssertions.assertThat;
import static io.github.emrharness.testing.ScriptedEngineProvider.scripted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.suppressed;

import io.github.emrharness.Emr;
import io.github.emrharness.StepHandle;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.opentest4j.AssertionFailedError;
import software.amazon.awssdk.services.emr.EmrClient;

/** The extension as JUnit meets it. */
class EmrExtensionTest {

    /** What the test cases saw; they run in this JVM but not in this object. */
    private static final Map<String, Set<String>> SEEN = new ConcurrentHashMap<>();

    private static void see(String key, String value) {
        SEEN.computeIfAbsent(key, unused -> ConcurrentHashMap.newKeySet()).add(value);
    }

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @EmrTest(applications = {})
    static class SharedTestCase {

        @RepeatedTest(2)
        void one(Emr emr, @Aws EmrClient client) {
            see("cluster", emr.clusterId());
            see("client", Integer.toHexString(System.identityHashCode(client)));
        }

        @Nested
        class Inner {

            @Test
            void two(Emr emr) {
                see("cluster", emr.clusterId());
            }
        }

        @Nested
        @EmrTest(
                applications = {},
                releaseLabel = "emr-7.9.0")
        class Other {

            @Test
            void three(Emr emr) {
                see("other", emr.clusterId());
                see("label", emr.cluster().snapshot().releaseLabel());
            }
        }
    }

    @Test
    void a_class_and_its_nested_classes_share_a_cluster_unless_they_ask_for_their_own() {
        run(SharedTestCase.class).testEvents().assertStatistics(stats -> stats.succeeded(4));
        assertThat(SEEN.get("cluster")).hasSize(1);
        assertThat(SEEN.get("client")).hasSize(1);
        assertThat(SEEN.get("other")).hasSize(1).doesNotContainAnyElementsOf(SEEN.get("cluster"));
        assertThat(SEEN.get("label")).containsExactly("emr-7.9.0");
    }

    @EmrTest(
            applications = {},
            sharing = Sharing.PER_METHOD)
    static class OwnTestCase {

        private final Emr fromConstructor;

        OwnTestCase(Emr emr) {
            fromConstructor = emr;
        }

        @BeforeEach
        void before(Emr emr) {
            assertThat(emr).isSameAs(fromConstructor);
        }

        @RepeatedTest(3)
        void own(Emr emr) {
            assertThat(emr).isSameAs(fromConstructor);
            see("cluster", emr.clusterId());
            see("name", emr.cluster().snapshot().name());
        }
    }

    @Test
    void every_test_has_its_own_cluster_if_asked_for() {
        run(OwnTestCase.class).testEvents().assertStatistics(stats -> stats.succeeded(3));
        assertThat(SEEN.get("cluster")).hasSize(3);
        assertThat(SEEN.get("name")).containsExactly("OwnTestCase.own");
    }

    @Retention(RetentionPolicy.RUNTIME)
    @EmrTest(
            applications = {},
            region = "eu-west-1")
    @interface Ours {}

    @Ours
    abstract static class Base {}

    static class MetaTestCase extends Base {

        @Test
        void meta(Emr emr) {
            see("region", emr.region() + " " + System.getProperty("aws.region"));
            see("endpoint", System.getProperty("aws.endpointUrl"));
        }
    }

    @Test
    void an_annotation_of_ones_own_and_inheritance_work_and_the_SDK_is_pointed_to_the_harness_meanwhile() {
        Map<Object, Object> before = awsProperties();
        run(MetaTestCase.class).testEvents().assertStatistics(stats -> stats.succeeded(1));
        assertThat(SEEN.get("region")).containsExactly("eu-west-1 eu-west-1");
        assertThat(SEEN.get("endpoint")).singleElement().asString().startsWith("http://127.0.0.1:");
        assertThat(awsProperties()).isEqualTo(before);
    }

    static class BuiltTestCase {

        @RegisterExtension
        static final EmrExtension EMR =
                EmrExtension.builder().applications().stepConcurrency(4).build();

        @RepeatedTest(2)
        void built(Emr emr, @Aws EmrClient client) {
            see("cluster", emr.clusterId());
            see(
                    "level",
                    client.describeCluster(request -> request.clusterId(emr.clusterId()))
                            .cluster()
                            .stepConcurrencyLevel()
                            .toString());
        }
    }

    static class InstanceTestCase {

        @RegisterExtension
        final EmrExtension emr = EmrExtension.builder().applications().build();

        @RepeatedTest(2)
        void built(Emr emr) {
            see("own", emr.clusterId());
        }
    }

    @Test
    void the_builder_does_what_the_annotation_does() {
        run(BuiltTestCase.class).testEvents().assertStatistics(stats -> stats.succeeded(2));
        assertThat(SEEN.get("cluster")).hasSize(1);
        assertThat(SEEN.get("level")).containsExactly("4");
        run(InstanceTestCase.class).testEvents().assertStatistics(stats -> stats.succeeded(2));
        assertThat(SEEN.get("own")).hasSize(2);
    }

    @EmrTest(
            applications = {},
            keepArtifacts = KeepArtifacts.ON_FAILURE)
    static class FailingTestCase {

        @Test
        void fails_elsewhere(Emr emr) {
            StepHandle step = emr.submit(scripted("err=the cause", "exit=7").name("Aggregate"));
            step.await();
            emr.s3().put("in/x.csv", "1,2");
            see("step", step.id());
            throw new IllegalStateException("nothing found");
        }
    }

    @Test
    void a_failure_that_is_not_ours_is_explained_and_the_artefacts_are_kept(@TempDir Path reports) throws Exception {
        run(FailingTestCase.class, reports)
                .testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                instanceOf(IllegalStateException.class),
                                message("nothing found"),
                                suppressed(
                                        0,
                                        instanceOf(EmrDiagnostics.class),
                                        message(text -> text.contains("\"Aggregate\" (s-")
                                                && text.contains("FAILED")
                                                && text.contains("exit code 7")
                                                && text.contains("the cause")
                                                && text.contains("in/x.csv (3 B)")
                                                && text.contains(
                                                        "Logs of the steps and objects of the bucket: " + reports))))));
        String id = SEEN.get("step").iterator().next();
        Set<String> kept = new TreeSet<>();
        try (Stream<Path> files = Files.walk(reports)) {
            files.filter(Files::isRegularFile)
                    .map(file -> file.toString().replaceAll(".*/emr/", "").replace(id, "ID"))
                    .forEach(kept::add);
        }
        assertThat(kept)
                .contains("report.txt", "s3/in/x.csv", "steps/ID/controller.txt", "steps/ID/stderr.txt")
                .noneMatch(name -> name.contains("tmp"));
    }

    @EmrTest(
            applications = {},
            keepArtifacts = KeepArtifacts.NEVER)
    static class FailingAssertionTestCase {

        @Test
        void fails_itself(Emr emr) {
            assertThat(emr.submit(scripted("err=the cause", "exit=7").name("Aggregate")))
                    .completes();
        }
    }

    @Test
    void a_failure_of_ours_tells_all_in_its_message() {
        run(FailingAssertionTestCase.class)
                .testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                instanceOf(AssertionFailedError.class),
                                message(text -> text.replaceAll("s-\\w+", "ID")
                                                .replaceAll("j-\\w+", "CLUSTER")
                                                .replaceAll("\\d\\.\\d s", "0.0 s")
                                                .strip()
                                                .startsWith(
                                                        """
                                                Expecting step to be
                                                  COMPLETED
                                                but was
                                                  "Aggregate" (ID, cluster CLUSTER): FAILED after 0.0 s, exit code 7""")
                                        && text.contains("    the cause")))))
                .doNotHave(event(finishedWithFailure(suppressed(0, instanceOf(EmrDiagnostics.class)))));
    }

    @EmrTest(applications = {})
    static class LeftOverTestCase {

        @Test
        void leaves_a_step_and_a_cluster(Emr emr, @Aws EmrClient client) {
            emr.submit(scripted("hang"));
            see(
                    "foreign",
                    client.runJobFlow(request -> request.name("left over")
                                    .releaseLabel("emr-7.10.0")
                                    .serviceRole("EMR_DefaultRole")
                                    .jobFlowRole("EMR_EC2_DefaultRole")
                                    .instances(instances -> instances
                                            .keepJobFlowAliveWhenNoSteps(true)
                                            .terminationProtected(true)
                                            .instanceCount(1)
                                            .masterInstanceType("m5.xlarge")))
                            .jobFlowId());
        }
    }

    @EmrTest(applications = {})
    static class AfterLeftOverTestCase {

        @Test
        void looks(@Aws EmrClient client) {
            client.listClusters()
                    .clusters()
                    .forEach(cluster -> see("states", cluster.status().stateAsString()));
        }
    }

    @Test
    void what_a_class_leaves_running_is_ended() {
        run(LeftOverTestCase.class, AfterLeftOverTestCase.class)
                .testEvents()
                .assertStatistics(stats -> stats.succeeded(2));
        assertThat(SEEN.get("states")).containsExactly("TERMINATED");
    }

    @EmrTest
    interface OnInterface {}

    static class ImplementingTestCase implements OnInterface {

        @Test
        void test() {
            fail("must not run");
        }
    }

    @EmrTest(stepConcurrency = 257)
    static class ConcurrencyTestCase extends Anything {}

    @EmrTest(progression = "sometimes")
    static class ProgressionTestCase extends Anything {}

    @EmrTest(releaseLabel = "emr-99.1.0")
    static class LabelTestCase extends Anything {}

    @EmrTest
    static class TwiceTestCase extends Anything {

        @RegisterExtension
        static final EmrExtension EMR = EmrExtension.builder().build();
    }

    static class TwoBuildersTestCase extends Anything {

        @RegisterExtension
        static final EmrExtension ONE = EmrExtension.builder().build();

        @RegisterExtension
        static final EmrExtension TWO = EmrExtension.builder().build();
    }

    @EmrTest(sharing = Sharing.PER_METHOD)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class SharedInstanceTestCase {

        SharedInstanceTestCase(Emr emr) {
            fail("must not be made");
        }

        @Test
        void test() {}
    }

    @EmrTest
    static class ForeignTypeTestCase {

        @Test
        void test(@Aws String client) {
            fail("must not run");
        }
    }

    @EmrTest
    static class UnclaimedTestCase {

        @Test
        void test(AutoCloseable emr) {
            fail("must not run");
        }
    }

    abstract static class Anything {

        @Test
        void test(Emr emr) {
            fail("must not run");
        }
    }

    @Test
    void misuse_is_told_in_one_paragraph() {
        String here = EmrExtensionTest.class.getName();
        assertRefused(
                ImplementingTestCase.class,
                "@EmrTest must stand on a class, but stands on interface [" + here + "$OnInterface], which class ["
                        + here
                        + "$ImplementingTestCase] implements. Put it on the class, or on an abstract class that test"
                        + " classes extend.");
        assertRefused(
                ConcurrencyTestCase.class,
                "@EmrTest on class [" + here
                        + "$ConcurrencyTestCase]: stepConcurrency must be a number from 1 to 256, but was [257].");
        assertRefused(
                ProgressionTestCase.class,
                "@EmrTest on class [" + here
                        + "$ProgressionTestCase]: progression must be \"immediate\", \"after <time>\""
                        + " as in \"after 5 s\", or \"after <n> describes\", but was [sometimes].");
        assertRefused(
                TwiceTestCase.class,
                "Class [" + here + "$TwiceTestCase] has both @EmrTest and an EmrExtension.builder() in a"
                        + " @RegisterExtension field. Keep one of them.");
        assertRefused(
                TwoBuildersTestCase.class,
                "EmrExtension of class [" + here
                        + "$TwoBuildersTestCase] is not the only one: the class has two or more. Keep one of them.");
    }

    @Test
    void a_parameter_that_cannot_be_given_is_named() {
        String here = EmrExtensionTest.class.getName();
        run(LabelTestCase.class)
                .testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                instanceOf(ParameterResolutionException.class),
                                message(text -> text.endsWith("@EmrTest on class [" + here
                                        + "$LabelTestCase]: EMR does not accept its cluster. The supplied release label is"
                                        + " invalid: emr-99.1.0.")))));
        run(ForeignTypeTestCase.class)
                .testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                finishedWithFailure(
                                        instanceOf(ParameterResolutionException.class),
                                        message(
                                                "Parameter [java.lang.String client] of [void " + here
                                                        + "$ForeignTypeTestCase.test(java.lang.String)], annotated with @Aws, must be of"
                                                        + " type EmrClient, EmrAsyncClient or S3Client, but was [java.lang.String]."))));
        run(UnclaimedTestCase.class)
                .testEvents()
                .assertThatEvents()
                .haveExactly(1, event(finishedWithFailure(message(text -> text.startsWith("No ParameterResolver")))));
        run(SharedInstanceTestCase.class)
                .containerEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                instanceOf(ParameterResolutionException.class),
                                message(text ->
                                        text.endsWith("cannot be given to a class whose instance all tests share"
                                                + " when every test has a cluster of its own (sharing is PER_METHOD). Take it as a"
                                                + " parameter of the test or of a @BeforeEach method, or set sharing to"
                                                + " PER_CLASS.")))));
    }

    @Test
    void classes_run_in_parallel() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(
                        selectClass(SharedTestCase.class),
                        selectClass(OwnTestCase.class),
                        selectClass(BuiltTestCase.class))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .execute()
                .testEvents()
                .assertStatistics(stats -> stats.succeeded(9).failed(0));
    }

    private static void assertRefused(Class<?> testCase, String expected) {
        EngineExecutionResults results = run(testCase);
        results.testEvents().assertStatistics(stats -> stats.started(0));
        results.containerEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                instanceOf(ExtensionConfigurationException.class), message(expected))));
    }

    private static EngineExecutionResults run(Class<?>... testCases) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(Stream.of(testCases)
                        .map(testCase -> selectClass(testCase))
                        .toArray(DiscoverySelector[]::new))
                .execute();
    }

    private static EngineExecutionResults run(Class<?> testCase, Path reports) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testCase))
                .outputDirectoryCreator(new Reports(reports))
                .execute();
    }

    private static Map<Object, Object> awsProperties() {
        Map<Object, Object> found = new TreeMap<>(System.getProperties());
        found.keySet().removeIf(name -> !name.toString().startsWith("aws."));
        return found;
    }

    private record Reports(Path root) implements OutputDirectoryCreator {

        @Override
        public Path getRootDirectory() {
            return root;
        }

        @Override
        public Path createOutputDirectory(TestDescriptor test) throws IOException {
            return Files.createDirectories(root.resolve("test"));
        }
    }
}
