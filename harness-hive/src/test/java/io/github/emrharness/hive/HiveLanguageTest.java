package io.github.emrharness.hive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.ClusterSpec;
import io.github.emrharness.Emr;
import io.github.emrharness.EmrHarness;
import io.github.emrharness.StepHandle;
import io.github.emrharness.StepSpec;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.emr.model.StepState;

/**
 * The scripts below {@code language} cover Hive's language; beside each lies what it has to print, derived by thought and not
 * from Hive. Both engines must print it. All scripts of an engine run in one step, each in a database of its own.
 */
@ExtendWith(OneHarness.class)
class HiveLanguageTest {

    private static final Duration LONG = Duration.ofMinutes(20);
    private static final List<String> ENGINES = List.of("tez", "mr");
    private static final Pattern SECTION = Pattern.compile(
            "^hivevar:script=(\\S+)\n(.*?)(?=^hivevar:script=|\\z)", Pattern.DOTALL | Pattern.MULTILINE);

    /** What pads the columns of DESCRIBE. */
    private static final Pattern PADDING = Pattern.compile(" +(?=\t|$)", Pattern.MULTILINE);

    private static final Map<String, StepHandle> STEPS = new HashMap<>();
    private static Emr emr;

    @BeforeAll
    static void run(EmrHarness harness, @TempDir Path directory) throws Exception {
        emr = Emr.start(
                harness,
                ClusterSpec.named("language").withApplications(List.of("Hive")).withStepTimeout(LONG));
        emr.s3().put("functions.jar", FunctionsJar.make(directory));
        for (String engine : ENGINES) {
            Path work = Files.createDirectories(directory.resolve(engine));
            Path driver = Files.writeString(work.resolve("driver.q"), driver(engine));
            STEPS.put(
                    engine,
                    emr.submit(StepSpec.command(
                            "hive",
                            "-S",
                            "--hiveconf",
                            "hive.cli.errors.ignore=true",
                            "-d",
                            "DATA=" + resources().resolve("data"),
                            "-d",
                            "WORK=" + work,
                            "-d",
                            "OUT=" + emr.s3().uri("out-" + engine),
                            "-d",
                            "JAR=" + emr.s3().uri("functions.jar"),
                            "-f",
                            driver.toString())));
        }
        // Before the files that they write into are deleted, whatever is asserted.
        for (StepHandle step : STEPS.values()) {
            step.await(LONG);
        }
    }

    @AfterAll
    static void stop() {
        emr.close();
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("scripts")
    void a_script_prints_what_it_has_to(String engine, String script) throws Exception {
        StepHandle step = STEPS.get(engine);
        assertThat(step.snapshot().state()).as(step.describe()).isEqualTo(StepState.COMPLETED);

        String printed = sections(step.stdout()).getOrDefault(script, "The script has not run.");

        assertThat(PADDING.matcher(printed).replaceAll(""))
                .as("stdout of %s; stderr of all scripts:%n%s", script, step.stderr())
                .isEqualTo(PADDING.matcher(Files.readString(resources().resolve(script + ".out")))
                        .replaceAll(""));
    }

    static Stream<Arguments> scripts() throws Exception {
        List<String> names = names();
        return ENGINES.stream().flatMap(engine -> names.stream().map(name -> Arguments.of(engine, name)));
    }

    private static String driver(String engine) throws Exception {
        StringBuilder driver = new StringBuilder();
        if (engine.equals(ENGINES.get(0))) {
            driver.append("source ${DATA}/tables.q;\n");
        }
        for (String name : names()) {
            String database = engine + "_" + name.substring(0, 2);
            driver.append("RESET;\nSET hive.execution.engine=").append(engine).append(";\n");
            driver.append("SET hivevar:script=").append(name).append(";\nSET hivevar:script;\n");
            driver.append("CREATE DATABASE ")
                    .append(database)
                    .append(";\nUSE ")
                    .append(database)
                    .append(";\n");
            driver.append("source ").append(resources().resolve(name + ".q")).append(";\n");
        }
        return driver.toString();
    }

    private static Map<String, String> sections(String stdout) {
        Map<String, String> sections = new HashMap<>();
        Matcher section = SECTION.matcher(stdout);
        while (section.find()) {
            sections.put(section.group(1), section.group(2));
        }
        return sections;
    }

    private static List<String> names() throws IOException, URISyntaxException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(resources())) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".q"))
                    .sorted()
                    .forEach(name -> names.add(name.substring(0, name.length() - 2)));
        }
        assertThat(names).hasSizeGreaterThan(60);
        return names;
    }

    private static Path resources() throws URISyntaxException {
        return Path.of(HiveLanguageTest.class.getResource("/language").toURI());
    }
}
