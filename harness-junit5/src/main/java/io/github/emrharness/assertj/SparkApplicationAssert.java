package io.github.emrharness.assertj;

import io.github.emrharness.spi.SparkApplication;
import io.github.emrharness.spi.SparkApplication.Stage;
import java.util.List;
import java.util.function.ToLongFunction;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;

/** Assertions on what a Spark application has done, in sum over all of its stages. */
public class SparkApplicationAssert extends AbstractEmrAssert<SparkApplicationAssert, SparkApplication> {

    public SparkApplicationAssert(SparkApplication actual) {
        super(actual, SparkApplicationAssert.class);
    }

    /** Verifies how many attempts at stages have ended; stages that Spark skips do not count. */
    public SparkApplicationAssert hasStages(int count) {
        return has("stages", application -> application.stages().size(), count);
    }

    /** Verifies how many tasks the stages have. */
    public SparkApplicationAssert hasTasks(long count) {
        return has("tasks", sum(Stage::tasks), count);
    }

    /** Verifies that no stage and no attempt at a task has failed. */
    public SparkApplicationAssert hasNoFailures() {
        isNotNull();
        List<Stage> failed = actual.stages().stream()
                .filter(stage ->
                        stage.failedTasks() > 0 || !stage.failureReason().isEmpty())
                .toList();
        if (!failed.isEmpty()) {
            failWithMessage("Expecting no failures in %s, but these stages have some: %s", title(), failed);
        }
        return this;
    }

    /** Verifies how many rows were read from files and tables. */
    public SparkApplicationAssert readsRows(long count) {
        return has("rows read", sum(Stage::inputRows), count);
    }

    /** Verifies how many rows were written to files and tables. */
    public SparkApplicationAssert writesRows(long count) {
        return has("rows written", sum(Stage::outputRows), count);
    }

    /** Verifies that at most so many bytes were read from files and tables. */
    public SparkApplicationAssert readsAtMostBytes(long most) {
        return hasAtMost("bytes read", sum(Stage::inputBytes), most);
    }

    /** Verifies that at most so many bytes went through shuffles. */
    public SparkApplicationAssert shufflesAtMostBytes(long most) {
        return hasAtMost("bytes written to shuffles", sum(Stage::shuffleWriteBytes), most);
    }

    /** Verifies that nothing was spilled to disk. */
    public SparkApplicationAssert hasNoSpills() {
        return has("bytes spilled to disk", sum(Stage::diskBytesSpilled), 0);
    }

    /** Verifies that no executor was lost. */
    public SparkApplicationAssert losesNoExecutors() {
        return has("executors lost", SparkApplication::executorsLost, 0);
    }

    /** Leads to the stages. */
    public final ListAssert<Stage> stages() {
        isNotNull();
        return Assertions.assertThat(actual.stages()).as("stages of %s", title());
    }

    private static ToLongFunction<SparkApplication> sum(ToLongFunction<Stage> metric) {
        return application -> application.sum(metric);
    }

    private SparkApplicationAssert has(String what, ToLongFunction<SparkApplication> count, long expected) {
        isNotNull();
        long found = count.applyAsLong(actual);
        if (found != expected) {
            throw failureWithActualExpected(
                    found, expected, "Expecting %s %s in %s, but found %s", expected, what, title(), found);
        }
        return this;
    }

    private SparkApplicationAssert hasAtMost(String what, ToLongFunction<SparkApplication> count, long most) {
        isNotNull();
        long found = count.applyAsLong(actual);
        if (found > most) {
            throw failureWithActualExpected(
                    found, most, "Expecting at most %s %s in %s, but found %s", most, what, title(), found);
        }
        return this;
    }

    private String title() {
        return "Spark application [" + actual.name() + "]";
    }
}
