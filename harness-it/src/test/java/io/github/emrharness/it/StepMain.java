package io.github.emrharness.it;

import io.github.emrharness.ClusterSpec;
import io.github.emrharness.Emr;
import io.github.emrharness.EmrHarness;
import io.github.emrharness.EmrHarnessConfig;
import io.github.emrharness.StepSpec;
import java.io.IOException;
import java.nio.file.Path;

/** A JVM in which a step of bash runs: starts it with the script that it is given, and lives until it is killed. */
final class StepMain {

    private StepMain() {}

    public static void main(String[] args) throws IOException {
        EmrHarness harness = EmrHarness.start(EmrHarnessConfig.defaults());
        Emr emr = Emr.start(harness, ClusterSpec.named("killed"));
        Path logs = emr.submit(StepSpec.command("bash", "-c", args[0])).logDirectory();
        System.out.println(logs);
        System.out.flush();
        System.in.read();
    }
}
