package io.github.emrharness.core.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emr.model.EmrRequest;
import software.amazon.awssdk.services.emr.model.EmrResponse;

/** The page docs/coverage.md says what the code does, and leaves out no operation and no field. */
class CoverageTest {

    private static final String HOW = "./mvnw -q -pl harness-core -am -Dtest=CoverageTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dupdate-coverage test";
    private static final String LIST =
            "harness-core/src/main/resources/io/github/emrharness/core/operations/request-fields.tsv";

    private final RequestFields fields = RequestFields.load();

    @TempDir
    private Path directory;

    private EmrFixture emr;
    private OperationTable table;

    @BeforeEach
    void start() {
        emr = new EmrFixture(directory.resolve("service"));
        table = emr.service().operations();
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    @Test
    void every_field_of_every_request_is_classified_once() throws Exception {
        List<String> problems = new ArrayList<>();
        for (Map.Entry<Class<?>, OperationTable.Entry> operation : performed().entrySet()) {
            String name = operation.getValue().name();
            for (String field : ModelFields.of(operation.getKey())) {
                long lines = fields.of(name).stream()
                        .flatMap(line -> line.fields().stream())
                        .filter(pattern -> covers(pattern, field))
                        .count();
                if (lines != 1) {
                    problems.add(name + " " + field + (lines == 0 ? " is not there" : " is there " + lines + " times"));
                }
            }
        }
        assertThat(problems)
                .as("fields in %s (say what becomes of each, once)", LIST)
                .isEmpty();
    }

    @Test
    void every_line_is_about_fields_of_its_request() throws Exception {
        List<String> problems = new ArrayList<>();
        for (Map.Entry<Class<?>, OperationTable.Entry> operation : performed().entrySet()) {
            String name = operation.getValue().name();
            Set<String> known = ModelFields.of(operation.getKey());
            for (RequestFields.Line line : fields.of(name)) {
                for (String pattern : line.fields()) {
                    boolean there = known.stream().anyMatch(field -> covers(pattern, field));
                    if (there == (line.support() == FieldSupport.UNKNOWN)) {
                        problems.add(name + " " + pattern + (there ? " is in the SDK now" : " is no field"));
                    }
                }
            }
        }
        assertThat(problems).as("lines of %s", LIST).isEmpty();
    }

    @Test
    void the_page_is_up_to_date() throws Exception {
        Path page = Path.of(System.getProperty("basedir", "."), "..", "docs", "coverage.md")
                .normalize();
        String text = text();
        if (System.getProperty("update-coverage") != null) {
            Files.writeString(page, text);
        }
        assertThat(read(page))
                .as("docs/coverage.md is out of date; make it again with%n  %s%n", HOW)
                .isEqualTo(text);
    }

    private static String read(Path page) throws IOException {
        return Files.exists(page) ? Files.readString(page).replace("\r\n", "\n") : "";
    }

    private String text() throws Exception {
        Map<String, String> absent = new LinkedHashMap<>();
        for (Class<?> request : requestsOfTheSdk()) {
            absent.put(OperationTable.nameOf(request), "Not supported yet.");
        }
        table.entries().values().forEach(entry -> absent.remove(entry.name()));
        Map<String, Set<String>> filled;
        try (CoverageScenario scenario = new CoverageScenario(directory.resolve("scenario"))) {
            filled = scenario.play();
        }
        Map<String, Set<String>> known = new TreeMap<>();
        for (Map.Entry<Class<?>, OperationTable.Entry> operation : performed().entrySet()) {
            known.put(operation.getValue().name(), ModelFields.of(responseOf(operation.getKey())));
        }
        assertThat(filled.keySet())
                .as("the operations that CoverageScenario calls")
                .containsAll(known.keySet());
        return new CoveragePage(table.entries().values(), absent, fields, filled, known).text();
    }

    /** The operations that are not refused. */
    private Map<Class<?>, OperationTable.Entry> performed() {
        Map<Class<?>, OperationTable.Entry> performed = new LinkedHashMap<>(table.entries());
        performed.values().removeIf(entry -> entry.support() == Support.REFUSED);
        return performed;
    }

    private static List<Class<?>> requestsOfTheSdk() {
        List<Class<?>> requests = new ArrayList<>();
        for (Method method : EmrClient.class.getMethods()) {
            if (method.getParameterCount() == 1
                    && EmrResponse.class.isAssignableFrom(method.getReturnType())
                    && EmrRequest.class.isAssignableFrom(method.getParameterTypes()[0])) {
                requests.add(method.getParameterTypes()[0]);
            }
        }
        return requests;
    }

    private static Class<?> responseOf(Class<?> request) throws ClassNotFoundException {
        String name = request.getName();
        return Class.forName(
                name.substring(0, name.length() - "Request".length()) + "Response", false, request.getClassLoader());
    }

    private static boolean covers(String pattern, String field) {
        return pattern.endsWith(".**")
                ? field.startsWith(pattern.substring(0, pattern.length() - "**".length()))
                : field.equals(pattern);
    }
}
