package io.github.emrharness.assertj;

import static io.github.emrharness.assertj.error.ShouldHaveHdfsFiles.shouldExist;
import static io.github.emrharness.assertj.error.ShouldHaveHdfsFiles.shouldHaveDataFileCount;
import static io.github.emrharness.assertj.error.ShouldHaveHdfsFiles.shouldHaveFile;
import static io.github.emrharness.assertj.error.ShouldHaveHdfsFiles.shouldHaveFilesMatching;
import static io.github.emrharness.assertj.error.ShouldHaveHdfsFiles.shouldNotExist;
import static io.github.emrharness.assertj.error.ShouldHaveHdfsFiles.shouldNotHaveFile;

import io.github.emrharness.HdfsPath;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;

/** Assertions on a file or a directory in HDFS, as it is at the time of each assertion. */
public class HdfsPathAssert extends AbstractEmrAssert<HdfsPathAssert, HdfsPath> {

    private static final String SUCCESS = "_SUCCESS";

    public HdfsPathAssert(HdfsPath actual) {
        super(actual, HdfsPathAssert.class);
    }

    /**
     * Verifies that there is a file or a directory.
     *
     * @throws AssertionError if there is none
     */
    public HdfsPathAssert exists() {
        isNotNull();
        if (!actual.exists()) {
            throw assertionError(shouldExist(actual));
        }
        return this;
    }

    /**
     * Verifies that there is neither a file nor a directory.
     *
     * @throws AssertionError if there is one
     */
    public HdfsPathAssert doesNotExist() {
        isNotNull();
        if (actual.exists()) {
            throw assertionError(shouldNotExist(actual, names()));
        }
        return this;
    }

    /**
     * Verifies the number of data files below the directory: those that readers see, so without {@code _SUCCESS}.
     *
     * @throws AssertionError if it is another one
     */
    public HdfsPathAssert hasDataFileCount(int count) {
        isNotNull();
        int found = actual.dataFiles().size();
        if (found != count) {
            throw failure(shouldHaveDataFileCount(actual, count, found, names()), found, count);
        }
        return this;
    }

    /**
     * Verifies that there is a file of that name.
     *
     * @param name what comes after the directory in its path
     * @throws AssertionError if there is none
     */
    public HdfsPathAssert contains(String name) {
        List<String> names = names();
        if (!names.contains(name)) {
            throw assertionError(shouldHaveFile(actual, name, names));
        }
        return this;
    }

    /**
     * Verifies that there is no file of that name.
     *
     * @param name what comes after the directory in its path
     * @throws AssertionError if there is one
     */
    public HdfsPathAssert doesNotContain(String name) {
        List<String> names = names();
        if (names.contains(name)) {
            throw assertionError(shouldNotHaveFile(actual, name, names));
        }
        return this;
    }

    /**
     * Verifies that there is a file whose name matches the pattern.
     *
     * @param glob as in {@link java.nio.file.FileSystem#getPathMatcher}, such as {@code part-*} or {@code year=*}{@code /part-*}
     * @throws AssertionError if there is none
     */
    public HdfsPathAssert hasFilesMatching(String glob) {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        List<String> names = names();
        if (names.stream().noneMatch(name -> matcher.matches(Path.of(name)))) {
            throw assertionError(shouldHaveFilesMatching(actual, glob, names));
        }
        return this;
    }

    /**
     * Verifies that a job has finished writing here: there is a {@code _SUCCESS}, and nothing is left of its temporary
     * files.
     *
     * @throws AssertionError if that is not so
     */
    public HdfsPathAssert hasSuccessMarker() {
        contains(SUCCESS);
        List<String> names = names();
        names.stream().filter(name -> name.startsWith("_temporary")).findFirst().ifPresent(name -> {
            throw assertionError(shouldNotHaveFile(actual, name, names));
        });
        return this;
    }

    /** Leads to the names of all files: what comes after the directory in their paths, in order. */
    public final ListAssert<String> fileNames() {
        return Assertions.assertThat(names()).as("files below %s", actual);
    }

    /** Leads to the text of the file or of all data files, one after the other; {@code .gz} is unpacked. */
    public final AbstractStringAssert<?> text() {
        exists();
        return Assertions.assertThat(actual.text()).as("text of %s", actual);
    }

    /** Leads to the lines of the file or of all data files. */
    public final ListAssert<String> lines() {
        exists();
        return Assertions.assertThat(actual.lines()).as("lines of %s", actual);
    }

    private List<String> names() {
        isNotNull();
        return actual.names();
    }
}
