package io.github.emrharness.core.operations;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the form of a request, and tells all of it at once in the words that AWS uses. */
final class Constraints {

    private final List<String> violations = new ArrayList<>();

    /** Requires a value, at a path such as {@code steps.1.member.name} (members count from 1). */
    Constraints notNull(@Nullable Object value, String path) {
        if (value == null) {
            violations.add("Value null at '" + path + "' failed to satisfy constraint: Member must not be null");
        }
        return this;
    }

    Constraints notEmpty(Collection<?> value, String path) {
        if (value.isEmpty()) {
            violations.add("Value '[]' at '" + path
                    + "' failed to satisfy constraint: Member must have length greater than or equal to 1");
        }
        return this;
    }

    Constraints atLeast(@Nullable Integer value, int minimum, String path) {
        if (value != null && value < minimum) {
            violations.add("Value '" + value + "' at '" + path
                    + "' failed to satisfy constraint: Member must have value greater than or equal to " + minimum);
        }
        return this;
    }

    Constraints maxLength(@Nullable String value, int length, String path) {
        if (value != null && value.length() > length) {
            violations.add("Value '" + value + "' at '" + path
                    + "' failed to satisfy constraint: Member must have length less than or equal to " + length);
        }
        return this;
    }

    Constraints minLength(@Nullable String value, int length, String path) {
        if (value != null && value.length() < length) {
            violations.add("Value '" + value + "' at '" + path
                    + "' failed to satisfy constraint: Member must have length greater than or equal to " + length);
        }
        return this;
    }

    /** Requires a number within the limits, both included, if there is a number at all. */
    Constraints range(@Nullable Integer value, int min, int max, String path) {
        if (value != null && value < min) {
            violations.add("Value '" + value + "' at '" + path
                    + "' failed to satisfy constraint: Member must have value greater than or equal to " + min);
        }
        if (value != null && value > max) {
            violations.add("Value '" + value + "' at '" + path
                    + "' failed to satisfy constraint: Member must have value less than or equal to " + max);
        }
        return this;
    }

    Constraints maxSize(Collection<?> value, int size, String path) {
        if (value.size() > size) {
            violations.add("Value '" + value + "' at '" + path
                    + "' failed to satisfy constraint: Member must have length less than or equal to " + size);
        }
        return this;
    }

    Constraints matches(@Nullable String value, String pattern, String path) {
        if (value != null && !value.matches(pattern)) {
            violations.add("Value '" + value + "' at '" + path
                    + "' failed to satisfy constraint: Member must satisfy regular expression pattern: " + pattern);
        }
        return this;
    }

    /** Requires one of the SDK's values, if there is a value at all. */
    Constraints oneOf(@Nullable String value, Collection<? extends Enum<?>> known, String path) {
        List<String> names = known.stream().map(Object::toString).sorted().toList();
        if (value != null && !names.contains(value)) {
            violations.add("Value '" + value + "' at '" + path
                    + "' failed to satisfy constraint: Member must satisfy enum value set: " + names);
        }
        return this;
    }

    /** Throws if anything was wrong: in both families this error comes from the framework before EMR, not from EMR. */
    void check() {
        if (!violations.isEmpty()) {
            throw EmrServiceException.validation(violations.size()
                    + (violations.size() == 1 ? " validation error detected: " : " validation errors detected: ")
                    + String.join("; ", violations));
        }
    }
}
