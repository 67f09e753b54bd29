package io.github.emrharness.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Watches a log file of a step that runs. */
final class StepLog {

    private StepLog() {}

    /** Returns when the file has a line with that text. */
    static void awaitLine(String text, Path file) throws Exception {
        Process waiting = new ProcessBuilder(
                        "sh",
                        "-c",
                        "until grep -q \"$1\" \"$0\" 2>/dev/null; do sleep 0.05; done",
                        file.toString(),
                        text)
                .start();
        assertThat(waiting.waitFor(120, TimeUnit.SECONDS)).isTrue();
    }
}
