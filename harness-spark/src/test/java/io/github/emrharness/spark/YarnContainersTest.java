package io.github.emrharness.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.spi.CallableProgram;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.Isolation;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no Bash")
class YarnContainersTest {

    private static final String MASTER_OPTIONS = "spark.yarn.am.extraJavaOptions";
    private static final String EXECUTOR_OPTIONS = "spark.executor.defaultJavaOptions";

    @TempDir
    Path root;

    private TestStep step;
    private SparkJvms jvms;

    @BeforeEach
    void prepare() {
        step = TestStep.commandRunner(root, "spark-submit");
        jvms = new SparkJvms(TestHadoop.withoutHadoop(root.resolve("jvms")));
    }

    @AfterEach
    void close() {
        jvms.close();
    }

    @Test
    void containers_call_a_java_of_the_harness() throws Exception {
        Map<String, String> properties = properties(Isolation.IN_PROCESS, Map.of(EXECUTOR_OPTIONS, "-Dx=y"));

        String home = root.resolve("harness/spark/java").toString();
        assertThat(properties)
                .containsEntry("spark.executorEnv.JAVA_HOME", home)
                .containsEntry("spark.yarn.appMasterEnv.JAVA_HOME", home)
                .containsEntry("spark.executorEnv.LEADS", "to the harness")
                .containsEntry(EXECUTOR_OPTIONS, "\"-Dlog=a b\" -Dx=y")
                .containsEntry(MASTER_OPTIONS, "\"-Dlog=a b\"");
        assertThat(properties.get("spark.yarn.jars")).contains("local:/").contains("spark-core_");
        assertThat(step.controllerLines()).isEmpty();
    }

    @Test
    void options_for_a_jvm_of_its_own_are_told_to_have_no_effect() throws Exception {
        properties(Isolation.IN_PROCESS, Map.of("spark.executor.extraJavaOptions", "-XX:+UseG1GC -Dx=y"));

        assertThat(step.controllerLines())
                .containsExactly(
                        "The containers of the step run in the JVM of the test, which cannot take the Java options "
                                + "-XX:+UseG1GC (spark.emrHarness.containers=forked honours them)");
    }

    @Test
    void an_agent_or_another_class_path_needs_jvms_of_their_own() throws Exception {
        Map<String, String> debugged = properties(
                Isolation.IN_PROCESS, Map.of("spark.executor.extraJavaOptions", "-agentlib:jdwp=transport=dt_socket"));
        Map<String, String> otherSpark =
                properties(Isolation.IN_PROCESS, Map.of("spark.yarn.archive", "hdfs:///spark.zip"));

        assertThat(debugged.get(EXECUTOR_OPTIONS)).contains("container-jvm.options");
        assertThat(otherSpark).doesNotContainKey("spark.executorEnv.JAVA_HOME");
        assertThat(step.controllerLines())
                .containsExactly(
                        "The containers of the step are JVMs of their own, since the Java option "
                                + "-agentlib:jdwp=transport=dt_socket needs that",
                        "The containers of the step are JVMs of their own, since spark.yarn.archive changes their class path");
    }

    @Test
    void jvms_of_their_own_can_be_asked_for() throws Exception {
        assertThat(properties(Isolation.IN_PROCESS, Map.of(YarnContainers.OF_STEP, "forked")))
                .doesNotContainKey("spark.executorEnv.JAVA_HOME");
        assertThat(properties(Isolation.FORKED, Map.of(YarnContainers.OF_STEP, "in-process")))
                .doesNotContainKey("spark.executorEnv.JAVA_HOME");
        assertThatThrownBy(() -> properties(Isolation.IN_PROCESS, Map.of(YarnContainers.OF_STEP, "sometimes")))
                .isInstanceOf(IOException.class)
                .hasMessage("spark.emrHarness.containers must be in-process or forked, but was: sometimes");
    }

    private Map<String, String> properties(Isolation isolation, Map<String, String> conf) throws IOException {
        try (YarnContainers containers =
                new YarnContainers(harness(isolation), SparkSettings.of(Map.of()), jvms, Runnable::run)) {
            return containers.properties(
                    TestPlans.of(Deployment.YARN_CLIENT, conf, "app.jar"), step, Map.of("log", "a b"));
        }
    }

    private HarnessContext harness(Isolation isolation) {
        HarnessContext plain = TestHadoop.withoutHadoop(root.resolve("harness"));
        return (HarnessContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HarnessContext.class}, (proxy, method, args) -> {
                    return switch (method.getName()) {
                        case "openProgram" -> new FakeProgram((Path) args[0]);
                        case "isolation" -> isolation;
                        default -> method.invoke(plain, args);
                    };
                });
    }

    private record FakeProgram(Path file) implements CallableProgram {

        @Override
        public Map<String, String> environment() {
            return Map.of("LEADS", "to the harness");
        }

        @Override
        public void close() {}
    }
}
