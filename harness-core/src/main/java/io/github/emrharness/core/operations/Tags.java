package io.github.emrharness.core.operations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.emr.model.Tag;

/**
 * The rules that tags obey.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-plan-tags.html">Tag and categorize Amazon
 *     EMR cluster resources</a>
 */
final class Tags {

    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;
    private static final Pattern ALLOWED =
            Pattern.compile("[\\p{L}\\p{N}\\s_.:/=+\\-@]*", Pattern.UNICODE_CHARACTER_CLASS);
    private static final String ALLOWED_IN_WORDS = "letters, digits, white space and _ . : / = + - @";

    private Tags() {}

    /** What is wrong with the first bad one of the tags. */
    static Optional<String> violation(List<Tag> tags) {
        return tags.stream().map(Tags::violation).flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> violation(Tag tag) {
        String key = tag.key();
        if (key == null || key.isEmpty() || key.length() > MAX_KEY) {
            return Optional.of(
                    "Invalid tag key: '" + key + "'. Tag keys must be between 1 and 128 characters in length.");
        }
        if (key.startsWith("aws:")) {
            return Optional.of("Invalid tag key: '" + key + "'. Tag keys that start with 'aws:' are reserved.");
        }
        if (!ALLOWED.matcher(key).matches()) {
            return Optional.of("Invalid tag key: '" + key + "'. Tag keys may hold " + ALLOWED_IN_WORDS + ".");
        }
        String value = tag.value();
        if (value != null && value.length() > MAX_VALUE) {
            // EMR names 128 although it takes 256.
            return Optional.of(
                    "Invalid tag value: '" + value + "'. Tag values must be between 1 and 128 characters in length.");
        }
        if (value != null && !ALLOWED.matcher(value).matches()) {
            return Optional.of("Invalid tag value: '" + value + "'. Tag values may hold " + ALLOWED_IN_WORDS + ".");
        }
        return Optional.empty();
    }

    /** The same tags; one without a value gets the empty one. */
    static List<Tag> withValues(List<Tag> tags) {
        return tags.stream()
                .map(tag -> tag.value() == null ? tag.toBuilder().value("").build() : tag)
                .toList();
    }

    /** The tags of a resource after others are added; one whose key is there already replaces it. */
    static List<Tag> with(List<Tag> tags, List<Tag> added) {
        Map<String, Tag> byKey = new LinkedHashMap<>();
        tags.forEach(tag -> byKey.put(tag.key(), tag));
        added.forEach(tag -> byKey.put(tag.key(), tag));
        return List.copyOf(byKey.values());
    }

    /** The tags of a resource after some are removed. */
    static List<Tag> without(List<Tag> tags, List<String> keys) {
        return tags.stream().filter(tag -> !keys.contains(tag.key())).toList();
    }
}
