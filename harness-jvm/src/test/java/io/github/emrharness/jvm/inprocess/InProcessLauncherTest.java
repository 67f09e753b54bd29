package io.github.emrharness.jvm.inprocess;

import io.github.emrharness.jvm.JavaLauncher;
import io.github.emrharness.jvm.JavaLauncherContractTest;
import java.time.Duration;

class InProcessLauncherTest extends JavaLauncherContractTest {

    @Override
    protected JavaLauncher newLauncher() {
        return InProcessLauncher.builder().lingering(Duration.ofMillis(500)).build();
    }
}
