package io.github.emrharness.core.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.emrharness.jvm.guard.ProcessGuard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, and what is left of them. */
@Timeout(120)
class GuardedProcessTest {

    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>(Map.of("PATH", System.getenv("PATH")));

    @TempDir
    Path directory;

    @Test
    void output_and_exit_code_are_those_of_the_program() throws Exception {
        GuardedProcess process = start("sh", "-c", "echo out; echo err >&2; exit 7");

        assertThat(exitCode(process)).isEqualTo(7);
        assertThat(stdout.toString(UTF_8)).isEqualTo("out\n");
        assertThat(stderr.toString(UTF_8)).isEqualTo("err\n");
    }

    @Test
    void a_program_finds_only_the_environment_that_it_is_given_and_nothing_on_stdin() throws Exception {
        environment.put("GIVEN", "yes");

        assertThat(exitCode(start("sh", "-c", "cat; pwd -P; env"))).isZero();

        List<String> lines = stdout.toString(UTF_8).lines().toList();
        assertThat(lines.get(0)).isEqualTo(directory.toRealPath().toString());
        assertThat(lines.subList(1, lines.size()))
                .extracting(line -> line.substring(0, line.indexOf('=')))
                .isSubsetOf("PATH", "GIVEN", "PWD", "OLDPWD", "SHLVL", "_", ProcessGuard.MARK)
                .contains("PATH", "GIVEN", ProcessGuard.MARK);
    }

    @Test
    void a_program_that_is_missing_is_named_in_the_words_of_the_jdk() throws IOException {
        Files.writeString(directory.resolve("data"), "no program");

        assertThatIOException()
                .isThrownBy(() -> start("no-such-program", "x"))
                .withMessage("Cannot run program \"no-such-program\" (in directory \".\"): error=2, No such file or"
                        + " directory");
        assertThatIOException()
                .isThrownBy(() -> start("./data"))
                .withMessage("Cannot run program \"./data\" (in directory \".\"): error=13, Permission denied");
    }

    @Test
    void an_interrupt_reaches_the_program_which_may_print_and_choose_its_exit_code() throws Exception {
        GuardedProcess process = start("sh", "-c", ready("trap 'echo bye; exit 9' TERM", "sleep 1000 & wait"));
        awaitReady();

        process.interrupt();

        assertThat(exitCode(process)).isEqualTo(9);
        assertThat(stdout.toString(UTF_8)).isEqualTo("bye\n");
    }

    @Test
    void a_shell_that_is_interrupted_leaves_no_child() throws Exception {
        GuardedProcess process = start("sh", "-c", ready("sleep 1000 & echo $!", "wait"));
        awaitReady();

        process.interrupt();

        assertThat(exitCode(process)).isEqualTo(143);
        assertGone(pids());
    }

    @Test
    void a_kill_ends_who_ignores_sigterm_with_all_children() throws Exception {
        GuardedProcess process =
                start("sh", "-c", ready("trap '' TERM; sh -c 'sleep 1000 & echo $!; wait' & echo $!", "wait"));
        awaitReady();
        process.interrupt();
        assertThat(process.exitCode().toCompletableFuture()).isNotDone();

        process.kill();

        assertThat(exitCode(process)).isEqualTo(137);
        assertGone(pids());
    }

    @Test
    void what_a_program_leaves_in_the_background_ends_with_it() throws Exception {
        GuardedProcess process = start("sh", "-c", "nohup sleep 1000 >/dev/null 2>&1 & echo $!");

        assertThat(exitCode(process)).isZero();
        assertThat(pids()).hasSize(1);
        assertGone(pids());
    }

    @Test
    void a_background_process_that_holds_the_output_open_does_not_hold_up_the_end() throws Exception {
        assertThat(exitCode(start("sh", "-c", "sleep 1000 & echo $!"))).isZero();
        assertGone(pids());
    }

    @Test
    void a_daemon_in_a_session_of_its_own_ends_too() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/environ")), "only this shows the environment of a process");
        assumeTrue(new ProgramLookup(environment, directory).problem("setsid").isEmpty());

        String daemon = "setsid sh -c 'echo $$; : > ready; exec sleep 1000' >pid 2>/dev/null &";
        assertThat(exitCode(start("sh", "-c", daemon + " while [ ! -e ready ]; do sleep 0.01; done")))
                .isZero();

        long pid = Long.parseLong(Files.readString(directory.resolve("pid")).trim());
        assertGone(List.of(pid));
    }

    @Test
    void a_script_without_a_first_line_is_run_by_the_shell() throws Exception {
        Path script = Files.writeString(directory.resolve("plain.sh"), "echo \"plain $1\"\n");
        FileFetcher.makeExecutable(script);

        assertThat(exitCode(start(script.toString(), "text"))).isZero();
        assertThat(stdout.toString(UTF_8)).isEqualTo("plain text\n");
    }

    @Test
    void output_can_be_read_while_the_program_runs() throws Exception {
        PipedOutputStream sink = new PipedOutputStream();
        InputStream seen = new PipedInputStream(sink);
        GuardedProcess process = start(sink, "sh", "-c", "echo first; sleep 1000");

        assertThat(new String(seen.readNBytes(6), UTF_8)).isEqualTo("first\n");

        process.kill();
        assertThat(exitCode(process)).isEqualTo(137);
    }

    @Test
    void a_flood_of_output_arrives_whole() throws Exception {
        assertThat(exitCode(start("sh", "-c", "i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done")))
                .isZero();
        assertThat(stdout.toString(UTF_8).lines()).hasSize(20_000).endsWith("line 19999");
    }

    private GuardedProcess start(String... words) throws IOException {
        return start(stdout, words);
    }

    private GuardedProcess start(OutputStream out, String... words) throws IOException {
        return GuardedProcess.start(new CommandLine(List.of(words), environment, directory, out, stderr));
    }

    /** A script that makes a file when it has come to the line before the last. */
    private static String ready(String before, String after) {
        return before + "\n: > ready\n" + after;
    }

    private void awaitReady() throws Exception {
        Process waiting = new ProcessBuilder("sh", "-c", "while [ ! -e ready ]; do sleep 0.01; done")
                .directory(directory.toFile())
                .start();
        assertThat(waiting.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private static int exitCode(GuardedProcess process) throws Exception {
        return process.exitCode().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private List<Long> pids() {
        List<Long> pids = new ArrayList<>();
        stdout.toString(UTF_8).lines().forEach(line -> pids.add(Long.parseLong(line)));
        return pids;
    }

    private static void assertGone(List<Long> pids) throws Exception {
        assertThat(pids).isNotEmpty();
        for (long pid : pids) {
            // Killed, but maybe not yet collected by its parent.
            ProcessHandle.of(pid)
                    .ifPresent(handle ->
                            handle.onExit().orTimeout(60, TimeUnit.SECONDS).join());
        }
    }
}
