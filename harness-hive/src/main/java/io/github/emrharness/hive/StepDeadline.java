package io.github.emrharness.hive;

import io.github.emrharness.jvm.JavaProcess;
import io.github.emrharness.spi.DurationSetting;
import io.github.emrharness.spi.StepLogs;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Kills the steps that run too long: an error in a task may leave Tez waiting for ever. */
final class StepDeadline implements AutoCloseable {

    /** The name of the setting, a time such as {@code 10 m}. */
    static final String SETTING = "emr.harness.hive.stepTimeout";

    private static final Duration DEFAULT = Duration.ofHours(1);

    private final Duration timeout;
    private final ScheduledThreadPoolExecutor timer;

    /**
     * Takes the setting, or an hour.
     *
     * @throws IllegalArgumentException if the setting is no time
     */
    StepDeadline(Map<String, String> settings) {
        String value = settings.get(SETTING);
        timeout = value == null ? DEFAULT : read(value);
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "emr-harness-hive-deadline");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    private static Duration read(String value) {
        Duration read;
        try {
            read = DurationSetting.parse(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The setting " + SETTING + " has no valid value. " + e.getMessage(), e);
        }
        if (read.isZero() || read.isNegative()) {
            throw new IllegalArgumentException(
                    "The setting " + SETTING + " must be longer than zero, but was " + value + ".");
        }
        return read;
    }

    /** From now on. */
    void watch(StepLogs logs, JavaProcess jvm) {
        Future<?> end = timer.schedule(() -> expire(logs, jvm), timeout.toMillis(), TimeUnit.MILLISECONDS);
        var unused = jvm.onExit().whenComplete((code, failure) -> end.cancel(false));
    }

    private void expire(StepLogs logs, JavaProcess jvm) {
        String message =
                "The step has run longer than the setting " + SETTING + " allows, " + timeout + ", and is killed.";
        PrintStream stderr = new PrintStream(logs.stderr(), true, StandardCharsets.UTF_8);
        stderr.println(message);
        stderr.flush();
        logs.controller(message);
        jvm.kill();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
