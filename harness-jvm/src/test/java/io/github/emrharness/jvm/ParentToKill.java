package io.github.emrharness.jvm.forked;

import io.github.emrharness.jvm.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JVM that has a forked child, which has a child of its own; made to be killed. */
final class ParentOfForked {

    private ParentOfForked() {}

    public static void main(String[] args) {
        try (ForkedLauncher launcher = ForkedLauncher.builder().build()) {
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

    static List<Long> readPids(InputStream in) throws IOException {
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
