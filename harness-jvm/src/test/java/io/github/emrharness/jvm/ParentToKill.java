package io.github.emrharness.jvm;

import io.github.emrharness.jvm.forked.ForkedLauncher;
import io.github.emrharness.jvm.inprocess.InProcessLauncher;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JVM that runs a program, which starts a child; made to be killed. */
public final class ParentToKill {

    private ParentToKill() {}

    /** Starts one, whose files are in this directory. */
    public static Process start(boolean forked, Path classes, Path temporary) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ParentToKill.class.getName(),
                        classes.toString(),
                        Boolean.toString(forked))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] args) {
        try (JavaLauncher launcher = Boolean.parseBoolean(args[1])
                ? ForkedLauncher.builder().build()
                : InProcessLauncher.builder().build()) {
            launcher.start(JavaCommand.builder("Nest")
                            .classPath(List.of(Path.of(args[0])))
                            .environment(Map.of("PATH", System.getenv("PATH")))
                            .stdout(System.out)
                            .stderr(System.err)
                            .build())
                    .onExit()
                    .join();
        }
    }

    /** The program's process and that of its child. */
    public static List<Long> readPids(InputStream in) throws IOException {
        List<Long> pids = new ArrayList<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        while (pids.size() < 2) {
            String line = lines.readLine();
            if (line == null) {
                return pids;
            }
            pids.add(Long.parseLong(line.substring(line.indexOf(' ') + 1)));
        }
        return pids;
    }
}
