package io.github.emrharness.jvm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every launcher does for a program. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public abstract class JavaLauncherContractTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    protected Path directory;

    protected Path classes;
    protected JavaLauncher launcher;

    protected abstract JavaLauncher newLauncher();

    @BeforeAll
    void compileAndOpen(@TempDir Path shared) {
        classes = Programs.compileInto(shared.resolve("classes"));
        launcher = newLauncher();
    }

    @AfterAll
    void close() {
        launcher.close();
    }

    /** A program that is being run, with what it has printed. */
    protected record Run(JavaProcess process, Output out, Output err) {

        public int exitCode() throws InterruptedException {
            assertThat(process.waitFor(SOON))
                    .describedAs("ends; out %s, err %s", out.text(), err.text())
                    .isTrue();
            return process.onExit().join();
        }
    }

    protected Run start(JavaCommand.Builder builder) {
        Output out = new Output();
        Output err = new Output();
        return new Run(launcher.start(builder.stdout(out).stderr(err).build()), out, err);
    }

    protected JavaCommand.Builder program(String mainClass, String... arguments) {
        return JavaCommand.builder(mainClass).classPath(List.of(classes)).arguments(List.of(arguments));
    }

    // What it is given, what it gives

    @Test
    void arguments_environment_properties_and_streams_go_in_and_out() throws Exception {
        Run run = start(program("Greets", "one", "two words", "\"quoted\"", "", "grün ¤ 日本")
                .environment(Map.of("GREETING", "hello $HOME"))
                .systemProperties(Map.of("greeting", "good day \\ \" x", "number", "0x10", "flag", "true"))
                .stdin(new ByteArrayInputStream("from stdin: é".getBytes(UTF_8))));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().text().lines())
                .containsExactly(
                        "arguments [one, two words, \"quoted\", , grün ¤ 日本]",
                        "environment hello $HOME hello $HOME null",
                        "property good day \\ \" x fallback",
                        "numbers 16 16 true",
                        "input from stdin: é");
        assertThat(run.err().text().lines()).containsExactly("to stderr: grüße");
        assertThat(run.process().systemProperties())
                .containsEntry("answer", "42")
                .containsEntry("greeting", "good day \\ \" x")
                .doesNotContainKey("number")
                .containsEntry("java.version", System.getProperty("java.version"));
        assertThat(System.getProperty("answer")).isNull();
    }

    @Test
    void the_environment_is_exactly_as_given() throws Exception {
        Run run = start(program("Environment").environment(Map.of("B", "2", "A", "1 = one")));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().text().lines()).containsExactly("A=1 = one", "B=2");
    }

    @Test
    void system_properties_of_this_jvm_do_not_reach_the_program() throws Exception {
        System.setProperty("only.of.this.jvm", "x");
        try {
            Run run = start(program("PrintsProperties")
                    .systemProperties(Map.of("mine", "1", "both", "from the command"))
                    .jvmOptions(List.of("-Dby.option=2", "-Dboth=from the option", "-Xmx128m", "-Dempty")));

            assertThat(run.exitCode()).isZero();
            assertThat(run.out().text().lines())
                    .contains("mine=1", "by.option=2", "both=from the command", "empty=", "java.class.path=" + classes)
                    .noneMatch(line -> line.startsWith("only.of.this.jvm") || line.startsWith("surefire"));
        } finally {
            System.clearProperty("only.of.this.jvm");
        }
    }

    @Test
    void a_program_sees_how_much_memory_it_was_given() throws Exception {
        Run run = start(program("Memory").jvmOptions(List.of("-Xmx1g", "-Xmx64m")));

        assertThat(run.exitCode()).isZero();
        // Some collectors do not count one of their survivor spaces.
        assertThat(Long.parseLong(run.out().text().strip())).isBetween(32L << 20, 64L << 20);
    }

    @Test
    void output_arrives_while_the_program_runs_and_input_is_read_as_it_comes() throws Exception {
        PipedOutputStream keyboard = new PipedOutputStream();
        Run run = start(program("OutlivesMain").stdin(new PipedInputStream(keyboard)));

        run.out().await("main ends");
        assertThat(run.process().isAlive()).isTrue();
        assertThat(run.process().waitFor(Duration.ZERO)).isFalse();
        keyboard.write('x');
        keyboard.close();

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().text().lines()).containsExactly("main ends", "first thread", "second thread", "hook");
    }

    @Test
    void a_program_may_replace_its_streams() throws Exception {
        Run run = start(program("Streams"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().text().lines())
                .containsExactly("was: captured", "error on out", "in: x", "console: null", "zażółć");
        assertThat(run.err().text()).isEmpty();
    }

    @Test
    void logging_of_the_jdk_goes_to_stderr() throws Exception {
        Run first = start(program("Logs"));
        assertThat(first.exitCode()).isZero();
        assertThat(first.err().text()).contains("INFO: an info message").doesNotContain("fine", "too much");

        Run second = start(program("Logs"));
        assertThat(second.exitCode()).isZero();
        assertThat(second.err().text()).contains("INFO: an info message").doesNotContain("fine", "too much");
    }

    // Ends

    @ParameterizedTest
    @CsvSource({
        "return, 0",
        "exit, 3",
        "runtime exit, 4",
        "exit by reference, 6",
        "exit by bound reference, 7",
        "exit in another thread, 8",
        "halt in another thread, 9",
        "exit in a daemon, 10",
        "'exit, swallowed', 11",
        "exit in a pool, 13"
    })
    void the_exit_code_is_what_the_program_says(String how, int expected) throws Exception {
        Run run = start(program("Ends", how));

        assertThat(run.exitCode()).isEqualTo(expected);
        assertThat(run.out().text()).isEqualTo(how.equals("return") ? "returned" + System.lineSeparator() : "");
        assertThat(run.err().text()).isEmpty();
    }

    @Test
    void only_the_low_byte_of_an_exit_code_counts() throws Exception {
        assertThat(start(program("Ends", "big code")).exitCode()).isEqualTo(3);
    }

    @Test
    void an_exception_from_main_is_exit_code_1_with_the_trace_on_stderr() throws Exception {
        Run run = start(program("Ends", "throw"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().text().lines().map(line -> line.replaceAll(":\\d+\\)", ":n)")))
                .containsExactly(
                        "Exception in thread \"main\" java.lang.IllegalStateException: no luck",
                        "\tat Ends.main(Ends.java:n)",
                        "Caused by: java.lang.RuntimeException: the cause",
                        "\t... 1 more");
    }

    @Test
    void hooks_run_once_when_main_has_returned() throws Exception {
        Run run = start(program("Hooks", "return"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().text().lines())
                .containsExactly(
                        "removed true", "Hook previously registered", "main ends", "hook runs", "Shutdown in progress");
    }

    @ParameterizedTest
    @CsvSource({"throw, 1", "exit, 3"})
    void hooks_run_once_however_the_program_ends(String how, int expected) throws Exception {
        Run run = start(program("Hooks", how));

        assertThat(run.exitCode()).isEqualTo(expected);
        assertThat(run.out().text().lines()).filteredOn("hook runs"::equals).hasSize(1);
    }

    @Test
    void halt_runs_no_hooks() throws Exception {
        Run run = start(program("Ends", "halt"));

        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.out().text()).isEmpty();
    }

    @Test
    void halt_in_a_hook_has_the_last_word() throws Exception {
        Run run = start(program("HookThatExits", "halt"));

        assertThat(run.exitCode()).isEqualTo(21);
        assertThat(run.out().text().lines()).containsExactly("hook runs");
    }

    @Test
    void daemon_threads_do_not_hold_a_program() throws Exception {
        Run run = start(program("DaemonLeft"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().text().lines()).containsExactly("main ends");
    }

    @Test
    void an_uncaught_exception_of_another_thread_is_printed_and_changes_nothing() throws Exception {
        Run run = start(program("Uncaught", "plain"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.err().text())
                .startsWith("Exception in thread \"worker\" java.lang.IllegalStateException: in a thread"
                        + System.lineSeparator() + "\tat Uncaught.lambda$main$");
    }

    @Test
    void the_default_handler_of_uncaught_exceptions_is_the_programs_own() throws Exception {
        Run run = start(program("Uncaught", "handler"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().text().lines())
                .containsExactly("true", "handler: worker in a thread", "handler: main in main");
        assertThat(run.err().text()).isEmpty();
        assertThat(Thread.getDefaultUncaughtExceptionHandler()).isNull();
    }

    @Test
    void a_printed_stack_trace_goes_to_stderr() throws Exception {
        Run run = start(program("Uncaught", "print"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.err().text()).contains("java.lang.IllegalStateException: printed");
    }

    @Test
    void a_thread_in_the_topmost_group_belongs_to_the_program() throws Exception {
        Run run = start(program("Groups"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.err().text()).startsWith("Exception in thread \"topmost\" java.lang.IllegalStateException");
    }

    // Main classes that are none

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no.Such           | Error: Could not find or load main class no.Such",
                "NotStatic         | Error: Main method is not static in class NotStatic, please define the main method as:",
                "NotPublic         | Error: Main method not found in class NotPublic, please define the main method as:",
                "NotVoid           | Error: Main method must return a value of type void in class NotVoid, please",
                "FailsToInitialise | Exception in thread \"main\" java.lang.ExceptionInInitializerError",
                "MentionsMissing   | Error: Unable to initialize main class MentionsMissing",
            })
    void a_main_class_that_cannot_run_is_exit_code_1_with_the_reason(String mainClass, String message)
            throws Exception {
        Run run = start(program(mainClass));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().text()).startsWith(message);
        assertThat(run.out().text()).isEmpty();
    }

    @Test
    void a_class_that_is_missing_is_named() throws Exception {
        Run run = start(program("no.Such"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().text().lines())
                .containsExactly(
                        "Error: Could not find or load main class no.Such",
                        "Caused by: java.lang.ClassNotFoundException: no.Such");
    }

    @Test
    void a_class_path_entry_that_does_not_exist_is_ignored() throws Exception {
        Run run = start(program("Ends", "return").classPath(List.of(directory.resolve("nowhere.jar"), classes)));

        assertThat(run.exitCode()).isZero();
    }

    @Test
    void the_class_of_main_need_not_be_public() throws Exception {
        Run run = start(program("Hidden"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().text().lines()).containsExactly("hidden runs");
    }

    // Working directory

    @Test
    void the_program_runs_in_its_working_directory() throws Exception {
        Run run = start(program("PrintsProperties").workingDirectory(directory));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().text().lines()).contains("user.dir=" + directory.toRealPath());
    }

    @Test
    void a_working_directory_that_does_not_exist_is_refused() {
        Path nowhere = directory.resolve("nowhere");

        assertThatThrownBy(() -> launcher.start(
                        program("Waits").name("job").workingDirectory(nowhere).build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[job] cannot be started: its working directory " + nowhere + " does not exist.");
    }

    @Test
    void relative_paths_begin_in_the_working_directory() throws Exception {
        Path work = directory.toRealPath();

        Run run = start(program("Paths").workingDirectory(work));

        assertThat(run.exitCode()).as(run.err().text()).isZero();
        Path made = work.resolve("made");
        assertThat(run.out().text().lines())
                .containsExactly(
                        "true true made",
                        "false " + work,
                        made + " " + made,
                        "true",
                        made.toFile().toURI() + " " + made.toUri(),
                        "abcd abcd abcd text",
                        "2",
                        "1 true",
                        "f false",
                        "true true",
                        "[a.txt, b.txt, c.txt, d.txt, e.jar, f.txt, h.txt]",
                        "[a.txt, b.txt, c.txt, d.txt, f.txt, h.txt]",
                        "[made" + File.separator + "a.txt]",
                        "true true",
                        "true false",
                        "true true",
                        "0 " + made);
        assertThat(made.resolve("b.txt")).hasContent("b");
        assertThat(made.resolve("c.txt")).hasContent("c");
        assertThat(made.resolve("d.txt")).hasContent("d");
        assertThat(made.resolve("f.txt")).doesNotExist();
    }

    @Test
    void temporary_files_are_made_where_the_program_was_told(@TempDir Path temporary) throws Exception {
        Run run = start(program("Paths")
                .workingDirectory(directory)
                .systemProperties(Map.of("java.io.tmpdir", temporary.toString())));

        assertThat(run.exitCode()).as(run.err().text()).isZero();
        assertThat(run.out().text().lines().toList().get(15)).isEqualTo("true true");
    }

    // Class paths

    @Test
    void classes_resources_and_services_come_from_the_class_path_alone() throws Exception {
        Path content = directory.resolve("content");
        Files.createDirectories(content.resolve("META-INF/services"));
        Files.writeString(content.resolve("META-INF/services/java.lang.Runnable"), "Service");
        Files.writeString(content.resolve("greeting.txt"), "hello");
        Path jar = Programs.jar(
                directory.resolve("programs.jar"),
                classes,
                attributes -> attributes.put(Attributes.Name.IMPLEMENTATION_VERSION, "1.2.3"));

        Run run = start(program("Loaders").classPath(List.of(jar, content)));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().text().lines())
                .containsExactly(
                        "context loader is mine: true",
                        "in a thread: true",
                        "resource: hello",
                        "resources: 1",
                        "service runs",
                        "code source: programs.jar",
                        "version: 1.2.3",
                        "not visible: org.junit.jupiter.api.Test",
                        "not visible: io.github.emrharness.jvm.JavaLauncher");
    }

    @Test
    void a_class_path_may_have_spaces_and_letters_of_the_world() throws Exception {
        Path strange = Files.createDirectories(directory.resolve("a b+c%20 été 日本 #!"));
        Path jar = Programs.jar(strange.resolve("pro gram ß.jar"), classes, attributes -> {});
        Path content = Files.createDirectories(strange.resolve("content ñ"));
        Files.writeString(content.resolve("greeting.txt"), "hello");

        Run run = start(program("Loaders").classPath(List.of(jar, content)));

        assertThat(run.exitCode()).describedAs(run.err().text()).isZero();
        assertThat(run.out().text()).contains("resource: hello");
    }

    @Test
    void a_manifest_may_name_the_class_path() throws Exception {
        Path libraries = Files.createDirectories(directory.resolve("lib s"));
        Programs.jar(libraries.resolve("programs.jar"), classes, attributes -> {});
        Path empty = Files.createDirectories(directory.resolve("empty"));
        Path manifest = Programs.jar(
                directory.resolve("manifest.jar"),
                empty,
                attributes -> attributes.put(Attributes.Name.CLASS_PATH, "lib%20s/programs.jar"));

        Run run = start(program("Ends", "return").classPath(List.of(manifest)));

        assertThat(run.exitCode()).describedAs(run.err().text()).isZero();
    }

    @Test
    void a_multi_release_jar_gives_the_class_for_this_java() throws Exception {
        Path content = Files.createDirectories(directory.resolve("multi"));
        Files.createDirectories(content.resolve("META-INF/versions/17"));
        Files.writeString(content.resolve("greeting.txt"), "old");
        Files.writeString(content.resolve("META-INF/versions/17/greeting.txt"), "new");
        Path jar = Programs.jar(
                directory.resolve("multi.jar"),
                content,
                attributes -> attributes.put(Attributes.Name.MULTI_RELEASE, "true"));

        Run run = start(program("Loaders").classPath(List.of(jar, classes)));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().text()).contains("resource: new");
    }

    @Test
    void a_long_class_path_is_no_problem() throws Exception {
        List<Path> entries = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            entries.add(directory.resolve("a-library-with-a-rather-long-name-that-does-not-exist-" + i + ".jar"));
        }
        entries.add(classes);

        Run run = start(program("Ends", "exit").classPath(entries));

        assertThat(run.exitCode()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"below, exit, 3", "beside, exit by reference, 6"})
    void code_in_loaders_that_the_program_makes_is_the_programs(String where, String how, int expected)
            throws Exception {
        Run run = start(program("Below", where, classes.toString(), how));

        assertThat(run.exitCode()).isEqualTo(expected);
        assertThat(run.out().text().lines()).containsExactly("own loader: true");
    }

    @Test
    void modules_are_open_as_told() throws Exception {
        Run run = start(program("Opens"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().text().lines()).containsExactly("open");
    }

    @Test
    void a_protocol_of_its_own_is_the_programs_alone() throws Exception {
        for (int i = 0; i < 2; i++) {
            Run run = start(program("Urls"));

            assertThat(run.exitCode()).describedAs(run.err().text()).isZero();
            assertThat(run.out().text().lines())
                    .containsExactly(
                            "content of demo://host/a",
                            "content of demo://host/b",
                            "content of demo://host/c",
                            "content of demo://host/d",
                            "file",
                            "factory already defined");
        }
        assertThatThrownBy(() -> java.net.URI.create("demo://host/a").toURL()).hasMessage("unknown protocol: demo");
    }

    // Ended from outside

    @Test
    void terminate_runs_the_hooks_and_gives_143() throws Exception {
        Run run = start(program("Hooks", "wait"));
        run.out().await("ready");

        run.process().terminate();

        assertThat(run.exitCode()).isEqualTo(143);
        assertThat(run.out().text().lines()).filteredOn("hook runs"::equals).hasSize(1);
    }

    @Test
    void kill_runs_no_hooks_and_gives_137() throws Exception {
        Run run = start(program("Hooks", "wait"));
        run.out().await("ready");

        run.process().kill();

        assertThat(run.exitCode()).isEqualTo(137);
        assertThat(run.out().text()).doesNotContain("hook runs");
    }

    @Test
    void cancel_kills_what_does_not_end_in_time() throws Exception {
        Run run = start(program("HookOfStone"));
        run.out().await("ready");

        run.process().cancel(Duration.ofMillis(300));

        assertThat(run.exitCode()).isEqualTo(137);
        assertThat(run.out().text()).contains("hook waits");
    }

    @Test
    void cancel_is_graceful_first() throws Exception {
        Run run = start(program("Waits"));
        run.out().await("ready");

        run.process().cancel(SOON);

        assertThat(run.exitCode()).isEqualTo(143);
    }

    @Test
    void a_program_that_ignores_interrupts_is_ended() throws Exception {
        Run run = start(program("Spins"));
        run.out().await("ready");

        run.process().kill();

        assertThat(run.exitCode()).isEqualTo(137);
    }

    @Test
    void ending_a_process_twice_or_late_is_harmless() throws Exception {
        Run run = start(program("Ends", "return"));
        assertThat(run.exitCode()).isZero();

        run.process().terminate();
        run.process().kill();
        run.process().cancel(Duration.ZERO);

        assertThat(run.exitCode()).isZero();
        assertThat(run.process().isAlive()).isFalse();
    }

    @Test
    void cancelling_the_future_does_not_touch_the_process() throws Exception {
        Run run = start(program("Waits"));
        run.out().await("ready");

        run.process().onExit().cancel(true);

        assertThat(run.process().isAlive()).isTrue();
        run.process().kill();
        assertThat(run.exitCode()).isEqualTo(137);
    }

    // Child processes

    @Test
    void child_processes_get_the_environment_and_directory_of_the_process() throws Exception {
        Run run = start(program("Children", "environment")
                .environment(Map.of("GREETING", "hello", "PATH", System.getenv("PATH")))
                .workingDirectory(directory));

        assertThat(run.exitCode()).describedAs(run.err().text()).isZero();
        assertThat(run.out().text().lines())
                .containsExactly(
                        "builder hello and more", directory.toRealPath().toString(), "exec hello", "given alone", "/");
    }

    @Test
    void child_processes_inherit_the_streams_of_the_process() throws Exception {
        Run run = start(program("Children", "inherit")
                .environment(Map.of("PATH", System.getenv("PATH")))
                .stdin(new ByteArrayInputStream("through the child".getBytes(UTF_8))));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().text()).isEqualTo("through the child");
        assertThat(run.err().text().trim()).isEqualTo("to stderr");
    }

    @Test
    void child_processes_may_stand_in_a_pipeline() throws Exception {
        Run run = start(program("Children", "pipeline").environment(Map.of("PATH", System.getenv("PATH"))));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().text().trim()).isEqualTo("through a pipe");
    }

    @Test
    void child_processes_end_with_the_process() throws Exception {
        Run run = start(program("Children", "leave").environment(Map.of("PATH", System.getenv("PATH"))));

        assertThat(run.exitCode()).isZero();
        Optional<ProcessHandle> child =
                ProcessHandle.of(Long.parseLong(run.out().text().trim().substring("child ".length())));
        if (child.isPresent()) {
            assertThat(child.get().onExit().get(60, TimeUnit.SECONDS).isAlive()).isFalse();
        }
    }

    // Several

    @Test
    void several_at_once_do_not_meet() throws Exception {
        List<Run> runs = new ArrayList<>();
        List<PipedOutputStream> keyboards = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            PipedOutputStream keyboard = new PipedOutputStream();
            keyboards.add(keyboard);
            runs.add(start(program("Greets", "process " + i)
                    .environment(Map.of("GREETING", "environment " + i))
                    .systemProperties(Map.of("greeting", "property " + i))
                    .stdin(new PipedInputStream(keyboard))));
        }
        for (Run run : runs) {
            run.out().await("numbers");
        }
        for (int i = 0; i < 4; i++) {
            keyboards.get(i).write(("stdin " + i).getBytes(UTF_8));
            keyboards.get(i).close();
        }
        for (int i = 0; i < 4; i++) {
            assertThat(runs.get(i).exitCode()).isZero();
            assertThat(runs.get(i).out().text().lines())
                    .containsExactly(
                            "arguments [process " + i + "]",
                            "environment environment " + i + " environment " + i + " null",
                            "property property " + i + " fallback",
                            "numbers null 1 false",
                            "input stdin " + i);
        }
    }

    @Test
    void a_launcher_that_is_closed_ends_its_processes_and_starts_no_more() throws Exception {
        JavaLauncher other = newLauncher();
        Output out = new Output();
        JavaProcess process = other.start(program("Waits").stdout(out).build());
        out.await("ready");

        other.close();
        other.close();

        assertThat(process.waitFor(SOON)).isTrue();
        assertThat(process.onExit().join()).isEqualTo(137);
        assertThatThrownBy(
                        () -> other.start(program("Ends", "return").name("late").build()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("[late] cannot be started: this launcher is closed.");
    }

    @Test
    void an_exit_code_is_there_only_when_all_output_is() throws IOException, InterruptedException {
        for (int i = 0; i < 5; i++) {
            Run run = start(program("Environment").environment(Map.of("LONG", "x".repeat(100_000))));
            assertThat(run.exitCode()).isZero();
            assertThat(run.out().text())
                    .hasSize("LONG=".length() + 100_000 + System.lineSeparator().length());
        }
    }
}
