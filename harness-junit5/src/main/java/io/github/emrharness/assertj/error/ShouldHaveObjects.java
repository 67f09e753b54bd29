package io.github.emrharness.assertj.error;

import io.github.emrharness.S3Prefix;
import java.util.List;
import org.assertj.core.error.BasicErrorMessageFactory;
import org.assertj.core.error.ErrorMessageFactory;

/** There are other objects under a prefix than there should be. */
public final class ShouldHaveObjects extends BasicErrorMessageFactory {

    private ShouldHaveObjects(String format, Object... arguments) {
        super(format, arguments);
    }

    /** There is none at all. */
    public static ErrorMessageFactory shouldHaveObjects(S3Prefix prefix) {
        return new ShouldHaveObjects("%nExpecting%n  %s%nto have objects but it is empty.", prefix);
    }

    /** There are some. */
    public static ErrorMessageFactory shouldBeEmpty(S3Prefix prefix, List<String> names) {
        return new ShouldHaveObjects("%nExpecting%n  %s%nto be empty but it has%n%s", prefix, there(names));
    }

    /** There are more or fewer data objects. */
    public static ErrorMessageFactory shouldHaveObjectCount(
            S3Prefix prefix, int expected, int actual, List<String> names) {
        return new ShouldHaveObjects(
                "%nExpecting%n  %s%nto have data objects:%n  %s%nbut had%n  %s%nThere are%n%s",
                prefix, expected, actual, there(names));
    }

    /** There is none of that name. */
    public static ErrorMessageFactory shouldHaveObject(S3Prefix prefix, String name, List<String> names) {
        return new ShouldHaveObjects(
                "%nExpecting%n  %s%nto have an object%n  %s%nbut it has%n%s", prefix, name, there(names));
    }

    /** There is one of that name. */
    public static ErrorMessageFactory shouldNotHaveObject(S3Prefix prefix, String name, List<String> names) {
        return new ShouldHaveObjects(
                "%nExpecting%n  %s%nnot to have an object%n  %s%nbut it has%n%s", prefix, name, there(names));
    }

    /** There is none that matches. */
    public static ErrorMessageFactory shouldHaveObjectsMatching(S3Prefix prefix, String glob, List<String> names) {
        return new ShouldHaveObjects(
                "%nExpecting%n  %s%nto have objects that match%n  %s%nbut it has%n%s", prefix, glob, there(names));
    }

    private static Object there(List<String> names) {
        return unquotedString(Texts.list(names));
    }
}
