package io.github.emrharness.assertj.error;

import io.github.emrharness.HdfsPath;
import java.util.List;
import org.assertj.core.error.BasicErrorMessageFactory;
import org.assertj.core.error.ErrorMessageFactory;

/** There are other files in HDFS than there should be. */
public final class ShouldHaveHdfsFiles extends BasicErrorMessageFactory {

    private ShouldHaveHdfsFiles(String format, Object... arguments) {
        super(format, arguments);
    }

    /** There is nothing. */
    public static ErrorMessageFactory shouldExist(HdfsPath path) {
        return new ShouldHaveHdfsFiles("%nExpecting%n  %s%nto exist but there is no such file or directory.", path);
    }

    /** There is something. */
    public static ErrorMessageFactory shouldNotExist(HdfsPath path, List<String> names) {
        return new ShouldHaveHdfsFiles("%nExpecting%n  %s%nnot to exist but it has%n%s", path, there(names));
    }

    /** There are more or fewer data files. */
    public static ErrorMessageFactory shouldHaveDataFileCount(
            HdfsPath path, int expected, int actual, List<String> names) {
        return new ShouldHaveHdfsFiles(
                "%nExpecting%n  %s%nto have data files:%n  %s%nbut had%n  %s%nThere are%n%s",
                path, expected, actual, there(names));
    }

    /** There is none of that name. */
    public static ErrorMessageFactory shouldHaveFile(HdfsPath path, String name, List<String> names) {
        return new ShouldHaveHdfsFiles(
                "%nExpecting%n  %s%nto have a file%n  %s%nbut it has%n%s", path, name, there(names));
    }

    /** There is one of that name. */
    public static ErrorMessageFactory shouldNotHaveFile(HdfsPath path, String name, List<String> names) {
        return new ShouldHaveHdfsFiles(
                "%nExpecting%n  %s%nnot to have a file%n  %s%nbut it has%n%s", path, name, there(names));
    }

    /** There is none that matches. */
    public static ErrorMessageFactory shouldHaveFilesMatching(HdfsPath path, String glob, List<String> names) {
        return new ShouldHaveHdfsFiles(
                "%nExpecting%n  %s%nto have files that match%n  %s%nbut it has%n%s", path, glob, there(names));
    }

    private static Object there(List<String> names) {
        return unquotedString(Texts.list(names));
    }
}
