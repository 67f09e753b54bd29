package io.github.emrharness.assertj;

import static io.github.emrharness.assertj.error.ShouldHaveObjects.shouldBeEmpty;
import static io.github.emrharness.assertj.error.ShouldHaveObjects.shouldHaveObject;
import static io.github.emrharness.assertj.error.ShouldHaveObjects.shouldHaveObjectCount;
import static io.github.emrharness.assertj.error.ShouldHaveObjects.shouldHaveObjects;
import static io.github.emrharness.assertj.error.ShouldHaveObjects.shouldHaveObjectsMatching;
import static io.github.emrharness.assertj.error.ShouldHaveObjects.shouldNotHaveObject;

import io.github.emrharness.S3Prefix;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;

/** Assertions on the objects under a prefix, as they are at the moment of each assertion; none of them waits. */
public class S3PrefixAssert extends AbstractEmrAssert<S3PrefixAssert, S3Prefix> {

    private static final String SUCCESS = "_SUCCESS";

    public S3PrefixAssert(S3Prefix actual) {
        super(actual, S3PrefixAssert.class);
    }

    /**
     * Verifies that there is an object under the prefix.
     *
     * @throws AssertionError if there is none
     */
    public S3PrefixAssert isNotEmpty() {
        if (names().isEmpty()) {
            throw assertionError(shouldHaveObjects(actual));
        }
        return this;
    }

    /**
     * Verifies that there is no object under the prefix.
     *
     * @throws AssertionError if there is one
     */
    public S3PrefixAssert isEmpty() {
        List<String> names = names();
        if (!names.isEmpty()) {
            throw assertionError(shouldBeEmpty(actual, names));
        }
        return this;
    }

    /**
     * Verifies the number of data objects: those that readers see, so without {@code _SUCCESS}.
     *
     * @throws AssertionError if it is another one
     */
    public S3PrefixAssert hasDataObjectCount(int count) {
        isNotNull();
        int found = actual.dataObjects().size();
        if (found != count) {
            throw failure(shouldHaveObjectCount(actual, count, found, names()), found, count);
        }
        return this;
    }

    /**
     * Verifies that there is an object of that name.
     *
     * @param name what comes after the prefix in its key
     * @throws AssertionError if there is none
     */
    public S3PrefixAssert contains(String name) {
        List<String> names = names();
        if (!names.contains(name)) {
            throw assertionError(shouldHaveObject(actual, name, names));
        }
        return this;
    }

    /**
     * Verifies that there is no object of that name.
     *
     * @param name what comes after the prefix in its key
     * @throws AssertionError if there is one
     */
    public S3PrefixAssert doesNotContain(String name) {
        List<String> names = names();
        if (names.contains(name)) {
            throw assertionError(shouldNotHaveObject(actual, name, names));
        }
        return this;
    }

    /**
     * Verifies that there is an object whose name matches the pattern.
     *
     * @param glob as in {@link java.nio.file.FileSystem#getPathMatcher}, such as {@code part-*.parquet} or
     *     {@code year=*}{@code /part-*}
     * @throws AssertionError if there is none
     */
    public S3PrefixAssert hasObjectsMatching(String glob) {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        List<String> names = names();
        if (names.stream().noneMatch(name -> matcher.matches(Path.of(name)))) {
            throw assertionError(shouldHaveObjectsMatching(actual, glob, names));
        }
        return this;
    }

    /**
     * Verifies that a job has finished writing here: there is a {@code _SUCCESS}, and nothing is left of its temporary
     * files.
     *
     * @throws AssertionError if that is not so
     */
    public S3PrefixAssert hasSuccessMarker() {
        contains(SUCCESS);
        List<String> names = names();
        names.stream().filter(name -> name.startsWith("_temporary")).findFirst().ifPresent(name -> {
            throw assertionError(shouldNotHaveObject(actual, name, names));
        });
        return this;
    }

    /** Leads to the names of all objects: what comes after the prefix in their keys, in order. */
    public final ListAssert<String> objectNames() {
        return Assertions.assertThat(names()).as("objects under %s", actual);
    }

    /** Leads to the text of all data objects, one after the other; {@code .gz} is unpacked. */
    public final AbstractStringAssert<?> text() {
        isNotNull();
        return Assertions.assertThat(actual.text()).as("text under %s", actual);
    }

    /** Leads to the lines of all data objects. */
    public final ListAssert<String> lines() {
        isNotNull();
        return Assertions.assertThat(actual.lines()).as("lines under %s", actual);
    }

    /** Leads to the rows of the data objects, read by the engine; the format is guessed. */
    public final DatasetAssert dataset() {
        isNotNull();
        return new DatasetAssert(actual.dataset());
    }

    /** Leads to the rows of the data objects, read by the engine as JSON lines. */
    public final DatasetAssert jsonLines() {
        isNotNull();
        return new DatasetAssert(actual.dataset().json());
    }

    /** Leads to the rows of the data objects, read by the engine as CSV without a header. */
    public final DatasetAssert csv() {
        isNotNull();
        return new DatasetAssert(actual.dataset().csv());
    }

    private List<String> names() {
        isNotNull();
        return actual.names();
    }
}
