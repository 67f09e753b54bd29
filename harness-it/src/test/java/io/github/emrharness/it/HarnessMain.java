package io.github.emrharness.it;

import io.github.emrharness.EmrHarness;
import io.github.emrharness.EmrHarnessConfig;
import java.io.IOException;

/** A JVM with a harness in it: tells where it is, and lives until its stdin ends or it is killed. */
final class HarnessMain {

    private HarnessMain() {}

    public static void main(String[] args) throws IOException {
        EmrHarness harness = EmrHarness.start(EmrHarnessConfig.defaults());
        System.out.println(harness.directory());
        System.out.println(harness.emrEndpoint());
        System.out.println(harness.objectStore().endpoint());
        System.out.flush();
        System.in.read();
    }
}
