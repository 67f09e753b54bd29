package io.github.emrharness.clients;

import static org.assertj.core.api.Assertions.fail;

import io.github.emrharness.clients.jobs.CountTo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/**
 * Tests in the language of a client, run in one process of its own and told as tests of JUnit. The process writes a line
 * for each test to the file that {@code EMR_CLIENTS_REPORT} names: {@code passed} or {@code failed}, the name, and the
 * details in Base64, parted by tabs; a last line {@code end} tells that it came to its end.
 */
final class ClientSuite {

    private static final int SECONDS = 600;

    private ClientSuite() {}

    /** Runs a module of {@code src/test/python/emr_clients}. */
    static List<DynamicTest> python(String module, Endpoint endpoint) throws IOException {
        Path interpreter = orSkip(Python::interpreter);
        return run(
                module,
                List.of(interpreter.toString(), "-B", "-m", "emr_clients.run", module),
                Python.SOURCES,
                endpoint);
    }

    /** Runs a script of {@code src/test/javascript}. */
    static List<DynamicTest> javascript(String script, Endpoint endpoint) throws IOException {
        Path directory = orSkip(NodeModules::directory);
        return run(script, List.of("node", "--test-reporter=./reporter.mjs", script), directory, endpoint);
    }

    private static List<DynamicTest> run(String name, List<String> command, Path directory, Endpoint endpoint)
            throws IOException {
        Path work = ToolDirectory.PARENT.resolve("run-" + name);
        Path home = Files.createDirectories(work.resolve("home"));
        Path report = work.resolve("report.tsv");
        Files.deleteIfExists(report);
        Map<String, String> variables = new HashMap<>(endpoint.environment());
        // Neither the settings nor the keys of the person who builds.
        variables.put("HOME", home.toString());
        variables.put("USERPROFILE", home.toString());
        variables.put("NO_PROXY", endpoint.emr().getHost());
        variables.put("no_proxy", endpoint.emr().getHost());
        variables.put("EMR_CLIENTS_REPORT", report.toString());
        variables.put("EMR_CLIENTS_JOB_JAR", JobJar.of(CountTo.class, work).toString());
        variables.put("EMR_CLIENTS_JOB_CLASS", CountTo.class.getName());
        ChildProcess process = new ChildProcess(command, directory, work.resolve("output.log")).with(variables);
        process.run(SECONDS);
        return tests(report, process);
    }

    private static List<DynamicTest> tests(Path report, ChildProcess process) throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        boolean ended = false;
        List<String> lines = Files.exists(report) ? Files.readAllLines(report, StandardCharsets.UTF_8) : List.of();
        for (String line : lines) {
            String[] parts = line.split("\t", -1);
            switch (parts[0]) {
                case "passed" -> tests.add(DynamicTest.dynamicTest(parts[1], () -> {}));
                case "failed" -> {
                    String details = new String(Base64.getDecoder().decode(parts[2]), StandardCharsets.UTF_8);
                    tests.add(DynamicTest.dynamicTest(parts[1], () -> fail(details)));
                }
                case "end" -> ended = true;
                default -> throw new IllegalStateException("Not a line of a report: " + line);
            }
        }
        if (!ended || tests.isEmpty()) {
            String output = process.tail();
            tests.add(DynamicTest.dynamicTest(
                    "comes to its end", () -> fail("The process died before its last test. It printed:\n" + output)));
        }
        return tests;
    }

    @FunctionalInterface
    private interface Tool {
        Path get() throws IOException, ClientUnavailableException;
    }

    /** Without the client, the tests are skipped where a person builds, and fail where {@code CI} is set. */
    private static Path orSkip(Tool tool) throws IOException {
        try {
            return tool.get();
        } catch (ClientUnavailableException e) {
            String message = String.valueOf(e.getMessage());
            return isCi() ? Assertions.fail(message) : Assumptions.abort(message);
        }
    }

    private static boolean isCi() {
        String ci = System.getenv("CI");
        return ci != null && !ci.isEmpty() && !ci.equals("false");
    }
}
